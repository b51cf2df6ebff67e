import { type UpdateEffect, updateEffectsOf } from './facts';
import { asIntrinsic } from './intrinsic';
import { isObject, sameJson } from './json';
import { additionalReplacements, type PropertySpec, propertySpecs } from './resource-types';
import { IMPACTS, type Impact, type Json } from './types';

/** The gravest of some impacts; `none` of no impact. */
export function worstImpact(impacts: readonly Impact[]): Impact {
  return IMPACTS[Math.max(0, ...impacts.map((impact) => IMPACTS.indexOf(impact)))] ?? 'none';
}

/**
 * Impact of an update of a property on its resource, as far as AWS's resource database and the facts know: a fact about the
 * longest path wins over one about a shorter one, and any fact over the database.
 *
 * @param path names from the top-level property down, without list indexes or map keys: `['VpcConfig', 'SubnetIds']`
 * @returns `none` for types and properties that the database doesn't have
 */
export function propertyImpact(type: string, path: readonly string[]): Impact {
  const fact = effectOf(type, path);
  if (fact !== undefined) return fact.effect;
  if (additionalReplacements(type).some((one) => startsWith(path, one))) return 'replacement';
  const impacts: Impact[] = [];
  let specs = propertySpecs(type);
  for (const name of path) {
    const spec: PropertySpec | undefined = specs?.get(name);
    // A key of a map has no declaration of its own: what is below the map goes on below the key.
    if (spec === undefined) continue;
    impacts.push(spec.replaces === 'yes' ? 'replacement' : spec.replaces === 'maybe' ? 'conditional' : 'none');
    specs = spec.below;
  }
  return worstImpact(impacts);
}

/**
 * Impact of a change of one top-level property from one value to another: that of a fact about just this change; else the
 * gravest of what changed inside it.
 *
 * A value that is absent is `undefined`. Unresolved intrinsics count as values.
 */
export function changeImpact(type: string, name: string, before: Json | undefined, after: Json | undefined): Impact {
  const special = effectOfValues(type, name, before, after);
  if (special !== undefined) return special.effect;
  return worstImpact(pathsOfChange(type, name, before, after).map((path) => propertyImpact(type, path)));
}

/** Fact that the impact of a change of one top-level property rests on; undefined where the database decides. */
export function effectOfChange(
  type: string,
  name: string,
  before: Json | undefined,
  after: Json | undefined,
): UpdateEffect | undefined {
  const special = effectOfValues(type, name, before, after);
  if (special !== undefined) return special;
  const impact = changeImpact(type, name, before, after);
  const facts = pathsOfChange(type, name, before, after).map((path) => effectOf(type, path));
  return facts.find((fact) => fact?.effect === impact);
}

/** The fact about just this change, from one value to another. */
function effectOfValues(
  type: string,
  name: string,
  before: Json | undefined,
  after: Json | undefined,
): UpdateEffect | undefined {
  return updateEffectsOf(type).find(
    ({ property, when }) => property === name && when?.looksAt === 'values' && when.holds(before, after),
  );
}

/** The paths of what differs inside a top-level property. */
function pathsOfChange(
  type: string,
  name: string,
  before: Json | undefined,
  after: Json | undefined,
): (readonly string[])[] {
  const key = effectOf(type, [name])?.elementsBy;
  const isKeyed = key !== undefined && [before, after].every((value) => Array.isArray(value ?? []));
  return isKeyed ? changedElementPaths(before, after, [name], key) : changedPaths(before, after, [name]);
}

/** The fact that holds for every change of a property: the one about the longest path. */
function effectOf(type: string, path: readonly string[]): UpdateEffect | undefined {
  const unconditional = updateEffectsOf(type).filter(
    ({ property, when }) => when === undefined && startsWith(path, property.split('.')),
  );
  return unconditional.reduce<UpdateEffect | undefined>(
    (longest, one) => (one.property.length > (longest?.property.length ?? 0) ? one : longest),
    undefined,
  );
}

function startsWith(path: readonly string[], start: readonly string[]): boolean {
  return start.every((name, index) => path[index] === name);
}

/** The paths of what differs between two values, list indexes left out. What comes or goes whole counts with all below it. */
function changedPaths(
  before: Json | undefined,
  after: Json | undefined,
  path: readonly string[],
): (readonly string[])[] {
  if (sameJson(before, after)) return [];
  if (isPlainObject(before) && isPlainObject(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...names].flatMap((name) => changedPaths(before[name], after[name], [...path, name]));
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((item, index) => changedPaths(item, after[index], path));
  }
  return [path, ...pathsBelow(before, path), ...pathsBelow(after, path)];
}

/** As `changedPaths`, of lists whose elements are known by a key: those that come or go count with nothing below. */
function changedElementPaths(
  before: Json | undefined,
  after: Json | undefined,
  path: readonly string[],
  key: string,
): (readonly string[])[] {
  const [old, now] = [before, after].map(
    (value) => new Map((Array.isArray(value) ? value : []).map((item) => [isObject(item) ? item[key] : item, item])),
  );
  const both = [...(old ?? [])].filter(([name]) => now?.has(name));
  return [path, ...both.flatMap(([name, item]) => changedPaths(item, now?.get(name), path))];
}

function pathsBelow(value: Json | undefined, path: readonly string[]): (readonly string[])[] {
  if (Array.isArray(value)) return value.flatMap((item) => pathsBelow(item, path));
  if (!isPlainObject(value)) return [];
  return Object.entries(value).flatMap(([name, item]) => [[...path, name], ...pathsBelow(item, [...path, name])]);
}

function isPlainObject(value: Json | undefined): value is { [key: string]: Json } {
  return isObject(value) && asIntrinsic(value) === undefined;
}
