import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import type { LedgerEntry } from './release';

const template = join(__dirname, '../../templates/changelog.md.hbs');

/**
 * The text of a product's `CHANGELOG.md`: its releases, the newest first.
 *
 * @param product id of the product
 * @param entries its ledger, oldest first
 */
export function renderChangelog(product: string, entries: readonly LedgerEntry[]): string {
  const render = Handlebars.compile(readFileSync(template, 'utf8'), { noEscape: true, strict: true });
  const releases = entries
    .map((entry) => ({ upgradeNotes: undefined, security: undefined, ...entry, active: entry.status === 'active' }))
    .reverse();
  return render({ product, releases });
}
