import { changeImpact, effectOfChange } from './impact';
import { sameJson } from './json';
import { refusedUpdates } from './refused-changes';
import type { Json } from './types';

/** Change of a property in place that AWS makes, and refuses to take back. */
export interface OneWayChange {
  readonly property: string;
  /** AWS's words against the way back; absent where its page only marks the property. */
  readonly words?: string;
  /** AWS's page that says so. */
  readonly page: string;
}

type Properties = Readonly<Record<string, Json>>;

/**
 * Changes of a resource that can be made and not taken back: were the update to fail later on, CloudFormation would make the
 * same change backwards, be refused, and leave the stack in `UPDATE_ROLLBACK_FAILED`.
 *
 * They follow from the facts: there is one wherever an update is refused that goes the other way and isn't. A replacement has
 * a way back, since the old resource is there until the update has succeeded.
 *
 * @returns one for each property; none for what is refused in the first place
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-continueupdaterollback.html
 */
export function oneWayChanges(type: string, before: Properties, after: Properties): OneWayChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => !sameJson(before[name] ?? null, after[name] ?? null),
  );
  const [then, now] = [{ properties: before }, { properties: after }];
  const forth = names.map((name) => changeImpact(type, name, before[name], after[name], { former: then, latter: now }));
  if (forth.includes('replacement') || forth.includes('refused')) return [];
  if (refusedUpdates('stacks', type, then, now).length > 0) return [];
  const found = [
    ...names.flatMap((name) => {
      const fact = effectOfChange(type, name, after[name], before[name], { former: now, latter: then });
      return fact?.effect === 'refused' ? [{ ...fact, property: name }] : [];
    }),
    ...refusedUpdates('stacks', type, now, then),
  ];
  const byProperty = new Map(found.map((fact) => [fact.property, fact]));
  return [...byProperty.values()].map(({ property, words, page }) => ({
    ...{ property, page },
    ...(words !== undefined && { words }),
  }));
}
