import { CatalogError } from '../errors';
import { nearest } from '../nearest';
import { isObject, type Json } from '../template';
import { isPriceKey, type PriceKey, priceKeys } from './priced-items';

/** Units used in a month, by what they are charged as; of all that is asked about together. */
export type Usage = ReadonlyMap<PriceKey, number>;

/**
 * Reads usage from the content of a file: a number of 0 or more for each thing that is charged by use.
 *
 * @param source name of the file, for messages
 * @throws `CatalogError` `unknown-usage` with the nearest key, `invalid-usage`
 */
export function readUsage(content: Json, source: string): Usage {
  if (content === null) return new Map();
  if (!isObject(content)) {
    throw new CatalogError('invalid-usage', `${source}: write one line a thing, as in "nat-gateway-gb: 100".`);
  }
  return new Map(Object.entries(content).map(([key, value]) => [knownKey(key, source), quantity(key, value, source)]));
}

function knownKey(key: string, source: string): PriceKey {
  if (isPriceKey(key)) return key;
  const meant = nearest(key, priceKeys);
  const hint = meant === undefined ? 'docs/cost.md lists what is' : `did you mean ${meant}?`;
  throw new CatalogError('unknown-usage', `${source}: nothing is charged as ${key}; ${hint}`);
}

function quantity(key: string, value: Json, source: string): number {
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
  throw new CatalogError('invalid-usage', `${source}: ${key} is a number of 0 or more, got: ${JSON.stringify(value)}.`);
}
