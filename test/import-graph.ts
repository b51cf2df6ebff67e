import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const root = resolve(__dirname, '..');

/** Folders that hold this project's code. */
const FOLDERS = [
  'catalog',
  'products',
  'portfolios',
  'operations',
  'console',
  'sandbox',
  'scripts',
  'templates',
  'test',
];

/** Files that each file imports, by path from the root: values and types, static and dynamic. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

const SOURCE = /(?<!\.d)\.(ts|tsx|cts|mts|cjs)$/;
const IMPORT = /(?:\bfrom|\bimport|\bimport\(|\brequire\()\s*['"](\.[^'"]*)['"]/g;

/** Imports between this project's files, those of packages and of data left out. */
export function importGraph(folders: readonly string[] = FOLDERS): ImportGraph {
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => SOURCE.test(name) && !name.includes('node_modules'))
      .map((name) => join(folder, name)),
  );
  return new Map(files.map((file) => [file, importsOf(file)]));
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(IMPORT)].flatMap(([, path = '']) => fileAt(resolve(root, dirname(file), path)) ?? []);
}

/** The file of ours that an import names without its extension; undefined where it is none. */
function fileAt(path: string): string | undefined {
  const found = [path, `${path}.ts`, `${path}.tsx`, join(path, 'index.ts')].find((each) => isFile(each));
  return found !== undefined && SOURCE.test(found) ? relative(root, found) : undefined;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Circles of a graph: each as the files on the way round. Of circles that share a file, one is enough. */
export function circles(graph: ImportGraph): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]) => {
    const start = way.indexOf(file);
    if (start >= 0) found.push(way.slice(start));
    if (start >= 0 || done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...way, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return found;
}
