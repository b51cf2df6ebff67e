import { type DataLoss, FACTS, factsOf } from './facts';
import type { JsonObject } from './types';

/** Types that hold data which a removal would lose, and what kind of thing each is: a database, a table, a bucket. */
export const STATEFUL_TYPES: Readonly<Record<string, string>> = Object.fromEntries(
  FACTS.flatMap((fact) => (isLoss(fact) ? [[fact.type, fact.kind]] : [])),
);

/**
 * Whether replacing or removing a resource would lose data that people keep. All that no fact is about is stateless: queues
 * and log groups included, whose data only passes.
 *
 * @param properties of the resource, where they are known: an instance of an Aurora cluster holds nothing itself
 */
export function isStateful(type: string, properties: JsonObject = {}): boolean {
  return factsOf(type).some((fact) => isLoss(fact) && holds(fact, properties));
}

function isLoss(fact: { readonly on: string; readonly effect: string }): fact is DataLoss {
  return fact.on === 'deletion' && fact.effect === 'data lost';
}

function holds({ when }: DataLoss, properties: JsonObject): boolean {
  return when === undefined || when.holds({ properties }, { properties });
}

/** Kind of thing by which data passes through a type, and goes with a resource of it; undefined where there is none. */
export function passingKind(type: string): string | undefined {
  return factsOf(type).flatMap((fact) => (fact.effect === 'passing data lost' ? [fact.kind] : []))[0];
}
