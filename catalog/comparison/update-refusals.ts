import { type EvaluatedResource, refusedUpdates } from '../template';
import type { FoundChange } from './comparison';

type Refusal = Pick<FoundChange, 'property' | 'effect' | 'bump' | 'why' | 'losesData'>;

/** Updates that the service refuses although each property may change by itself. */
export function updateRefusals(then: EvaluatedResource, now: EvaluatedResource): Refusal[] {
  return refusedUpdates('comparison', now.type, then, now).map(
    ({ property, advice }): Refusal => ({
      property,
      effect: 'failure',
      bump: 'major',
      losesData: false,
      why: advice(then, now),
    }),
  );
}
