import { Help } from 'commander';
import type { Shell, Terminal } from './shell';

/** Columns where nobody knows how wide the terminal is, or where there is none. */
const USUAL = 80;

/** Lines longer than this are hard to read, however wide the terminal is. */
const MOST = 120;

const help = Object.assign(new Help(), { minWidthToWrap: 1 });

/** Text whose lines are broken between words, so that each has at most so many columns, but for a longer word. */
export function wrapped(text: string, columns: number): string {
  return help.boxWrap(text, columns);
}

/**
 * Wrapped text some columns in.
 *
 * @param columns that its lines may have, the indent among them
 */
export function indented(text: string, by: number, columns: number): string {
  return wrapped(text, columns - by)
    .split('\n')
    .map((line) => `${' '.repeat(by)}${line}`.trimEnd())
    .join('\n');
}

/** Columns of the terminal that a stream leads to; undefined where it goes elsewhere, to be read by a program. */
export function columnsOf({ isTTY, columns }: Terminal): number | undefined {
  return isTTY ? columns : undefined;
}

/** Columns of prose in a result. */
export function proseColumns(shell: Pick<Shell, 'stdout'>): number {
  return Math.min(MOST, columnsOf(shell.stdout) ?? USUAL);
}
