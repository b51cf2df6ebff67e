import { isObject, own, sameJson, scalarText } from '../json';
import type { Json } from '../types';
import type {
  ContentsCondition,
  PartsCondition,
  PolicyCondition,
  ResourceCondition,
  ResourceState,
  ValuesCondition,
} from './fact';

/** There was no value, or the list keeps all its elements and gets more. */
export const added: ValuesCondition = {
  looksAt: 'values',
  says: 'there was no value, or the list only grows',
  holds: (before, after) => {
    if (before === undefined) return true;
    if (!Array.isArray(before) || !Array.isArray(after)) return false;
    return before.every((item) => after.some((other) => sameJson(item, other)));
  },
};

/** There was no value. */
export const first: ValuesCondition = {
  looksAt: 'values',
  says: 'there was no value',
  holds: (before, after) => before === undefined && after !== undefined,
};

/** It becomes another value: there was one, and there is one. */
export const becomesAnother: ValuesCondition = {
  looksAt: 'values',
  says: 'it goes from a value to another',
  holds: (before, after) => before !== undefined && after !== undefined && !sameJson(before, after),
};

/** There is another value now, or a first one. */
export const renewed: ValuesCondition = {
  looksAt: 'values',
  says: 'there is a new value',
  holds: (before, after) => after !== undefined && !sameJson(before ?? null, after),
};

/** It was this value, which becomes another one or goes. */
export function leaves(value: string | boolean): ValuesCondition {
  return {
    looksAt: 'values',
    says: `it was ${value}`,
    holds: (before, after) => scalarText(before) === String(value) && scalarText(after) !== String(value),
  };
}

/** The number gets smaller. */
export const shrinks: ValuesCondition = {
  looksAt: 'values',
  says: 'it gets smaller',
  holds: (before, after) => Number(scalarText(after)) < Number(scalarText(before)),
};

/** The list loses an element; elements that are told apart by a key may change otherwise. */
export function loses(key?: string): ValuesCondition {
  const named = (item: Json) => (key !== undefined && isObject(item) ? (own(item, key) ?? item) : item);
  return {
    looksAt: 'values',
    says: 'the list loses an element',
    holds: (before, after) => {
      if (!Array.isArray(before) || (after !== undefined && !Array.isArray(after))) return false;
      const kept = (after ?? []).map(named);
      return before.map(named).some((item) => !kept.some((other) => sameJson(item, other)));
    },
  };
}

/** There is no value any more. */
export const removed: ValuesCondition = {
  looksAt: 'values',
  says: 'there is no value any more',
  holds: (before, after) => before !== undefined && after === undefined,
};

/** A value that was there becomes another one, or goes. */
export const changesOnceGiven: ValuesCondition = {
  looksAt: 'values',
  says: 'there was another value',
  holds: (before, after) => before !== undefined && !sameJson(before, after ?? null),
};

/** One of several conditions on the value. */
export function anyOf(...conditions: readonly ValuesCondition[]): ValuesCondition {
  return {
    looksAt: 'values',
    says: conditions.map(({ says }) => says).join(', or '),
    holds: (before, after) => conditions.some(({ holds }) => holds(before, after)),
  };
}

/** The value goes from one to another; from `undefined`, where there was none. */
export function moves(from: Json | undefined, to: Json): ValuesCondition {
  return {
    looksAt: 'values',
    says:
      from === undefined
        ? `from none to ${JSON.stringify(to)}`
        : `from ${JSON.stringify(from)} to ${JSON.stringify(to)}`,
    holds: (before, after) => sameJson(before, from) && sameJson(after, to),
  };
}

/** The value is this one; templates write booleans as text too. */
export function is(value: string | boolean): ValuesCondition {
  return { looksAt: 'values', says: `it is ${value}`, holds: (before) => scalarText(before) === String(value) };
}

/** The value is a pair of `Key` and `Value`, as attributes and tags are, and this one. */
export function isPair(key: string, value: string): ValuesCondition {
  return {
    looksAt: 'values',
    says: `${key} is ${value}`,
    holds: (before) => isObject(before) && own(before, 'Key') === key && scalarText(own(before, 'Value')) === value,
  };
}

/** The value is another one, or there is none. */
export function isNot(value: string | boolean): ValuesCondition {
  return { looksAt: 'values', says: `it isn't ${value}`, holds: (before) => scalarText(before) !== String(value) };
}

/** There is a value. */
export const given: ValuesCondition = {
  looksAt: 'values',
  says: 'it is given',
  holds: (before) => before !== undefined,
};

/** The resource doesn't have the property. */
export function without(property: string): ResourceCondition {
  return {
    looksAt: 'resource',
    says: `without ${property}`,
    holds: ({ properties }) => own(properties, property) === undefined,
  };
}

/** The text is longer than a service takes it. */
export function longerThan(property: string, most: number): ResourceCondition {
  return {
    looksAt: 'resource',
    says: `${property} has more than ${most} characters`,
    holds: (_, now) => {
      const value = own(now.properties, property);
      return typeof value === 'string' && value.length > most;
    },
  };
}

/** The list is there and has no element. */
export function emptyList(property: string): ResourceCondition {
  return {
    looksAt: 'resource',
    says: `${property} is an empty list`,
    holds: (_, now) => {
      const value = own(now.properties, property);
      return Array.isArray(value) && value.length === 0;
    },
  };
}

/** The property changes while another one has a value. */
export function changesWhile(property: string, other: string, value: string): ResourceCondition {
  return {
    looksAt: 'resource',
    says: `${property} changes while ${other} is ${value}`,
    holds: (then, now) =>
      own(now.properties, other) === value && !sameJson(own(then.properties, property), own(now.properties, property)),
  };
}

/** The property changes from one value to another while a second property has a value. */
export function movesWith(property: string, other: string): ResourceCondition {
  return {
    looksAt: 'resource',
    says: `${property} goes from a value to another while there is ${other}`,
    holds: (then, now) => {
      const [before, after] = [own(then.properties, property), own(now.properties, property)];
      const isGiven = before !== undefined && after !== undefined && own(now.properties, other) !== undefined;
      return isGiven && !sameJson(before, after);
    },
  };
}

/** The property changes while others stay as they were. */
export function changesAlone(property: string, others: readonly string[]): ResourceCondition {
  const stays = (then: ResourceState, now: ResourceState) => (name: string) =>
    sameJson(own(then.properties, name), own(now.properties, name));
  return {
    looksAt: 'resource',
    says: `${property} changes while ${others.join(' and ')} stay`,
    holds: (then, now) => !stays(then, now)(property) && others.every(stays(then, now)),
  };
}

/** The number gets smaller. */
export function decreases(property: string): ResourceCondition {
  return {
    looksAt: 'resource',
    says: `${property} gets smaller`,
    holds: (then, now) => {
      const [before, after] = [own(then.properties, property), own(now.properties, property)];
      return before !== undefined && after !== undefined && Number(after) < Number(before);
    },
  };
}

/** The property changes, and another one of some, or any other where none is named; those that go with it don't count. */
export function changesWith(
  property: string,
  others?: readonly string[],
  together: readonly string[] = [property],
): ResourceCondition {
  return {
    looksAt: 'resource',
    says: `${property} changes together with ${others === undefined ? 'another property' : others.join(' or ')}`,
    holds: (then, now) => {
      const changed = changedNames(then, now);
      const rest = [...changed].filter((name) => name !== property && !together.includes(name));
      return changed.has(property) && rest.some((name) => others?.includes(name) ?? true);
    },
  };
}

/** The property goes from a value to another, and nothing else changes. */
export function changesOnly(property: string): ResourceCondition {
  return {
    looksAt: 'resource',
    says: `nothing but ${property} changes, from a value to another`,
    holds: (then, now) =>
      [then, now].every(({ properties }) => own(properties, property) !== undefined) &&
      [...changedNames(then, now)].join() === property,
  };
}

/** Something changes, but for some properties, while one had a value and keeps it. */
export function changesOtherThan(spared: readonly string[], property: string, value: string): ResourceCondition {
  return {
    looksAt: 'resource',
    says: `something else than ${spared.join(' and ')} changes while ${property} is ${value}`,
    holds: (then, now) =>
      [then, now].every(({ properties }) => own(properties, property) === value) &&
      [...changedNames(then, now)].some((name) => !spared.includes(name)),
  };
}

/** All of several conditions on the resource. */
export function all(...conditions: readonly ResourceCondition[]): ResourceCondition {
  return {
    looksAt: 'resource',
    says: conditions.map(({ says }) => says).join(', and '),
    holds: (then, now) => conditions.every(({ holds }) => holds(then, now)),
  };
}

/** A property of the new version, at a path, has one of some values. */
export function whileIs(path: string, ...values: readonly string[]): ResourceCondition {
  return {
    looksAt: 'resource',
    says: `${path} is ${values.join(' or ')}`,
    holds: (_, now) => {
      const value = scalarText(valueAt(now.properties, path));
      return value !== undefined && values.includes(value);
    },
  };
}

/** A property of the new version, at a path, has another value than one, or none. */
export function whileIsnt(path: string, value: string): ResourceCondition {
  return {
    looksAt: 'resource',
    says: `${path} isn't ${value}`,
    holds: (_, now) => scalarText(valueAt(now.properties, path)) !== value,
  };
}

/** The value at a path changes. */
export function changes(path: string): ResourceCondition {
  return {
    looksAt: 'resource',
    says: `${path} changes`,
    holds: (then, now) => {
      const [before, after] = [then, now].map(({ properties }) => valueAt(properties, path));
      return !sameJson(before ?? null, after ?? null);
    },
  };
}

/** There was a value at a path. */
export function had(path: string): ResourceCondition {
  return {
    looksAt: 'resource',
    says: `there was ${path}`,
    holds: (then) => valueAt(then.properties, path) !== undefined,
  };
}

/** There was more than one element in a list. */
export function hadSeveral(property: string): ResourceCondition {
  return {
    looksAt: 'resource',
    says: `there was more than one of ${property}`,
    holds: ({ properties }) => {
      const list = own(properties, property);
      return Array.isArray(list) && list.length > 1;
    },
  };
}

function valueAt(properties: Json, path: string): Json | undefined {
  return path
    .split('.')
    .reduce<Json | undefined>((part, name) => (isObject(part) ? own(part, name) : undefined), properties);
}

function changedNames(then: ResourceState, now: ResourceState): Set<string> {
  const names = new Set([...Object.keys(then.properties), ...Object.keys(now.properties)]);
  return new Set(
    [...names].filter((name) => !sameJson(own(then.properties, name) ?? null, own(now.properties, name) ?? null)),
  );
}

/** More than one element of a list comes or goes. */
export function severalMove(property: string, key: string): ResourceCondition {
  return {
    looksAt: 'resource',
    says: `more than one of ${property} comes or goes`,
    holds: (then, now) => movedElements(own(then.properties, property), own(now.properties, property), key).length > 1,
  };
}

/** Keys of a list's elements that come or go, as JSON texts in alphabetical order. */
export function movedElements(before: Json | undefined, after: Json | undefined, key: string): string[] {
  const [then, now] = [keysOf(before, key), keysOf(after, key)];
  return [...then, ...now].filter((name) => !(then.has(name) && now.has(name))).sort();
}

function keysOf(value: Json | undefined, key: string): Set<string> {
  return new Set(
    (Array.isArray(value) ? value : []).flatMap((item) => (isObject(item) ? JSON.stringify(item[key]) : [])),
  );
}

/** A switch of the resource's update policy is on; templates write it as a boolean or as text. */
export function policyOn(...path: readonly string[]): PolicyCondition {
  return { looksAt: 'update policy', says: `with ${path.join('.')}`, holds: (policy) => isOn(policy, path) };
}

/** A switch of the resource's update policy is off, or left out. */
export function policyOff(...path: readonly string[]): PolicyCondition {
  return { looksAt: 'update policy', says: `without ${path.join('.')}`, holds: (policy) => !isOn(policy, path) };
}

/** The resource's update policy has a part. */
export function policyHas(name: string): PolicyCondition {
  return {
    looksAt: 'update policy',
    says: `with ${name}`,
    holds: (policy) => isObject(policy) && policy[name] !== undefined,
  };
}

function isOn(policy: Json | undefined, path: readonly string[]): boolean {
  const value = path.reduce<Json | undefined>((part, name) => (isObject(part) ? own(part, name) : undefined), policy);
  return String(value) === 'true';
}

/** There is a resource of a type whose property names this one. */
export function hasPart(type: string, property: string): PartsCondition {
  return { looksAt: 'parts', says: `there is an ${type} whose ${property} names it`, type, property };
}

/** Something is in it. */
export function contains(things: string): ContentsCondition {
  return { looksAt: 'contents', says: `it contains ${things}` };
}
