/**
 * Names of tests before and after a change: `node --import tsx test/names/compare-names.ts before.json after.json`, with
 * what `npx jest --json --outputFile=…` wrote. Prints each name that went and each that came, and ends with 1 where one went.
 * Only tests that passed count: one that is skipped now has gone. A test that moved to another file has not.
 */
import { readFileSync } from 'node:fs';

/** Report of jest, as far as it is read here. */
export interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** Difference between two runs, as names in their order; a name stands as often as tests of that name went or came. */
export interface NameChanges {
  readonly went: readonly string[];
  readonly came: readonly string[];
}

export function compareNames(before: Report, after: Report): NameChanges {
  const [old, now] = [passed(before), passed(after)];
  return { went: without(old, now), came: without(now, old) };
}

function passed({ testResults }: Report): readonly string[] {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  return tests.filter(({ status }) => status === 'passed').map(({ fullName }) => fullName);
}

/** Names less those of another list, each as often as it stands there. */
function without(names: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const name of others) left.set(name, (left.get(name) ?? 0) + 1);
  const rest = names.filter((name) => {
    const count = left.get(name) ?? 0;
    left.set(name, count - 1);
    return count <= 0;
  });
  return rest.sort();
}

function main([before = '', after = '']: readonly string[]): void {
  const read = (path: string): Report => JSON.parse(readFileSync(path, 'utf8'));
  const { went, came } = compareNames(read(before), read(after));
  for (const name of went) console.log(`- ${name}`);
  for (const name of came) console.log(`+ ${name}`);
  console.log(`${went.length} went, ${came.length} came`);
  process.exitCode = went.length === 0 ? 0 : 1;
}

if (require.main === module) main(process.argv.slice(2));
