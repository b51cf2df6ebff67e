import { CatalogError } from '../catalog/errors';
import { nearest } from '../catalog/nearest';

/** Says that something doesn't exist, what was most likely meant, and what there is. */
export function unknown(kind: string, typed: string, candidates: readonly string[]): CatalogError {
  const meant = nearest(typed, candidates);
  const there = candidates.length > 0 ? `There is: ${candidates.join(', ')}.` : 'There is none.';
  return new CatalogError(
    `unknown-${kind.replaceAll(' ', '-')}`,
    `There is no ${kind} ${typed}${meant === undefined ? '' : `; did you mean ${meant}?`}${meant === undefined ? '. ' : ' '}${there}`,
  );
}

/**
 * The item that was named.
 *
 * @param kind what is looked for, in words: `product`, `environment type`
 * @throws `CatalogError` `unknown-<kind>` with the nearest name
 */
export function named<Item>(kind: string, typed: string, items: readonly Item[], nameOf: (item: Item) => string): Item {
  const found = items.find((item) => nameOf(item) === typed);
  if (found === undefined) throw unknown(kind, typed, items.map(nameOf));
  return found;
}
