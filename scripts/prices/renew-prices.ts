import {
  type Price,
  type PriceBook,
  type PriceKey,
  pricedItem,
  priceKeys,
  type RegionalPrices,
} from '../../catalog/cost';
import { choosePrice, isRowOf, type PriceRow } from './choose-price';
import { readOffer } from './price-list';

/** Outcome of asking the Price List for every price of a region. */
export interface RenewedPrices {
  readonly region: string;
  /** Prices that are there now, those that stay among them. */
  readonly prices: RegionalPrices;
  /** Prices that were found, with the one before where there was one. */
  readonly found: readonly { readonly key: PriceKey; readonly before: Price | undefined; readonly after: Price }[];
  /** Prices that stay as they are, since the list gave none or several, and why. */
  readonly refused: readonly { readonly key: PriceKey; readonly why: string }[];
  /** Prices that stay as they are, since nothing is known to ask the list by. */
  readonly unasked: readonly PriceKey[];
}

/**
 * Asks AWS's Price List for the prices of a region.
 *
 * @param endpoint address of the price list files
 * @param today YYYY-MM-DD
 * @throws `CatalogError` `no-price-list`
 */
export async function renewPrices(
  book: PriceBook,
  region: string,
  { endpoint, today }: { readonly endpoint: string; readonly today: string },
): Promise<RenewedPrices> {
  const old: ReadonlyMap<PriceKey, Price> = book.get(region)?.prices ?? new Map();
  const asked = priceKeys.filter((key) => pricedItem(key).row !== undefined);
  const found: RenewedPrices['found'][number][] = [];
  const refused: RenewedPrices['refused'][number][] = [];
  for (const offer of new Set(asked.map((key) => pricedItem(key).offer))) {
    const keys = asked.filter((key) => pricedItem(key).offer === offer);
    const isWanted = (row: PriceRow) => keys.some((key) => isRowOf(pricedItem(key), row));
    const file = await readOffer(endpoint, { offer, region }, isWanted);
    if (!file) {
      refused.push(...keys.map((key) => ({ key, why: `${offer} has no list of ${region}` })));
      continue;
    }
    const known = { kind: 'price-list', source: file.url, seen: today, offer, version: file.version } as const;
    for (const key of keys) {
      const chosen = choosePrice(pricedItem(key), file.rows);
      if ('refused' in chosen) refused.push({ key, why: chosen.refused });
      else found.push({ key, before: old.get(key), after: { ...chosen, ...known } });
    }
  }
  const after = new Map([...old, ...found.map(({ key, after: price }) => [key, price] as const)]);
  const date = found.length > 0 ? today : (book.get(region)?.date ?? today);
  return {
    ...{ region, found, refused, unasked: priceKeys.filter((key) => !asked.includes(key)) },
    prices: { region, date, prices: after },
  };
}

/** Text of a snapshot: regions and prices in an order that doesn't depend on when they were added. */
export function priceBookText(book: PriceBook): string {
  const regions = [...book.values()].sort((one, other) => (one.region < other.region ? -1 : 1));
  const entries = regions.map(({ region, date, prices }) => {
    const ordered = priceKeys.flatMap((key) => {
      const price = prices.get(key);
      return price ? [[key, price] as const] : [];
    });
    return [region, { date, prices: Object.fromEntries(ordered) }] as const;
  });
  return `${JSON.stringify(Object.fromEntries(entries), undefined, 2)}\n`;
}
