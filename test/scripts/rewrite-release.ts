import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadReleases } from '../../catalog/release';

/** Makes the newest release of a product one with another template, ledger included, as if that had been released. */
export function rewriteRelease(productFolder: string, template: object): void {
  const newest = loadReleases(productFolder).at(-1);
  if (newest === undefined) throw new Error(`${productFolder} has no release`);
  const text = `${JSON.stringify(template)}\n`;
  writeFileSync(newest.file, text);
  const ledger = join(productFolder, 'releases/releases.yaml');
  const hash = createHash('sha256').update(text).digest('hex');
  writeFileSync(ledger, readFileSync(ledger, 'utf8').replace(newest.sha256, hash));
}
