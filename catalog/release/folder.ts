import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseLedger } from './ledger';
import type { LedgerEntry, Release } from './release';

/** Folder in which a product keeps what it has released. All paths are absolute. */
export interface ReleaseFolder {
  /** Id of the product: the name of its folder. */
  readonly product: string;
  /** `products/<id>/releases` */
  readonly path: string;
  readonly ledger: string;
  readonly changelog: string;
  /** The file of one version. */
  file(version: string): string;
}

/** @param productFolder `products/<id>`, absolute or relative to the working directory */
export function releaseFolder(productFolder: string): ReleaseFolder {
  const product = resolve(productFolder);
  const path = join(product, 'releases');
  return {
    product: basename(product),
    path,
    ledger: join(path, 'releases.yaml'),
    changelog: join(product, 'CHANGELOG.md'),
    file: (version) => join(path, `${version}.json`),
  };
}

/** The ledger's entries as they are written; none before the first release. */
export function readLedger({ ledger }: ReleaseFolder): LedgerEntry[] {
  return existsSync(ledger) ? parseLedger(readFileSync(ledger, 'utf8'), ledger) : [];
}

/** Names of all the files in the folder, sorted. */
export function listFiles({ path }: ReleaseFolder): string[] {
  return existsSync(path) ? readdirSync(path).sort() : [];
}

/** Ledger entries with the files that they mean. */
export function withFiles(folder: ReleaseFolder, entries: readonly LedgerEntry[]): Release[] {
  return entries.map((entry) => ({ ...entry, file: folder.file(entry.version) }));
}

/** SHA-256 as the ledger writes it. */
export function sha256(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
