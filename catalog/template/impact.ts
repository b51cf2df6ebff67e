import { IMPACT_CORRECTIONS, type ImpactCorrection } from './impact-corrections';
import { asIntrinsic } from './intrinsic';
import { isObject, sameJson } from './json';
import { additionalReplacements, databaseName, type PropertySpec, propertySpecs } from './resource-types';
import type { Impact, Json } from './types';

/** From the least to the most that a change can do. */
const SEVERITY: readonly Impact[] = ['none', 'interruption', 'conditional', 'replacement', 'refused'];

/** The gravest of some impacts; `none` of no impact. */
export function worstImpact(impacts: readonly Impact[]): Impact {
  return SEVERITY[Math.max(0, ...impacts.map((impact) => SEVERITY.indexOf(impact)))] ?? 'none';
}

/**
 * What an update of a property does to its resource, as far as AWS's resource database and the corrections know.
 *
 * @param path names from the top-level property down, without list indexes or map keys: `['VpcConfig', 'SubnetIds']`
 * @returns `none` for types and properties that the database doesn't have
 */
export function propertyImpact(type: string, path: readonly string[]): Impact {
  const corrected = correctionOf(type, path);
  if (corrected !== undefined) return corrected.impact;
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
 * What changing one top-level property from one value to another does: the gravest of what changed inside it.
 *
 * A value that is absent is `undefined`. Unresolved intrinsics count as values.
 */
export function changeImpact(type: string, name: string, before: Json | undefined, after: Json | undefined): Impact {
  const special = IMPACT_CORRECTIONS.find(
    ({ type: of, path, change }) =>
      of === type && change !== undefined && path[0] === name && sameJson([...change], [before ?? null, after ?? null]),
  );
  if (special !== undefined) return special.impact;
  const { additions, key } = correctionOf(type, [name]) ?? {};
  if (additions !== undefined && isAddition(before, after)) return additions;
  const isKeyed = key !== undefined && [before, after].every((value) => Array.isArray(value ?? []));
  const paths = isKeyed ? changedElementPaths(before, after, [name], key) : changedPaths(before, after, [name]);
  return worstImpact(paths.map((path) => propertyImpact(type, path)));
}

function correctionOf(type: string, path: readonly string[]): ImpactCorrection | undefined {
  const name = databaseName(type);
  const corrections = IMPACT_CORRECTIONS.filter(
    ({ type: of, path: start, change }) => of === name && change === undefined && startsWith(path, start),
  );
  return corrections.reduce<ImpactCorrection | undefined>(
    (longest, one) => (one.path.length > (longest?.path.length ?? 0) ? one : longest),
    undefined,
  );
}

function startsWith(path: readonly string[], start: readonly string[]): boolean {
  return start.every((name, index) => path[index] === name);
}

function isAddition(before: Json | undefined, after: Json | undefined): boolean {
  if (before === undefined) return true;
  if (!Array.isArray(before) || !Array.isArray(after)) return false;
  return before.every((item) => after.some((other) => sameJson(item, other)));
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
