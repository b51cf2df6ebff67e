import { existsSync, readFileSync } from 'node:fs';
import { Argument } from 'commander';
import { CatalogError } from '../../catalog/errors';
import type { Bump } from '../../catalog/release';
import { examples } from '../options/examples';
import { print, printJson, say } from '../terminal/shell';
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
    .summary('release a product: its template, the ledger and the changelog')
    .description('release a product: write its template as the next version, the ledger and the changelog')
    .argument('<product>', 'id of the product')
    .addArgument(new Argument('[bump]', 'how much it changes for who runs it').choices(['major', 'minor', 'patch']))
    .option('--notes <text>', 'what is new, for the people who launch it')
    .option('--upgrade-note <text>', 'what to do before or after updating to it; @file reads a file')
    .option('--accept-data-loss', 'release although an upgrade loses data; the upgrade note says how to move it')
    .option('--changelog', 'release nothing; write the changelog anew from the ledger')
    .option(...jsonOption)
    .addHelpText(
      'after',
      examples(
        ['What is new, after "compare" said how much', "release network minor --notes 'More zones.'"],
        ['Steps around the upgrade, from a file', "release data major --notes 'Split.' --upgrade-note @split.md"],
      ),
    )
    .action(async (id: string, bump: Bump | undefined, options: ReleaseOptions) => {
      const { notes, changelog, json, acceptDataLoss = false } = options;
      const { planRelease, writeChangelog, writeRelease } = await import('../../operations/project/release');
      const { chooseProduct } = await import('../../operations/project/choose-product');
      const { releasedText, sinceText } = await import('../texts/release-text');
      const product = await chooseProduct(id);
      if (changelog) {
        const file = writeChangelog(shell, product);
        return print(shell, json ? JSON.stringify({ changelog: file }) : `Wrote ${file}.`);
      }
      if (bump === undefined || notes === undefined) throw incomplete(product.id, bump);
      const upgradeNotes = options.upgradeNote && textOf(options.upgradeNote);
      const plan = await planRelease(shell, { product, bump, notes, upgradeNotes, acceptsDataLoss: acceptDataLoss });
      // Where it may not pass, every change is said first.
      const since = plan.refusal && sinceText(plan);
      if (since) say(shell, since);
      const { release: written, warning } = writeRelease(shell, plan);
      if (warning !== undefined) say(shell, warning);
      if (json) printJson(shell, { product: product.id, ...written });
      else print(shell, releasedText(product.id, written));
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

function incomplete(id: string, bump: Bump = 'minor'): CatalogError {
  return new CatalogError(
    'incomplete-release',
    `Say how much changes and what is new: npm run catalog -- release ${id} ${bump} --notes "…"`,
  );
}
