import { isObject, own, scalarText } from '../json';
import type { Json } from '../types';
import type { ResourceCondition, ResourceState } from './fact';

/** Two elements of a list have the same value of a key. */
export function twice(property: string, key: string): ResourceCondition {
  return {
    looksAt: 'resource',
    says: `two of ${property} have the same ${key}`,
    holds: (_, now) => {
      const names = elementsOf(now, property).flatMap((element) => scalarText(own(element, key)) ?? []);
      return new Set(names).size < names.length;
    },
  };
}

/** The number gets smaller that a list of pairs of `Key` and `Value` has under a key. */
export function pairShrinks(property: string, key: string): ResourceCondition {
  const amountOf = (state: ResourceState) => {
    const pair = elementsOf(state, property).find((element) => own(element, 'Key') === key);
    return Number(pair === undefined ? Number.NaN : scalarText(own(pair, 'Value')));
  };
  return {
    looksAt: 'resource',
    says: `${key} of ${property} gets smaller`,
    holds: (then, now) => amountOf(now) < amountOf(then),
  };
}

function elementsOf({ properties }: ResourceState, property: string) {
  const list: Json = own(properties, property) ?? [];
  return (Array.isArray(list) ? list : []).filter(isObject);
}
