import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { CatalogError } from '../../catalog/errors';
import { isObject, type Json } from '../../catalog/template';
import type { PriceRow } from './choose-price';
import { csvCells } from './csv-line';

/** Address of AWS's price list files, which need no credentials. */
export const PRICE_LIST = 'https://pricing.us-east-1.amazonaws.com';

/** Price list file of one offer in one region. */
export interface OfferFile {
  readonly url: string;
  /** Of the file, as it says itself. */
  readonly version: string;
  /** Those that were kept. */
  readonly rows: readonly PriceRow[];
}

/** Lines of a file before its rows: five of metadata, and the names of the columns. */
const METADATA_LINES = 5;

/**
 * Reads the newest price list file of an offer in a region. The file may have hundreds of megabytes: it is read line by line,
 * and only the rows that are wanted are kept.
 *
 * @param endpoint address of the files
 * @returns undefined where the offer has none in that region
 * @throws `CatalogError` `no-price-list` where the address can't be reached, or answers otherwise than AWS documents
 * @see https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-the-aws-price-list-bulk-api-fetching-price-list-files-manually.html
 * @see https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/reading-service-price-list-file-for-services.html
 */
export async function readOffer(
  endpoint: string,
  { offer, region }: { readonly offer: string; readonly region: string },
  isWanted: (row: PriceRow) => boolean,
): Promise<OfferFile | undefined> {
  const index = `${endpoint}/offers/v1.0/aws/${offer}/current/region_index.json`;
  const text = await (await ask(index)).text().catch(failing(index));
  const path = currentVersion(readJson(text, index), region, index);
  if (path === undefined) return undefined;
  const url = new URL(path.replace(/\.json$/, '.csv'), endpoint).href;
  const { body } = await ask(url);
  if (body === null) throw unreadable(url, 'it is empty');
  return { url, ...(await readRows(Readable.fromWeb(body), url, isWanted)) };
}

function readJson(text: string, url: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable(url, 'it is no JSON');
  }
}

function currentVersion(index: Json, region: string, url: string): string | undefined {
  const { regions } = isObject(index) ? index : {};
  if (!isObject(regions)) throw unreadable(url, 'it lists no regions');
  const { [region]: entry } = regions;
  const { currentVersionUrl: path } = isObject(entry) ? entry : {};
  return typeof path === 'string' ? path : undefined;
}

async function readRows(
  content: Readable,
  url: string,
  isWanted: (row: PriceRow) => boolean,
): Promise<Pick<OfferFile, 'version' | 'rows'>> {
  const rows: PriceRow[] = [];
  const metadata = new Map<string, string>();
  let columns: readonly string[] | undefined;
  try {
    for await (const line of createInterface({ input: content })) {
      const cells = csvCells(line);
      if (metadata.size < METADATA_LINES) metadata.set(cells[0] ?? '', cells[1] ?? '');
      else if (columns === undefined) columns = cells;
      else {
        const row = Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']));
        if (isWanted(row)) rows.push(row);
      }
    }
  } catch (error) {
    // The connection broke off.
    failing(url)(error);
  }
  const version = metadata.get('Version');
  if (version === undefined || !columns?.includes('SKU')) throw unreadable(url, 'it is no price list file');
  return { version, rows };
}

async function ask(url: string): Promise<Response> {
  const answer = await fetch(url).catch(failing(url));
  if (!answer.ok) throw unreadable(url, `it answers ${answer.status}`);
  return answer;
}

/** Words for a fault of `fetch`, or of what it reads: it says the reason in its cause. */
function failing(url: string): (error: unknown) => never {
  return (error) => {
    const { cause } = error instanceof Error ? error : {};
    throw unreadable(url, cause instanceof Error ? cause.message : String(error));
  };
}

function unreadable(url: string, why: string): CatalogError {
  return new CatalogError('no-price-list', `${url} can't be read: ${why}. The prices stay as they are.`);
}
