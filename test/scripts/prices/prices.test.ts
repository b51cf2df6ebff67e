/**
 * `npm run prices` against a server of this test's own, with files in the form that AWS documents. AWS's own server can't be asked
 * here: whether its usage types are those of `catalog/cost/priced-items.ts` is for the first run against it to say.
 *
 * https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/reading-service-price-list-file-for-services.html
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { priceBook, pricedItem, priceKeys, readPriceBook } from '../../../catalog/cost';
import { choosePrice } from '../../../scripts/prices/choose-price';
import { csvCells } from '../../../scripts/prices/csv-line';
import { priceBookText, renewPrices } from '../../../scripts/prices/renew-prices';
import { type Ended, endOf } from '../../fresh-clone/processes';
import { projectRoot } from '../run-catalog';

const VERSION = '20261120120000';
const COLUMNS = [
  ...['SKU', 'OfferTermCode', 'RateCode', 'TermType', 'PriceDescription', 'EffectiveDate', 'StartingRange'],
  ...['EndingRange', 'Unit', 'PricePerUnit', 'Currency', 'Product Family', 'serviceCode', 'Location', 'usageType'],
  ...['operation', 'Region Code'],
];

/** Row of a price list file; what isn't given is as AWS has it for a thing on demand. */
function listRow(cells: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return {
    ...{ TermType: 'OnDemand', Currency: 'USD', StartingRange: '0', EndingRange: 'Inf', EffectiveDate: '2026-11-01' },
    ...{ PriceDescription: 'a thing, "as it is"', ...cells },
  };
}

function csvFile(offer: string, rows: readonly Readonly<Record<string, string>>[]): string {
  const line = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
  return [
    line(['FormatVersion', 'v1.0']),
    line(['Disclaimer', 'This pricing list is for informational purposes only, of a test.']),
    line(['Publication Date', '2026-11-20T12:00:00Z']),
    line(['Version', VERSION]),
    line(['OfferCode', offer]),
    line(COLUMNS),
    ...rows.map((row) => line(COLUMNS.map((column) => row[column] ?? ''))),
    '',
  ].join('\n');
}

/** Files of every offer in a region, in which each priced thing has one row; what a test wants otherwise replaces an offer's rows. */
function filesOf(
  region: string,
  changed: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>,
): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const asked = priceKeys.filter((key) => pricedItem(key).row !== undefined);
  for (const offer of new Set(asked.map((key) => pricedItem(key).offer))) {
    const keys = asked.filter((key) => pricedItem(key).offer === offer);
    const rows = keys.map((key, index) => {
      const row = pricedItem(key).row ?? {};
      return listRow({ ...row, usageType: `EUC1-${row.usageType}`, SKU: `SKU${offer}${index}`, PricePerUnit: '0.5' });
    });
    const path = `/offers/v1.0/aws/${offer}/${VERSION}/${region}/index`;
    files.set(
      `/offers/v1.0/aws/${offer}/current/region_index.json`,
      JSON.stringify({
        formatVersion: 'v1.0',
        publicationDate: '2026-11-20T12:00:00Z',
        regions: { [region]: { regionCode: region, currentVersionUrl: `${path}.json` } },
      }),
    );
    files.set(`${path}.csv`, csvFile(offer, changed[offer] ?? rows));
  }
  return files;
}

describe('npm run prices', () => {
  let server: Server;
  let files: ReadonlyMap<string, string>;
  let breaksOff = false;
  let endpoint: string;
  let folder: string;

  beforeAll(async () => {
    server = createServer(({ url = '' }, answer) => {
      const file = files.get(url);
      if (!breaksOff || file === undefined || !url.endsWith('.csv')) {
        answer.writeHead(file === undefined ? 404 : 200).end(file);
        return;
      }
      answer.writeHead(200, { 'content-length': file.length });
      answer.write(file.slice(0, -1), () => answer.destroy());
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    folder = mkdtempSync(join(tmpdir(), 'prices-'));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await new Promise((closed) => server.close(closed));
  });

  const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> => {
    const { PATH, HOME } = process.env;
    const program = ['--import', 'tsx', join(projectRoot, 'scripts/prices.ts'), ...args];
    return endOf(
      spawn(process.execPath, program, {
        cwd: projectRoot,
        env: { PATH, HOME, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
  };

  it('adds a region, with offer, version and SKU of each price, once somebody agrees', async () => {
    files = filesOf('eu-central-1', {});
    const out = join(folder, 'prices.json');
    const args = ['--region', 'eu-central-1', '--endpoint', endpoint, '--out', out];
    const asked = await run(args);
    expect(asked).toMatchObject({ code: 0, stderr: 'Nothing was written; --yes writes it.\n' });
    expect(asked.stdout).toMatch(/^nat-gateway-hour +none +0\.5 +SKUAmazonEC20 20261120120000$/m);
    expect(asked.stdout).toMatch(/^Not asked, .*zone-month/m);
    expect(asked.stdout).toMatch(/^Not checked: whether each usage type means/m);
    expect(await run([...args, '--yes'])).toMatchObject({ code: 0 });
    const book = readPriceBook(JSON.parse(readFileSync(out, 'utf8')));
    expect([...book.keys()]).toEqual(['eu-central-1', 'us-east-1']);
    expect(book.get('us-east-1')?.prices).toEqual(priceBook.get('us-east-1')?.prices);
    const { usd, kind, offer, version, sku } = book.get('eu-central-1')?.prices.get('load-balancer-hour') ?? {};
    expect({ usd, kind, offer, version, sku }).toEqual({
      ...{ usd: 0.5, kind: 'price-list', offer: 'AWSELB', version: VERSION, sku: 'SKUAWSELB0' },
    });
  });

  it('refuses a filter that matches none or two, names it, and leaves that price as it is', async () => {
    const row = { ...pricedItem('key-month').row, PricePerUnit: '2' };
    files = filesOf('us-east-1', {
      awskms: [listRow({ ...row, SKU: 'ONE' }), listRow({ ...row, SKU: 'TWO' })],
    });
    const { found, refused } = await renewPrices(priceBook, 'us-east-1', { endpoint, today: '2026-11-30' });
    expect(refused).toEqual([
      { key: 'key-month', why: '2 products have usageType KMS-Keys: ONE, TWO' },
      { key: 'key-request', why: 'no product has usageType KMS-Requests' },
    ]);
    expect(found.map(({ key }) => key)).not.toContain('key-month');
    const ended = await run(['--endpoint', endpoint]);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/no one price, or several, for: key-month, key-request\.$/m);
  });

  it.each([
    ['an address that nobody answers', 'http://127.0.0.1:9', /can't be read: .*The prices stay as they are\.\n$/],
    ['an address without such files', 'files', /region_index\.json can't be read: it answers 404\./],
  ])('says in one line that it could not ask %s', async (_, address, message) => {
    files = new Map();
    const ended = await run(['--endpoint', address === 'files' ? endpoint : address]);
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toMatch(message);
    expect(ended.stderr.trim().split('\n')).toHaveLength(1);
  });

  it('says in one line that a file broke off, and takes nothing of it', async () => {
    files = filesOf('us-east-1', {});
    breaksOff = true;
    const ended = await run(['--endpoint', endpoint]).finally(() => {
      breaksOff = false;
    });
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toMatch(/^\S+\/index\.csv can't be read: .+\. The prices stay as they are\.\n$/);
  });

  it('never asks a sandbox, nor AWS in its place', async () => {
    const ended = await run([], { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' });
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toMatch(/^Calls go to http:\/\/127\.0\.0\.1:4566, which has no prices\./);
  });
});

it('of several tiers the first that is not free is the price, and only what is on demand counts', () => {
  const row = { usageType: 'Requests-Tier1', SKU: 'ONE' };
  expect(
    choosePrice(pricedItem('topic-request'), [
      listRow({ ...row, StartingRange: '1000000', PricePerUnit: '0.0000005' }),
      listRow({ ...row, StartingRange: '0', PricePerUnit: '0' }),
      listRow({ ...row, StartingRange: '9000000', PricePerUnit: '0.0000004' }),
      listRow({ ...row, SKU: 'TWO', TermType: 'Reserved', PricePerUnit: '7' }),
    ]),
  ).toEqual({ usd: 0.0000005, sku: 'ONE', effective: '2026-11-01' });
  expect(choosePrice(pricedItem('topic-request'), [listRow({ ...row, PricePerUnit: '0' })])).toEqual({
    refused: 'the product with usageType Requests-Tier1 is free',
  });
});

it.each([
  ['"one","two, ""three""",four', ['one', 'two, "three"', 'four']],
  ['"",,"x"', ['', '', 'x']],
  [',"x",', ['', 'x', '']],
])('reads the cells of %s', (line, cells) => {
  expect(csvCells(line)).toEqual(cells);
});

it('the snapshot of the project is written as the command writes it', () => {
  expect(readFileSync(join(projectRoot, 'catalog/cost/prices.json'), 'utf8')).toBe(priceBookText(priceBook));
});
