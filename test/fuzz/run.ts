/**
 * `npm run fuzz`: 10,000 mutations of real inputs, a thousand of each kind. `-- --kind spec` runs one kind, `--case 17` one
 * case of it, `--seed x` the cases of an earlier run, `--cases 50` so many of each.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { table } from '../../scripts/terminal/table';
import { fuzz } from './fuzz';
import { kinds } from './kinds';

async function main(): Promise<number> {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({ options: { seed: option, kind: option, case: option, cases: option } });
  const seed = values.seed ?? String(Date.now());
  const numbers =
    values.case === undefined
      ? Array.from({ length: Number(values.cases ?? 1_000) }, (_, at) => at)
      : [Number(values.case)];
  const chosen = kinds.map(({ name }) => name).filter((name) => values.kind === undefined || name === values.kind);
  if (chosen.length === 0)
    throw new Error(`There is no kind ${values.kind}: ${kinds.map(({ name }) => name).join(', ')}.`);
  console.log(`seed ${seed}`);
  const module = join(__dirname, 'kinds/index.ts');
  const results = await fuzz({ module, seed, cases: chosen.map((name) => [name, numbers] as const), processes: 2 });
  for (const { failures } of results) {
    for (const { kind, number, fault } of failures) {
      console.log(
        `\n${kind} ${number}: ${fault}\nagain: npm run fuzz -- --seed ${seed} --kind ${kind} --case ${number}`,
      );
    }
  }
  const rows = results.map(({ kind, cases, parsed, failures }) => [
    kind,
    String(cases),
    `${Math.round((100 * parsed) / cases)} %`,
    String(failures.length),
  ]);
  console.log(`\n${table(['KIND', 'CASES', 'PAST THE PARSER', 'FAILED'], rows)}`);
  return results.some(({ failures }) => failures.length > 0) ? 1 : 0;
}

main().then((code) => {
  process.exitCode = code;
});
