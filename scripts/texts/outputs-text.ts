import type { ProductOutputs } from '../../operations/running/launched-products';
import { table } from '../terminal/table';

/** Text of outputs: a table; of several products, one each under its name. */
export function outputsText(all: readonly ProductOutputs[], room?: number): string {
  const tables = all.map(({ name, outputs }) => {
    const rows = Object.entries(outputs);
    return all.length > 1
      ? `${name}\n${table(['OUTPUT', 'VALUE'], rows, room)}`
      : table(['OUTPUT', 'VALUE'], rows, room);
  });
  return tables.join('\n\n');
}

/** Outputs as `--json` prints them: by key; of several products, by the product's name before that. */
export function outputsJson(all: readonly ProductOutputs[]) {
  const [only] = all;
  if (only && all.length === 1) return only.outputs;
  return Object.fromEntries(all.map(({ name, outputs }) => [name, outputs]));
}
