import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { renderChangelog } from './changelog';
import type { ReleaseFolder } from './folder';
import { renderLedger } from './ledger';
import type { LedgerEntry } from './release';

/** Writes a changelog and then its ledger, each as a whole. */
export function writeLedger(folder: ReleaseFolder, entries: readonly LedgerEntry[]): void {
  writeWhole(folder.changelog, renderChangelog(folder.product, entries), renameSync);
  writeWhole(folder.ledger, renderLedger(entries), renameSync);
}

/** Writes beside the file and then puts the whole into place, so that nobody ever reads a half of it. */
export function writeWhole(path: string, text: string, place: (from: string, to: string) => void): void {
  const from = temporary(path);
  // A killed attempt may have left it as a second name of the released file: never write into it.
  rmSync(from, { force: true });
  const file = openSync(from, 'wx');
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  place(from, path);
}

/** The same for every attempt, so that the next one takes over what a killed one left. */
export function temporary(path: string): string {
  return join(dirname(path), `.${basename(path)}.tmp`);
}
