import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { importGraph } from './import-graph';

const root = resolve(__dirname, '..');

/** Docstrings of a source text that begin with a word that names no thing, each with the line it begins on. */
function nameless(text: string): string[] {
  return [...text.matchAll(/\/\*\*[\s*]*((?:What|Properties of `|One or both|Holds|Where|How|Who)\b.*)/g)].map(
    ({ index, 1: words = '' }) => `${text.slice(0, index).split('\n').length}: ${words}`,
  );
}

/** Sources of this project, and the texts that new ones are made from, by path from the root. */
function sources(): string[] {
  const texts = readdirSync(join(root, 'templates'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts.hbs'))
    .map((name) => join('templates', name));
  const own = relative(root, __filename);
  return [...importGraph().keys(), ...texts].filter((file) => file !== own);
}

test('every docstring begins with the noun of its thing', () => {
  const files = sources();
  expect(files.length).toBeGreaterThan(1000);
  const found = files.flatMap((file) => nameless(readFileSync(join(root, file), 'utf8')).map((at) => `${file}:${at}`));
  expect(found).toEqual([]);
});

test.each([
  ['/** What a role may do. */', '1: What a role may do. */'],
  ['const a = 1;\n/**\n * Properties of `Database`.\n */', '2: Properties of `Database`.'],
])('one that names no thing is found in %j', (text, found) => {
  expect(nameless(text)).toEqual([found]);
});

test.each([
  '/** Permissions of a role: what it may do. */',
  '/** Whatever a role may do. */',
  '// What follows is code.',
])('none is found in %j', (text) => {
  expect(nameless(text)).toEqual([]);
});
