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
 * @param refusals changes that AWS refuses for more than one property's sake
 * @returns none for a property whose change AWS refuses
 */
export function lossesBeside(
  then: EvaluatedResource,
  now: EvaluatedResource,
  changed: readonly ChangedProperty[],
  isHolder: boolean,
  refusals: readonly Pick<FoundChange, 'property'>[],
): Loss[] {
  const goes = changed.some(({ impact }) => impact === 'replacement' || impact === 'conditional');
  const refused = new Set<string | null>([
    ...changed.flatMap(({ name, impact }) => (impact === 'refused' ? [name] : [])),
    ...refusals.map(({ property }) => property),
  ]);
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
