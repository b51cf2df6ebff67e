import { type EvaluatedResource, factsOf } from '../template';
import type { FoundChange } from './comparison';

type Refusal = Pick<FoundChange, 'property' | 'effect' | 'bump' | 'why' | 'losesData'>;

/** Updates that the service refuses although each property may change by itself. */
export function updateRefusals(then: EvaluatedResource, now: EvaluatedResource): Refusal[] {
  return factsOf(now.type).flatMap((fact): Refusal[] => {
    if (fact.on !== 'update' || !('advice' in fact) || !fact.when.holds(then, now)) return [];
    const { property, advice } = fact;
    return [{ property, effect: 'failure', bump: 'major', losesData: false, why: advice(then, now) }];
  });
}
