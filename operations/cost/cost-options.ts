import { readFileSync, statSync } from 'node:fs';
import { type CostQuestion, type Estimate, estimateCost, pricesIn, readUsage, type Usage } from '../../catalog/cost';
import { CatalogError } from '../../catalog/errors';
import { readYamlDocument } from '../../catalog/proton/yaml-file';
import type { CostStacks } from './cost-stacks';

/** Way in which a cost is asked for, whatever it is the cost of. */
export interface CostOptions {
  /** Path of a file of usage. @default - nobody uses anything */
  readonly usage?: string;
  /** Whether databases that pause are at their least capacity instead. @default false */
  readonly awake?: boolean;
}

/** Assumption of every cost without use. */
export const IDLE =
  'A month has 730 hours. Nobody asks anything, nothing is deployed, and what is charged by use is not used.';

/** Assumption of every cost with use. */
const USED = 'A month has 730 hours. Use is what the file of usage says.';

/**
 * Estimates what stacks cost in a region.
 *
 * @param assumptions sentences that go before those on charges
 * @throws `CatalogError` `no-prices`, `no-such-file`, `invalid-usage`, `unknown-usage`
 */
export function costOf(
  { stacks, unread }: CostStacks,
  region: string,
  { usage: file, awake = false }: CostOptions,
  assumptions: readonly string[] = [],
): Estimate {
  const usage: Usage = file === undefined ? new Map() : readUsageFile(file);
  const question: CostQuestion = { stacks, usage, isAwake: awake, prices: pricesIn(region) };
  const estimate = estimateCost(question);
  return {
    ...estimate,
    assumptions: [usage.size > 0 ? USED : IDLE, ...assumptions, ...estimate.assumptions],
    unpriced: [...unread, ...estimate.unpriced],
  };
}

function readUsageFile(file: string): Usage {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found || found.isDirectory()) throw new CatalogError('no-such-file', `There is no file ${file}.`);
  const document = readYamlDocument(readFileSync(file, 'utf8'));
  if ('reason' in document) throw new CatalogError('invalid-usage', `${file} can't be read: ${document.reason}.`);
  return readUsage(document.value, file);
}
