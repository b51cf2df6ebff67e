import { Help } from 'commander';
import type { Shell } from './shell';

/** Columns where nobody knows how wide the terminal is, or where there is none. */
const USUAL = 80;

/** Lines longer than this are hard to read, however wide the terminal is. */
const MOST = 120;

const help = Object.assign(new Help(), { minWidthToWrap: 1 });

/** Text whose lines are broken between words, so that each has at most so many columns, but for a longer word. */
export function wrapped(text: string, columns: number): string {
  return help.boxWrap(text, columns);
}

/** Columns of the terminal that results are printed on; undefined where they go elsewhere, to be read by a program. */
export function terminalColumns({ stdout }: Pick<Shell, 'stdout'>): number | undefined {
  return stdout.isTTY ? stdout.columns : undefined;
}

/** Columns of prose in a result. */
export function proseColumns(shell: Pick<Shell, 'stdout'>): number {
  return Math.min(MOST, terminalColumns(shell) ?? USUAL);
}
