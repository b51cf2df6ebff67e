import { parse } from 'semver';
import { type Bump, bumps, isVersion } from '../release/release';
import { factsOf, type Json, type NestedContent, sameJson } from '../template';
import type { Comparison, FoundChange } from './comparison';

type Said = Pick<FoundChange, 'effect' | 'bump' | 'why' | 'losesData'>;

/** Comparison of two templates that a property has as texts; undefined where they can't be had from it. */
export type CompareNested = (before: Json | undefined, after: Json | undefined) => Comparison | undefined;

/** Whether products or stacks stand inside a resource of the type, by a property that says which. */
export function holdsNested(type: string): boolean {
  return factsOf(type).some(({ effect }) => effect === 'nested content');
}

/**
 * Verdict on a nested product, stack or stack set that gets other content, other answers or other places: of two semantic
 * versions, the move of the version itself; of two templates, what going from one to the other does; undefined for all
 * other properties.
 */
export function versionBump(
  type: string,
  property: string,
  before: Json | undefined,
  after: Json | undefined,
  compareNested: CompareNested = () => undefined,
): Said | undefined {
  const fact = factsOf(type).find(
    (one): one is NestedContent => one.effect === 'nested content' && one.property === property,
  );
  if (fact === undefined) return undefined;
  switch (fact.becomes) {
    case 'another version':
      return (
        versionMove(before, after) ??
        contentMove(compareNested(before, after)) ??
        unseen('updates what is nested here to other content')
      );
    case 'other answers':
      return unseen(`updates what is nested here with other ${property}, and what that changes`);
    case 'other places':
      return placesMove(property, before, after);
    case 'another thing':
      return {
        effect: 'replacement',
        bump: 'major',
        losesData: true,
        why: `AWS puts another thing in the place of what is nested here when ${property} changes: whatever the first one holds and the second one doesn't have goes.`,
      };
  }
}

function versionMove(before: Json | undefined, after: Json | undefined): Said | undefined {
  if (typeof before !== 'string' || typeof after !== 'string' || !isVersion(before) || !isVersion(after))
    return undefined;
  const bump = moveOf(before, after);
  return {
    effect: 'none',
    bump,
    losesData: false,
    why: `AWS updates the nested product from ${before} to ${after}; a release that moves it needs at least the bump between the two, ${bump}.`,
  };
}

/** The gravest that the templates inside say; they differ at least in how they are written. */
function contentMove(comparison: Comparison | undefined): Said | undefined {
  if (comparison === undefined) return undefined;
  const [gravest, ...others] = comparison.changes;
  const place = [gravest?.logicalId, gravest?.property].filter((part) => typeof part === 'string').join('.');
  const more = others.length === 0 ? '' : ` Beside it, ${others.length} more inside.`;
  return {
    effect: gravest?.effect ?? 'none',
    bump: comparison.bump === 'none' ? 'patch' : comparison.bump,
    losesData: comparison.losesData,
    why:
      gravest === undefined
        ? 'The template inside is written differently and comes to the same.'
        : `Inside${place === '' ? '' : ` (${place})`}: ${gravest.why}${more}`,
  };
}

function unseen(what: string): Said {
  return {
    effect: 'none',
    bump: 'minor',
    losesData: false,
    why: `AWS ${what}, which this comparison doesn't see; compare that itself. At least minor.`,
  };
}

/** Stacks that come to other accounts and regions, or go from some. */
function placesMove(property: string, before: Json | undefined, after: Json | undefined): Said {
  const [then, now] = [before, after].map((places) => (Array.isArray(places) ? places : []));
  if (then?.every((place) => now?.some((other) => sameJson(place, other)))) {
    return unseen('makes the stacks of this set in more places');
  }
  return {
    effect: 'removal',
    bump: 'major',
    losesData: true,
    why: `AWS deletes the stacks of this set where ${property} no longer names their place, with all that they hold.`,
  };
}

/** The first number in which two versions differ. */
function moveOf(before: string, after: string): Bump {
  const [one, other] = [parse(before), parse(after)];
  return bumps.find((bump) => one?.[bump] !== other?.[bump]) ?? 'patch';
}
