/**
 * Whether two plain values are the same, where what is `undefined` counts as absent: a row that comes out of the store has
 * lost its keys without a value, a computed one still has them. The order of keys doesn't count.
 *
 * For JSON alone, where nothing is `undefined`, there is `sameJson` of `catalog/template`.
 */
export function sameUpToAbsence(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right]: readonly Readonly<Record<string, unknown>>[] = [{ ...a }, { ...b }];
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => sameUpToAbsence(left?.[key], right?.[key]));
}
