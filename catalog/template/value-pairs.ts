import { asIntrinsic } from './intrinsic';
import { isObject, own, sameJson } from './json';
import type { Json } from './types';

/**
 * Values before and after that differ at a path. Elements of lists are paired in their order, once those that both lists
 * have are left out; one that comes or goes has no pair.
 */
export function valuePairs(
  before: Json | undefined,
  after: Json | undefined,
  [name, ...rest]: readonly string[],
): (readonly [Json | undefined, Json | undefined])[] {
  if (sameJson(before ?? null, after ?? null)) return [];
  if (name === undefined) return [[before, after]];
  if (Array.isArray(before) && Array.isArray(after)) {
    const [old, now] = [missingFrom(before, after), missingFrom(after, before)];
    return old.slice(0, now.length).flatMap((item, index) => valuePairs(item, now[index], [name, ...rest]));
  }
  if (Array.isArray(before) || Array.isArray(after)) return [];
  const [old, now] = [before, after].map((value) => (isPlainObject(value) ? own(value, name) : undefined));
  return valuePairs(old, now, rest);
}

function missingFrom(some: readonly Json[], others: readonly Json[]): Json[] {
  return some.filter((item) => !others.some((other) => sameJson(item, other)));
}

/** Whether a value is an object that is no call of an intrinsic function. */
export function isPlainObject(value: Json | undefined): value is { [key: string]: Json } {
  return isObject(value) && asIntrinsic(value) === undefined;
}
