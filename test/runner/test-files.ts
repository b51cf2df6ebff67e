import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const testFolder = resolve(__dirname, '..');

/** Paths of all test files. */
export function testFiles(): readonly string[] {
  const names = readdirSync(testFolder, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join(testFolder, name))
    .sort();
}

/** Whether a test file runs in its process alone: neither it nor what it imports of `test/` starts another. */
export function isInProcess(path: string, seen = new Set<string>()): boolean {
  if (seen.has(path)) return true;
  seen.add(path);
  const text = readFileSync(path, 'utf8');
  if (/^(import|\}) .*'node:child_process';$/m.test(text)) return false;
  const imported = [...text.matchAll(/from '(\.[^']*)'/g)].map(([, name = '']) => resolve(dirname(path), `${name}.ts`));
  return imported
    .filter((each) => each.startsWith(testFolder) && existsSync(each))
    .every((each) => isInProcess(each, seen));
}
