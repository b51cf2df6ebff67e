import { type Exclusion, factsOf, type LoneChange, type Reader, type Refusal } from './facts';
import type { ResourceState } from './facts/fact';

/** Facts by which AWS refuses to make a resource although its schema allows it, for one reader. */
export function refusedCreations(reader: Reader, type: string, now: ResourceState): readonly Refusal[] {
  return factsOf(type).filter(
    (fact): fact is Refusal =>
      fact.on === 'creation' && fact.effect === 'refused' && fact.readers.includes(reader) && fact.when.holds(now, now),
  );
}

/** Facts by which AWS refuses an update although each property may change by itself, for one reader. */
export function refusedUpdates(
  reader: Reader,
  type: string,
  then: ResourceState,
  now: ResourceState,
): readonly Refusal[] {
  return factsOf(type).filter(
    (fact): fact is Refusal =>
      fact.on === 'update' && 'advice' in fact && fact.readers.includes(reader) && fact.when.holds(then, now),
  );
}

/**
 * Facts by which AWS refuses a resource of a type beside another of it, for one reader: each holds or not for the one that is
 * to be made, and the other.
 */
export function exclusions(reader: Reader, type: string): readonly Exclusion[] {
  return factsOf(type).filter((fact): fact is Exclusion => fact.effect === 'excluded' && fact.readers.includes(reader));
}

/** Facts about lists of a type whose elements come and go in an update of their own. */
export function loneChanges(type: string): readonly LoneChange[] {
  return factsOf(type).filter((fact): fact is LoneChange => fact.effect === 'alone');
}
