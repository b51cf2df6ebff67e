import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Argument } from 'commander';
import { CatalogError } from '../../catalog/errors';
import type { Bump } from '../../catalog/release';
import { chooseProduct, productFolder } from '../choose-product';
import { print, printJson, say } from '../shell';
import { type JsonOption, jsonOption, type Verb } from '../verb';

interface ReleaseOptions extends JsonOption {
  readonly notes?: string;
  readonly upgradeNotes?: string;
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
    .option('--upgrade-notes <text>', 'what to do before or after updating to it')
    .option('--changelog', 'release nothing; write the changelog anew from the ledger')
    .option(...jsonOption)
    .action(async (id: string, bump: Bump | undefined, { notes, upgradeNotes, changelog, json }: ReleaseOptions) => {
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
      if (newest && readFileSync(newest.file, 'utf8') === template) {
        throw new CatalogError(
          'nothing-to-release',
          `${product.id}: its template is that of ${newest.version}, byte for byte; there is nothing to release.`,
        );
      }
      const version = ledger.nextVersion(newest?.version, bump);
      const released = ledger.addRelease(folder, { version, notes, upgradeNotes, template });
      const crowded = ledger.crowdingWarning(product.id, [...releases, released]);
      if (crowded !== undefined) say(shell, crowded);
      if (json) printJson(shell, { product: product.id, ...released });
      else print(shell, `Released ${product.id} ${version}: ${released.file}. Commit it; "catalog publish" offers it.`);
    });
};
