import type { ResourceState, UpdateEffect } from './facts';
import { isObject, sameJson } from './json';
import { additionalReplacements, type PropertySpec, propertySpecs } from './resource-types';
import { IMPACTS, type Impact, type Json } from './types';
import { type PathEffect, updateEffectsOf } from './update-effects';
import { isPlainObject, valuePairs } from './value-pairs';

/** The gravest of some impacts; `none` of no impact. */
export function worstImpact(impacts: readonly Impact[]): Impact {
  return IMPACTS[Math.max(0, ...impacts.map((impact) => IMPACTS.indexOf(impact)))] ?? 'none';
}

/**
 * Impact of an update of a property on its resource, as far as AWS's resource database and the facts know: a fact about the
 * longest path wins over one about a shorter one, and over what the database says of the fact's own path. Below that path
 * the database is asked too, and the graver of the two counts.
 *
 * @param path names from the top-level property down, without list indexes or map keys: `['VpcConfig', 'SubnetIds']`
 * @returns `none` for types and properties that the database doesn't have
 */
export function propertyImpact(type: string, path: readonly string[]): Impact {
  return impactBelow(type, path, longest(unconditional(type, path)));
}

/** A fact's effect, and what the database says of the part of the path that the fact doesn't name. */
function impactBelow(type: string, path: readonly string[], fact: PathEffect | undefined): Impact {
  const named = fact === undefined ? 0 : depth(fact);
  const replaces = additionalReplacements(type).some((one) => one.length > named && startsWith(path, one));
  const impacts: Impact[] = [fact?.effect ?? 'none', replaces ? 'replacement' : 'none'];
  let specs = propertySpecs(type);
  for (const [index, name] of path.entries()) {
    const spec: PropertySpec | undefined = specs?.get(name);
    // A key of a map has no declaration of its own: what is below the map goes on below the key.
    if (spec === undefined) continue;
    if (index >= named) {
      impacts.push(spec.replaces === 'yes' ? 'replacement' : spec.replaces === 'maybe' ? 'conditional' : 'none');
    }
    specs = spec.below;
  }
  return worstImpact(impacts);
}

/**
 * Impact of a change of one top-level property from one value to another: the gravest of what changed inside it. A fact
 * about just this change wins over one about every change.
 *
 * A value that is absent is `undefined`. Unresolved intrinsics count as values.
 *
 * @param update the whole resource before and after, for facts that depend on other properties
 */
export function changeImpact(
  type: string,
  name: string,
  before: Json | undefined,
  after: Json | undefined,
  update: ResourceUpdate = alone(name, before, after),
): Impact {
  return worstImpact(impactsOnPaths(type, name, before, after, update).map(({ impact }) => impact));
}

/** Fact that the impact of a change of one top-level property rests on; undefined where the database decides. */
export function effectOfChange(
  type: string,
  name: string,
  before: Json | undefined,
  after: Json | undefined,
  update: ResourceUpdate = alone(name, before, after),
): UpdateEffect | undefined {
  const found = impactsOnPaths(type, name, before, after, update);
  const worst = worstImpact(found.map(({ impact }) => impact));
  return found.find(({ fact }) => fact?.effect === worst)?.fact;
}

/** Impact of each path that differs inside a top-level property, and the fact about it. */
function impactsOnPaths(
  type: string,
  name: string,
  before: Json | undefined,
  after: Json | undefined,
  update: ResourceUpdate,
): { readonly impact: Impact; readonly fact: PathEffect | undefined }[] {
  const special = updateEffectsOf(type).filter((fact) => isAbout(fact, name) && holds(fact, before, after, update));
  const key = longest(unconditional(type, [name]))?.elementsBy;
  const isKeyed = key !== undefined && [before, after].every((value) => Array.isArray(value ?? []));
  const paths = isKeyed ? changedElementPaths(before, after, [name], key) : changedPaths(before, after, [name]);
  return paths.map((path) => {
    const fact = longest(special.filter((one) => startsWith(path, one.path))) ?? longest(unconditional(type, path));
    return { impact: impactBelow(type, path, fact), fact };
  });
}

/** Resource before and after an update. */
export interface ResourceUpdate {
  readonly former: ResourceState;
  readonly latter: ResourceState;
}

function alone(name: string, before: Json | undefined, after: Json | undefined): ResourceUpdate {
  const state = (value: Json | undefined) => ({ properties: value === undefined ? {} : { [name]: value } });
  return { former: state(before), latter: state(after) };
}

function isAbout({ path }: PathEffect, name: string): boolean {
  return path[0] === name;
}

/** Whether a fact's condition holds; one on values, for a pair of values that differ at the fact's path. */
function holds(
  { path, when }: PathEffect,
  before: Json | undefined,
  after: Json | undefined,
  { former, latter }: ResourceUpdate,
): boolean {
  if (when === undefined || when.looksAt === 'update policy') return false;
  if (when.looksAt === 'resource') return when.holds(former, latter);
  return valuePairs(before, after, path.slice(1)).some(([old, value]) => when.holds(old, value));
}

/** The facts that hold for every change of a path, or of what it is below. */
function unconditional(type: string, path: readonly string[]): PathEffect[] {
  return updateEffectsOf(type).filter(({ path: told, when }) => when === undefined && startsWith(path, told));
}

/** The fact about the longest path; of several about the same one, the gravest. */
function longest(facts: readonly PathEffect[]): PathEffect | undefined {
  const rank = (fact: PathEffect) => depth(fact) * IMPACTS.length + IMPACTS.indexOf(fact.effect);
  return facts.reduce<PathEffect | undefined>(
    (best, one) => (best === undefined || rank(one) > rank(best) ? one : best),
    undefined,
  );
}

function depth({ path }: PathEffect): number {
  return path.length;
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
