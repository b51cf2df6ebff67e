import { own } from '../json';
import type { Json } from '../types';
import type { Refusal, ResourceCondition } from './fact';
import { emptyList, longerThan, movedElements, severalMove, shrinks } from './resource-conditions';
import { entersMajor, goesBack, type VersionGrammar } from './versions';

/** Creation or update that AWS refuses: for which property, and where it says so. */
export interface RefusedChange {
  readonly type: string;
  readonly property: string;
  readonly words?: string;
  readonly page: string;
}

function refused(
  { type, property, words, page }: RefusedChange,
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

/** A resource that AWS refuses to make, though its schema allows it. */
function refusedOnCreation({ words, ...about }: RefusedChange, when: ResourceCondition, advice: string): Refusal {
  return {
    ...about,
    ...(words !== undefined && { words }),
    on: 'creation',
    when,
    effect: 'refused',
    readers: ['stacks'],
    advice: () => advice,
  };
}

/** A text that a service takes only up to a length. */
export function atMost(most: number, about: RefusedChange): Refusal {
  const { property } = about;
  return refusedOnCreation(
    about,
    longerThan(property, most),
    `AWS refuses a ${property} of more than ${most} characters: give it a shorter one.`,
  );
}

/** A list that is left out where there is nothing in it. */
export function neverEmpty(about: RefusedChange): Refusal {
  const { property } = about;
  return refusedOnCreation(about, emptyList(property), `AWS refuses an empty list: leave ${property} out.`);
}

/** A list of which AWS makes or deletes one element in an update. */
export function oneAtATime(about: RefusedChange & { readonly key: string; readonly thing: string }): Refusal {
  const { property, key, thing } = about;
  return refused(about, severalMove(property, key), (before, after) => {
    const names = movedElements(before, after, key).join(', ');
    return `AWS makes or deletes one ${thing} in an update and refuses more: ${names}. Release them one by one.`;
  });
}

/** A number that can grow and never shrink. */
export function onlyGrows(about: RefusedChange): Refusal {
  const { property } = about;
  return refused(
    about,
    shrinks(property),
    (before, after) =>
      `AWS refuses to make it smaller: ${property} can grow from ${before} and not shrink to ${after}.`,
  );
}

/** An engine that never goes back to an earlier version. */
export function neverGoesBack(about: Omit<RefusedChange, 'property'>, grammar: VersionGrammar): Refusal {
  return refused(
    { ...about, property: grammar.property },
    goesBack(grammar),
    (before, after) => `AWS refuses to go back from version ${before} to ${after}.`,
  );
}

/** An engine that enters a major version only with `AllowMajorVersionUpgrade`. */
export function asksForMajor(about: Omit<RefusedChange, 'property'>, grammar: VersionGrammar): Refusal {
  return refused(
    { ...about, property: grammar.property },
    entersMajor(grammar),
    (before, after) =>
      `AWS refuses to go from ${before} to ${after}, another major version, without AllowMajorVersionUpgrade.`,
  );
}

/** A property that AWS refuses to change under a condition, with one sentence for every such change. */
export function refusedWhile(about: RefusedChange, when: ResourceCondition, advice: string): Refusal {
  return refused(about, when, () => advice);
}
