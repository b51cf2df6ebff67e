import { isObject, own, sameJson, scalarText } from '../json';
import type { Json } from '../types';
import type { ResourceCondition, ResourceState } from './fact';

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

/** A switch of the new version's update policy is on. */
export function withPolicy(name: string): ResourceCondition {
  return {
    looksAt: 'resource',
    says: `the update policy's ${name} is true`,
    holds: (_, { updatePolicy }) => isObject(updatePolicy) && scalarText(own(updatePolicy, name)) === 'true',
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

/** Value at a path of property names, through objects alone; undefined where there is none. */
export function valueAt(properties: Json, path: string): Json | undefined {
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

/** The number at a path gets smaller; where one is left out, the service's own counts, or none where that isn't known. */
export function shrinks(path: string, preset = Number.NaN): ResourceCondition {
  const amountOf = ({ properties }: ResourceState) => Number(valueAt(properties, path) ?? preset);
  return {
    looksAt: 'resource',
    says: `${path} gets smaller`,
    holds: (then, now) => amountOf(now) < amountOf(then),
  };
}

/** More than one element of a list comes or goes. */
export function severalMove(property: string, key: string): ResourceCondition {
  return {
    looksAt: 'resource',
    says: `more than one of ${property} comes or goes`,
    holds: (then, now) => movedElements(own(then.properties, property), own(now.properties, property), key).length > 1,
  };
}

/** An element of a list goes that a switch of its own protects. */
export function goesProtected(property: string, key: string, protection: string): ResourceCondition {
  return {
    looksAt: 'resource',
    says: `one of ${property} goes whose ${protection} is true`,
    holds: (then, now) => {
      const before = own(then.properties, property);
      const isProtected = (Array.isArray(before) ? before : []).filter(
        (item) => isObject(item) && scalarText(own(item, protection)) === 'true',
      );
      const stay = keysOf(own(now.properties, property), key);
      return [...keysOf(isProtected, key)].some((name) => !stay.has(name));
    },
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
