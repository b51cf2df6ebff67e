import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { priceBook, pricedItem, USUAL_REGION } from '../catalog/cost';
import { CatalogError } from '../catalog/errors';
import { PRICE_LIST } from './prices/price-list';
import { priceBookText, type RenewedPrices, renewPrices } from './prices/renew-prices';
import { reportError } from './terminal/report-error';
import { asksYes, isInteractive, print, say } from './terminal/shell';
import { table } from './terminal/table';

/** Renews the prices of a region from AWS's Price List: `npm run prices -- --region eu-central-1`. */

const { stdout, stderr, stdin, env } = process;
const shell = { stdout, stderr, stdin, env, root: resolve(__dirname, '..') };
const SNAPSHOT = 'catalog/cost/prices.json';

interface PricesOptions {
  readonly region: string;
  readonly endpoint: string;
  readonly out: string;
  readonly yes?: boolean;
}

/** Text of what the Price List says: old and new, and what stays as it is. */
function foundText({ region, found, refused, unasked }: RenewedPrices): string {
  const rows = found.map(({ key, before, after }) => [
    key,
    before === undefined ? 'none' : `${before.usd} (${before.kind})`,
    `${after.usd}`,
    `${after.sku} ${after.version}`,
  ]);
  return [
    `Prices of ${region}:`,
    table(['PRICE', 'BEFORE', 'NOW', 'PRICE LIST'], rows),
    ...refused.map(({ key, why }) => `Refused, stays as it is: ${key}: ${why}`),
    `Not asked, nothing is known to ask by; stays as it is: ${unasked.join(', ')}`,
    `Not checked: whether each usage type means what it is charged for here (${pricedItem('nat-gateway-hour').row?.usageType}, …).`,
  ].join('\n');
}

const program = new Command('npm run prices --')
  .exitOverride()
  .description("renew the prices of a region from AWS's price list files, which need no credentials")
  .option('--region <region>', 'region', USUAL_REGION)
  .option('--endpoint <url>', 'address of the price list files', PRICE_LIST)
  .option('--out <file>', 'snapshot to write', join(shell.root, SNAPSHOT))
  .option('-y, --yes', "don't ask before the snapshot is written")
  .action(async ({ region, endpoint, out, yes }: PricesOptions) => {
    if (env.AWS_ENDPOINT_URL) {
      throw new CatalogError(
        'no-price-list',
        `Calls go to ${env.AWS_ENDPOINT_URL}, which has no prices. The prices stay as they are; unset AWS_ENDPOINT_URL to ask AWS.`,
      );
    }
    const today = new Date().toISOString().slice(0, 'YYYY-MM-DD'.length);
    const renewed = await renewPrices(priceBook, region, { endpoint, today });
    print(shell, foundText(renewed));
    const isAgreed = yes || (isInteractive(shell) && (await asksYes(shell, `Write ${renewed.found.length} prices?`)));
    if (!isAgreed) say(shell, 'Nothing was written; --yes writes it.');
    else writeFileSync(out, priceBookText(new Map([...priceBook, [region, renewed.prices]])));
    if (renewed.refused.length > 0) {
      const keys = renewed.refused.map(({ key }) => key).join(', ');
      throw new CatalogError('refused-prices', `The Price List has no one price, or several, for: ${keys}.`);
    }
  });

program.parseAsync().catch((error: unknown) => {
  process.exitCode = error instanceof CommanderError ? error.exitCode : reportError(error, shell);
});
