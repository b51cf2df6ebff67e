import { CatalogError } from '../errors';
import { isObject, type Json, type JsonObject } from '../template';
import { isPriceKey, type PriceKey } from './priced-items';
import snapshot from './prices.json';

/**
 * Kinds of knowledge of a price: read from AWS's Price List, read on a page of AWS's, or quoted by somebody else who had it
 * from there.
 */
export const PRICE_KINDS = ['price-list', 'aws-page', 'quoted'] as const;

/** Kind of knowledge of a price. */
export type PriceKind = (typeof PRICE_KINDS)[number];

/** Price of one unit, and how it is known. */
export interface Price {
  /** US dollars, before taxes and whatever an account has agreed with AWS. */
  readonly usd: number;
  readonly kind: PriceKind;
  /** Address of the file or page that it was read in. */
  readonly source: string;
  /** Day on which it was read, YYYY-MM-DD. */
  readonly seen: string;
  /** Service code of the Price List's offer. */
  readonly offer: string;
  /** Version of the offer's file; only of what was read from the Price List itself. */
  readonly version?: string;
  readonly sku?: string;
  /** Day from which AWS charges it, YYYY-MM-DD. */
  readonly effective?: string;
  /** Way by which somebody else had it from AWS; only of what is quoted. */
  readonly how?: string;
}

/** Prices of one region. */
export interface RegionalPrices {
  readonly region: string;
  /** Day of the youngest, YYYY-MM-DD. */
  readonly date: string;
  readonly prices: ReadonlyMap<PriceKey, Price>;
}

/** Prices by region, as a snapshot holds them. */
export type PriceBook = ReadonlyMap<string, RegionalPrices>;

/** Prices that come with the project: `catalog/cost/prices.json`, which `npm run prices` renews. */
export const priceBook: PriceBook = readPriceBook(snapshot);

/** Region that costs are told of where nobody names one. */
export const USUAL_REGION = 'us-east-1';

/**
 * Prices of a region.
 *
 * @throws `CatalogError` `no-prices`: none is guessed from another region's
 */
export function pricesIn(region: string, book: PriceBook = priceBook): RegionalPrices {
  const found = book.get(region);
  if (found) return found;
  throw new CatalogError(
    'no-prices',
    `There are no prices of ${region}, and none is guessed. There are those of ${[...book.keys()].join(', ')}; ` +
      `"npm run prices -- --region ${region}" adds them from AWS's Price List.`,
  );
}

/**
 * Reads a snapshot of prices.
 *
 * @throws TypeError for what is no snapshot, with the place
 */
export function readPriceBook(json: Json): PriceBook {
  if (!isObject(json)) throw new TypeError('a snapshot of prices is an object by region');
  return new Map(Object.entries(json).map(([region, entry]) => [region, readRegion(region, entry)]));
}

function readRegion(region: string, entry: Json): RegionalPrices {
  if (!isObject(entry) || !isObject(entry.prices) || typeof entry.date !== 'string') {
    throw new TypeError(`prices of ${region}: a date and prices are needed`);
  }
  const prices = Object.entries(entry.prices).map(([key, price]): [PriceKey, Price] => {
    if (!isPriceKey(key)) throw new TypeError(`prices of ${region}: nothing is charged as ${key}`);
    return [key, readPrice(`${region}, ${key}`, price)];
  });
  return { region, date: entry.date, prices: new Map(prices) };
}

function readPrice(place: string, json: Json): Price {
  const { usd, kind, ...rest } = isObject(json) ? json : {};
  const known = PRICE_KINDS.find((one) => one === kind);
  if (typeof usd !== 'number' || !(usd > 0) || known === undefined) {
    throw new TypeError(`price of ${place}: usd above 0 and a kind are needed`);
  }
  const said = (name: keyof Price): string => {
    const text = optional(rest, name);
    if (text === undefined) throw new TypeError(`price of ${place}: ${name} is needed`);
    return text;
  };
  const more = (['version', 'sku', 'effective', 'how'] as const).flatMap((name) => {
    const text = optional(rest, name);
    return text === undefined ? [] : [[name, text] as const];
  });
  const fromList = known === 'price-list' ? { version: said('version'), sku: said('sku') } : {};
  return {
    ...{ usd, kind: known, source: said('source'), seen: said('seen'), offer: said('offer') },
    ...Object.fromEntries(more),
    ...fromList,
  };
}

function optional(json: JsonObject, name: string): string | undefined {
  const { [name]: value } = json;
  return typeof value === 'string' ? value : undefined;
}
