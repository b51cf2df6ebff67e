import type { CostRow } from '../cost-row';
import { computeRows } from './compute';
import { dataRows } from './data';
import { eventRows } from './events';
import { freeRows } from './free';
import { networkRows } from './network';
import { observabilityRows } from './observability';

/** Costs of resource types, by type. */
export const costRows: ReadonlyMap<string, CostRow> = new Map(
  [...networkRows, ...computeRows, ...dataRows, ...eventRows, ...observabilityRows, ...freeRows].map((row) => [
    row.type,
    row,
  ]),
);
