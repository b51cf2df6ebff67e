import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Argument } from 'commander';
import { CatalogError } from '../../catalog/errors';
import type { Product } from '../../catalog/product';
import type { Bump, Release } from '../../catalog/release';
import { chooseProduct, productFolder } from '../../operations/project/choose-product';
import { checkReversal } from '../../operations/project/pinning-products';
import { print, printJson, type Shell, say } from '../terminal/shell';
import { type JsonOption, jsonOption, type Verb } from '../verb';

interface ReleaseOptions extends JsonOption {
  readonly notes?: string;
  readonly upgradeNote?: string;
  readonly acceptDataLoss?: boolean;
  readonly changelog?: boolean;
}

/** `catalog release <product> <bump>`: writes what the product renders to now as its next version, for ever. */
export const release: Verb = (program, shell) => {
  program
    .command('release')
    .description('release a product: write its template as the next version, the ledger and the changelog')
    .argument('<product>')
    .addArgument(new Argument('[bump]', 'how much it changes for who runs it').choices(['major', 'minor', 'patch']))
    .option('--notes <text>', 'what is new, for the people who launch it')
    .option('--upgrade-note <text>', 'what to do before or after updating to it; @file reads a file')
    .option('--accept-data-loss', 'release although an upgrade loses data; the upgrade note says how to move it')
    .option('--changelog', 'release nothing; write the changelog anew from the ledger')
    .option(...jsonOption)
    .action(async (id: string, bump: Bump | undefined, options: ReleaseOptions) => {
      const { notes, changelog, json } = options;
      const ledger = await import('../../catalog/release');
      const product = await chooseProduct(id);
      const folder = productFolder(shell, product.id);
      const releases = ledger.loadReleases(folder);
      if (changelog) {
        const file = join(folder, 'CHANGELOG.md');
        writeFileSync(
          file,
          ledger.renderChangelog(
            product.id,
            releases.map(({ file: _, ...entry }) => entry),
          ),
        );
        return print(shell, json ? JSON.stringify({ changelog: file }) : `Wrote ${file}.`);
      }
      if (bump === undefined || notes === undefined) {
        throw new CatalogError(
          'incomplete-release',
          `Say how much changes and what is new: npm run catalog -- release ${product.id} minor --notes "…"`,
        );
      }
      const { renderProduct } = await import('../../catalog/product');
      const template = renderProduct(product);
      const newest = releases.at(-1);
      const upgradeNotes = options.upgradeNote && textOf(options.upgradeNote);
      const effects = newest && (await passGate(shell, product, newest, template, { ...options, bump, upgradeNotes }));
      const version = ledger.nextVersion(newest?.version, bump);
      const released = ledger.addRelease(folder, {
        version,
        notes: effects === undefined ? notes : `${notes.trim()}\n\n${effects}`,
        upgradeNotes,
        template,
      });
      const crowded = ledger.crowdingWarning(product.id, [...releases, released]);
      if (crowded !== undefined) say(shell, crowded);
      if (json) printJson(shell, { product: product.id, ...released });
      else print(shell, `Released ${product.id} ${version}: ${released.file}. Commit it; "catalog publish" offers it.`);
    });
};

/** A text, or what the file after `@` holds. */
function textOf(given: string): string {
  if (!given.startsWith('@')) return given;
  const file = given.slice(1);
  if (!existsSync(file))
    throw new CatalogError('no-such-file', `There is no file ${file} to read the upgrade note from.`);
  return readFileSync(file, 'utf8');
}

interface Candidate {
  readonly bump: Bump;
  readonly upgradeNotes: string | undefined;
  readonly acceptDataLoss?: boolean;
}

/**
 * Compares what is about to be released with the newest release; where it may not pass, every change is said first.
 *
 * @returns what people who upgrade will notice, for the notes
 * @throws `CatalogError` of `checkRelease` and `checkReversible`
 */
async function passGate(
  shell: Shell,
  product: Product,
  newest: Release,
  rendered: string,
  { bump, upgradeNotes, acceptDataLoss = false }: Candidate,
): Promise<string | undefined> {
  const { checkRelease, compareProductVersions, noticedEffects } = await import('../../catalog/release');
  const { parseTemplate } = await import('../../catalog/template');
  const before = parseTemplate(readFileSync(newest.file, 'utf8'));
  const comparison = compareProductVersions(product, before, parseTemplate(rendered));
  await checkReversal(shell, product, before, parseTemplate(rendered));
  const claim = { product: product.id, newest: newest.version, bump, acceptsDataLoss: acceptDataLoss, upgradeNotes };
  try {
    checkRelease(claim, comparison);
  } catch (error) {
    const { comparisonText } = await import('../texts/comparison-text');
    if (comparison.bump !== 'none') {
      say(shell, comparisonText({ from: `${product.id} ${newest.version}`, to: 'working tree', ...comparison }));
    }
    throw error;
  }
  return noticedEffects(comparison);
}
