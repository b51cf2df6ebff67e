import { type CorpusCase, loadCorpus } from './corpus';
import written from './first-run.json';
import { accuracy, isRight, judge, type Verdict } from './verdicts';

/** Results of the first run on pairs that were committed before anything was mended, by kind. */
const firstRun: Readonly<Record<string, { readonly right: number; readonly under: number; readonly over: number }>> =
  written;

/** Prints how the comparison does on the corpus, and every case that it gets wrong. Fails when one is wrong. */
function report(): void {
  const verdicts = loadCorpus().map(judge);
  const count = (bump: Verdict['bump']) => verdicts.filter((verdict) => verdict.bump === bump).length;
  const misses = verdicts.filter((verdict) => !isRight(verdict));
  for (const miss of misses) console.log(`${described(miss)}\n`);
  for (const line of kinds(verdicts)) console.log(line);
  console.log(
    `${verdicts.length} pairs: ${count('exact')} exact, ${count('over')} over, ${count('under')} under; ` +
      `accuracy ${(100 * accuracy(verdicts)).toFixed(1)} %; ${misses.length} with anything wrong`,
  );
  process.exitCode = misses.length > 0 ? 1 : 0;
}

/**
 * Lines of a table: of each file of the corpus its pairs, how many of them are judged right, and how many were on the first
 * run, before anything was mended, where that was written down.
 */
function kinds(verdicts: readonly Verdict[]): string[] {
  const files = [...new Set(verdicts.map(({ case: { file } }) => file))];
  const rows = files.map((file) => {
    const found = verdicts.filter((verdict) => verdict.case.file === file);
    const kind = file.replace('.yaml', '');
    const { right, under, over } = firstRun[kind] ?? {};
    const first = right === undefined ? '' : `${String(right).padStart(6)}: ${under} under, ${over} over`;
    return `${kind.padEnd(20)} ${String(found.length).padStart(4)} ${String(found.filter(isRight).length).padStart(5)}${first}`;
  });
  const types = new Set(
    verdicts.flatMap(({ case: { before } }) => Object.values(before.Resources).map(({ Type }) => Type)),
  );
  return ['kind                pairs right  first', ...rows, `${types.size} types`];
}

function described({ case: one, comparison, fault, bump, losesData, decisive }: Verdict): string {
  const { name, file, why, page } = one;
  const problems = [
    ...(fault === undefined ? [] : [fault]),
    ...(bump === 'exact' ? [] : [`${bump}: needs ${one.needs}, got ${comparison.bump}`]),
    ...(losesData === 'right' ? [] : [`loses data: ${one.losesData}, got ${comparison.losesData}`]),
    ...(decisive === 'right' ? [] : [`decisive: ${expected(one)}`]),
  ];
  const changes = comparison.changes.map(
    ({ logicalId, property, effect, bump: asked, environmentTypes }) =>
      `    ${logicalId ?? 'template'}.${property ?? ''} ${effect}, ${asked} ${environmentTypes.join(' ')}`,
  );
  return [`${file}: ${name}`, ...problems.map((problem) => `  ${problem}`), ...changes, `  ${why} ${page}`].join('\n');
}

function expected({ decisive, environmentTypes }: CorpusCase): string {
  return [decisive?.logicalId ?? 'template', decisive?.effect, environmentTypes?.join(' ')].filter(Boolean).join(' ');
}

report();
