import { own } from '../json';
import type { Json } from '../types';
import { decreases, movedElements, severalMove } from './conditions';
import type { Refusal, ResourceCondition } from './fact';
import { entersMajor, goesBack } from './versions';

/** Update that AWS refuses: of which property, and where it says so. */
export interface RefusedUpdate {
  readonly type: string;
  readonly property: string;
  readonly words?: string;
  readonly page: string;
}

function refused(
  { type, property, words, page }: RefusedUpdate,
  when: ResourceCondition,
  advice: (before: Json | undefined, after: Json | undefined) => string,
): Refusal {
  return {
    type,
    on: 'update',
    property,
    when,
    effect: 'refused',
    ...(words !== undefined && { words }),
    page,
    readers: ['comparison', 'stacks'],
    advice: (then, now) => advice(own(then.properties, property), own(now.properties, property)),
  };
}

/** A list of which AWS makes or deletes one element in an update. */
export function oneAtATime(about: RefusedUpdate & { readonly key: string; readonly thing: string }): Refusal {
  const { property, key, thing } = about;
  return refused(about, severalMove(property, key), (before, after) => {
    const names = movedElements(before, after, key).join(', ');
    return `AWS makes or deletes one ${thing} in an update and refuses more: ${names}. Release them one by one.`;
  });
}

/** A number that can grow and never shrink. */
export function onlyGrows(about: RefusedUpdate): Refusal {
  const { property } = about;
  return refused(
    about,
    decreases(property),
    (before, after) =>
      `AWS refuses to make it smaller: ${property} can grow from ${before} and not shrink to ${after}.`,
  );
}

/** An engine that never goes back to an earlier version. */
export function neverGoesBack(about: Omit<RefusedUpdate, 'property'>): Refusal {
  return refused(
    { ...about, property: 'EngineVersion' },
    goesBack,
    (before, after) => `AWS refuses to go back from version ${before} to ${after}.`,
  );
}

/** An engine that enters a major version only with `AllowMajorVersionUpgrade`. */
export function asksForMajor(about: Omit<RefusedUpdate, 'property'>): Refusal {
  return refused(
    { ...about, property: 'EngineVersion' },
    entersMajor,
    (before, after) =>
      `AWS refuses to go from ${before} to ${after}, another major version, without AllowMajorVersionUpgrade.`,
  );
}

/** A property that AWS refuses to change under a condition, with one sentence for every such change. */
export function refusedWhile(about: RefusedUpdate, when: ResourceCondition, advice: string): Refusal {
  return refused(about, when, () => advice);
}
