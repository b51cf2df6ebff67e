import { type EvaluatedResource, updateLosses } from '../template';
import type { FoundChange } from './comparison';

type Loss = Pick<FoundChange, 'property' | 'effect' | 'bump' | 'why' | 'losesData'>;

/** Data that an update deletes though the resource stays. */
export function lossesInPlace(then: EvaluatedResource, now: EvaluatedResource): Loss[] {
  return updateLosses(now.type, then, now).map(
    ({ property, isAccepted = false, loss }): Loss => ({
      property,
      effect: 'loss',
      bump: isAccepted ? 'minor' : 'major',
      losesData: !isAccepted,
      why: loss(then, now),
    }),
  );
}
