import { type PinnedTemplate, takenExport } from './reversal';

/** Release of a product that launches others, as a stop on the way between two. */
export interface RouteStop {
  readonly version: string;
  readonly launches: readonly PinnedTemplate[];
}

/**
 * The shortest way between two releases of a product that launches others on which every step works and can be taken back:
 * neither forth nor back is an export taken from under a product that still imports it.
 *
 * @param between releases that it may go by
 * @returns the versions in their order, the last one being the end; undefined where there is no such way
 */
export function findRoute(
  from: RouteStop,
  to: RouteStop,
  between: readonly RouteStop[],
): readonly string[] | undefined {
  const reached = new Map<RouteStop, readonly string[]>([[from, []]]);
  // Whoever is reached first is reached by the fewest steps.
  for (const [stop, way] of reached) {
    if (stop === to) return way;
    for (const next of [to, ...between]) {
      if (!reached.has(next) && isStep(stop, next)) reached.set(next, [...way, next.version]);
    }
  }
  return undefined;
}

function isStep(one: RouteStop, other: RouteStop): boolean {
  return !takenExport(one.launches, other.launches) && !takenExport(other.launches, one.launches);
}
