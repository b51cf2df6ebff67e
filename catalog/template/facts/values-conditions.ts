import { isObject, own, sameJson, scalarText } from '../json';
import type { Json } from '../types';
import type { ValuesCondition } from './fact';

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

/** It was this value, which becomes another one or goes. */
export function leaves(value: string | boolean): ValuesCondition {
  return {
    looksAt: 'values',
    says: `it was ${value}`,
    holds: (before, after) => scalarText(before) === String(value) && scalarText(after) !== String(value),
  };
}

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
