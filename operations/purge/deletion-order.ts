import type { Leftover } from './leftovers';

/** Whether something is made with another: its properties name that one. */
export function uses(one: Leftover, other: Leftover): boolean {
  if (one === other) return false;
  const text = JSON.stringify(one.properties);
  return text.includes(other.arn) || text.includes(other.identifier);
}

/**
 * An order in which everything goes before what it uses: a bucket before the one that its access log is in, and before
 * the key that it is encrypted with. Where nothing speaks for another, the order is kept.
 */
export function deletionOrder(leftovers: readonly Leftover[]): Leftover[] {
  const ordered = new Set<Leftover>();
  const add = (leftover: Leftover, above: readonly Leftover[]): void => {
    if (ordered.has(leftover) || above.includes(leftover)) return;
    for (const other of leftovers) if (uses(other, leftover)) add(other, [...above, leftover]);
    ordered.add(leftover);
  };
  for (const leftover of leftovers) add(leftover, []);
  return [...ordered];
}
