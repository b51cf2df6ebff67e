/** `npm run bench`: what things cost, as ratios within one run. `-- --json` prints JSON; `-- synthesis` (or another of `parts`) a part. */
import { table } from '../../scripts/terminal/table';
import { measureCommand } from './command';
import { measureComparison } from './comparison';
import { measureLaunches } from './launches';
import { measureLedger } from './ledger';
import type { Measurement } from './measurement';
import { measurePackedComparison } from './packed-comparison';
import { measureRetention } from './retention';
import { measureSmallStack } from './small-stack';
import { measureSynthesis } from './synthesis';

const parts: Readonly<Record<string, () => Measurement[] | Promise<Measurement[]>>> = {
  synthesis: measureSynthesis,
  launches: measureLaunches,
  retention: measureRetention,
  'small-stack': measureSmallStack,
  comparison: async () => [...measureComparison(), ...(await measurePackedComparison())],
  ledger: measureLedger,
  command: measureCommand,
};

async function main(args: readonly string[]): Promise<void> {
  const chosen = Object.entries(parts).filter(([name]) => args.includes(name) || !args.some((arg) => arg in parts));
  const measured: Measurement[] = [];
  for (const [, measure] of chosen) measured.push(...(await measure()));
  if (args.includes('--json')) {
    console.log(JSON.stringify(measured, undefined, 2));
    return;
  }
  const rows = measured.map(({ name, value, unit, limit, holds }) => [
    name,
    `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ${unit}`,
    limit === undefined ? '' : `at most ${limit}: ${holds ? 'holds' : 'FAILS'}`,
  ]);
  console.log(table(['WHAT', 'MEASURED', 'LIMIT'], rows));
}

main(process.argv.slice(2));
