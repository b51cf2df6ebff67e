import { type EvaluatedResource, type Impact, updateLosses } from '../template';
import type { FoundChange } from './comparison';

type Loss = Pick<FoundChange, 'property' | 'effect' | 'bump' | 'why' | 'losesData'>;

/** Property that changes, and what its change does to the resource. */
interface ChangedProperty {
  readonly name: string;
  readonly impact: Impact;
}

/**
 * Data that an update deletes beside what its resource loses: that of a resource that stays, and that of another one.
 *
 * @param isHolder whether the resource holds data: where it is replaced, all of it goes, and no part is told of
 * @returns none for a property that AWS never changes; those of a change that is refused only as things are, since it is asked
 *   for again once nothing is in its way
 */
export function lossesBeside(
  then: EvaluatedResource,
  now: EvaluatedResource,
  changed: readonly ChangedProperty[],
  isHolder: boolean,
): Loss[] {
  const goes = changed.some(({ impact }) => impact === 'replacement' || impact === 'conditional');
  const refused = new Set(changed.flatMap(({ name, impact }) => (impact === 'refused' ? [name] : [])));
  return updateLosses(now.type, then, now).flatMap(({ property: path, isAccepted = false, loss }): Loss[] => {
    const property = path.split('.')[0] ?? path;
    if (refused.has(property) || (goes && (isHolder || isAccepted))) return [];
    return [
      {
        property,
        effect: 'loss',
        bump: isAccepted ? 'minor' : 'major',
        losesData: !isAccepted,
        why: loss(then, now),
      },
    ];
  });
}
