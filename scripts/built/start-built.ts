import nodeModule from 'node:module';
import { join, resolve } from 'node:path';
import type * as Catalog from '../catalog';
import { type BuildRecord, COMMAND, RECORD, readRecord, replaceFile } from './built-folder';
import { compareSources, type SourceDifference } from './sources';

/**
 * The built command beside this file; undefined where a source isn't as it was when it was built, which is said.
 *
 * @throws `Error` where what was built isn't whole
 */
export function builtCommand(): Pick<typeof Catalog, 'main'> | undefined {
  if (!isAsBuilt()) return undefined;
  keepCompiled(join(__dirname, 'compiled'));
  return require(join(__dirname, COMMAND));
}

/**
 * Whether every source is as it was when the command beside this file was built; where one isn't, that is said.
 *
 * @throws `Error` where what was built isn't whole
 */
export function isAsBuilt(): boolean {
  const root = resolve(__dirname, '..', '..');
  const record = readRecord(__dirname);
  const { difference, renewed } = compareSources(root, record.sources);
  if (difference) {
    process.stderr.write(`${fromSourceText(difference)}\n`);
    return false;
  }
  if (renewed) keep({ ...record, sources: renewed });
  return true;
}

function fromSourceText({ path, kind }: SourceDifference): string {
  return `Runs from source, since ${path} was ${kind} after the command was built; "npm run build" builds it anew.`;
}

/** Keeps the times of what has the same contents, for the next run; in a folder that can't be written that compares anew. */
function keep(record: BuildRecord): void {
  try {
    replaceFile(__dirname, RECORD, JSON.stringify(record));
  } catch {}
}

/** Lets Node keep what it compiles, where it can: https://nodejs.org/api/module.html#moduleenablecompilecachecachedir */
function keepCompiled(folder: string): void {
  const enable: unknown = Reflect.get(nodeModule, 'enableCompileCache');
  if (typeof enable === 'function') enable(folder);
}
