import { type Fact, factsOf } from './facts';
import type { MissedPart, ResourceState, UpdateLoss } from './facts/fact';
import type { JsonObject } from './types';

/** Facts by which an update deletes data of a resource that stays. */
export function updateLosses(type: string, then: ResourceState, now: ResourceState): readonly UpdateLoss[] {
  return factsOf(type).filter((fact): fact is UpdateLoss => isUpdateLoss(fact) && fact.when.holds(then, now));
}

/** The fact that others notice the removal of a resource that holds no data; undefined where there is none. */
export function missedPart(type: string, properties: JsonObject = {}): MissedPart | undefined {
  const state = { properties };
  return factsOf(type).find(
    (fact): fact is MissedPart => isMissedPart(fact) && (fact.when === undefined || fact.when.holds(state, state)),
  );
}

function isUpdateLoss(fact: Fact): fact is UpdateLoss {
  return fact.on === 'update' && fact.effect === 'data lost';
}

function isMissedPart(fact: Fact): fact is MissedPart {
  return fact.on === 'deletion' && fact.effect === 'interruption';
}
