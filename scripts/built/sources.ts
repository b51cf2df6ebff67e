import { createHash } from 'node:crypto';
import { type Dirent, readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import { extname, join } from 'node:path';

/** State of one source: `size`, when it was last written and changed in milliseconds, and the hash of its contents. */
export type SourceState = readonly [size: number, written: number, changed: number, hash: string];

/** Sources of the command by their path from the project's folder, with `/` on every machine. */
export type Sources = Readonly<Record<string, SourceState>>;

/** A source that isn't as it was. */
export interface SourceDifference {
  readonly path: string;
  readonly kind: 'added' | 'changed' | 'deleted';
}

/** Comparison of recorded sources with those that there are. */
export interface SourceComparison {
  /** The first that was found; absent where all are the same. */
  readonly difference?: SourceDifference;
  /** The sources with the times of those that were written anew with the same contents; absent where none was. */
  readonly renewed?: Sources;
}

const FOLDERS = ['catalog', 'console', 'operations', 'portfolios', 'products', 'sandbox', 'scripts'];

/** Settings that decide how the sources are compiled. */
const SETTINGS = ['package.json', 'tsconfig.json'];

/** Every extension that an import may be found by; data is read where it lies, and needn't be watched. */
const EXTENSIONS = new Set(['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs']);

/** A file may be written twice within the time that a file system can tell apart: so new a time says nothing. */
const TOLD_APART_MS = 3000;

/** Paths of all sources, from the project's folder. */
export function sourcePaths(root: string): readonly string[] {
  const paths = [...SETTINGS];
  for (const folder of FOLDERS) addPaths(root, folder, paths);
  return paths;
}

function addPaths(root: string, folder: string, paths: string[]): void {
  for (const entry of entriesOf(join(root, folder))) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) addPaths(root, path, paths);
    else if (EXTENSIONS.has(extname(entry.name))) paths.push(path);
  }
}

function entriesOf(folder: string): readonly Dirent[] {
  return readdirSync(folder, { withFileTypes: true });
}

/** State of a source, and the contents that it is the state of. */
export function readSource(root: string, path: string): { readonly state: SourceState; readonly text: string } {
  const file = join(root, path);
  const now = Date.now();
  const stats = statSync(file);
  const contents = readFileSync(file);
  return { state: stateOf(stats, hashOf(contents), now), text: contents.toString('utf8') };
}

/** Compares recorded sources with those in a folder: by size and times, and by contents where these differ. */
export function compareSources(root: string, recorded: Sources): SourceComparison {
  const paths = sourcePaths(root);
  const added = paths.find((path) => !Object.hasOwn(recorded, path));
  if (added !== undefined) return { difference: { path: added, kind: 'added' } };
  const renewed: Record<string, SourceState> = {};
  for (const [path, state] of Object.entries(recorded)) {
    const stats = statSync(join(root, path), { throwIfNoEntry: false });
    if (stats === undefined) return { difference: { path, kind: 'deleted' } };
    const [size, written, changed, hash] = state;
    if (stats.size === size && stats.mtimeMs === written && stats.ctimeMs === changed) continue;
    const now = readSource(root, path).state;
    if (now[3] !== hash) return { difference: { path, kind: 'changed' } };
    renewed[path] = now;
  }
  return Object.keys(renewed).length > 0 ? { renewed: { ...recorded, ...renewed } } : {};
}

function stateOf({ size, mtimeMs, ctimeMs }: Stats, hash: string, now: number): SourceState {
  const isSettled = now - Math.max(mtimeMs, ctimeMs) > TOLD_APART_MS;
  return isSettled ? [size, mtimeMs, ctimeMs, hash] : [size, 0, 0, hash];
}

function hashOf(contents: Buffer): string {
  return createHash('sha256').update(contents).digest('base64');
}
