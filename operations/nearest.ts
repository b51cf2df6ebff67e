import { distance } from 'fastest-levenshtein';
import { CatalogError } from '../catalog/errors';

/** The candidate that was most likely meant; undefined when none is near enough to be a slip of the keyboard. */
export function nearest(typed: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates
    .map((candidate) => ({ candidate, away: distance(typed.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.away - b.away);
  const [best] = ranked;
  return best && best.away <= Math.max(2, Math.floor(best.candidate.length / 3)) ? best.candidate : undefined;
}

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
