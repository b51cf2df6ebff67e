import { parse } from 'semver';
import { type Bump, bumps, isVersion } from '../release/release';
import { factsOf, type Json } from '../template';
import type { FoundChange } from './comparison';

type Said = Pick<FoundChange, 'effect' | 'bump' | 'why' | 'losesData'>;

/** Whether products or stacks stand inside a resource of the type, by a property that says which. */
export function holdsNested(type: string): boolean {
  return factsOf(type).some(({ effect }) => effect === 'nested content');
}

/**
 * Verdict on a nested product or stack that moves to other content: the same as the move of the version itself, when both
 * are semantic versions; undefined for all other properties.
 */
export function versionBump(
  type: string,
  property: string,
  before: Json | undefined,
  after: Json | undefined,
): Said | undefined {
  if (!factsOf(type).some((fact) => fact.effect === 'nested content' && fact.property === property)) return undefined;
  if (typeof before === 'string' && typeof after === 'string' && isVersion(before) && isVersion(after)) {
    const bump = moveOf(before, after);
    return {
      effect: 'none',
      bump,
      losesData: false,
      why: `AWS updates the nested product from ${before} to ${after}; a release that moves it needs at least the bump between the two, ${bump}.`,
    };
  }
  return {
    effect: 'none',
    bump: 'minor',
    losesData: false,
    why: "AWS updates what is nested here to other content, which this comparison doesn't see; compare that itself. At least minor.",
  };
}

/** The first number in which two versions differ. */
function moveOf(before: string, after: string): Bump {
  const [one, other] = [parse(before), parse(after)];
  return bumps.find((bump) => one?.[bump] !== other?.[bump]) ?? 'patch';
}
