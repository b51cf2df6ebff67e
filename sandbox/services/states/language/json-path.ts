import type { Json, JsonObject } from '../../../../catalog/template';

/** Step of a path, from values to those that it leads to. */
export type Step =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'indexes'; readonly indexes: readonly number[] }
  | { readonly kind: 'slice'; readonly from?: number; readonly to?: number }
  | { readonly kind: 'all' }
  | { readonly kind: 'descendants' }
  | { readonly kind: 'filter'; readonly holds: (item: Json, root: Json) => boolean };

/** Path, parsed. */
export interface Path {
  readonly steps: readonly Step[];
  /** One that can lead to a single value only; any other gives a list, even of one value or of none. */
  readonly isDefinite: boolean;
}

/** Path of these steps. */
export function pathOf(steps: readonly Step[]): Path {
  return { steps, isDefinite: steps.every(isDefinite) };
}

/**
 * Value that a path reads: the one of a definite path, the list of any other; undefined where the path fails. As the
 * library that the language names for its paths does, a path fails where its part that can lead to one value only leads
 * nowhere, even if a wildcard or a filter follows.
 *
 * @see https://states-language.net/spec.html#path
 * @see https://github.com/json-path/JsonPath
 */
export function readPath(path: Path, root: Json): Json | undefined {
  const found = select(path, root, true);
  return path.isDefinite ? found?.[0] : found;
}

/** Values that a path leads to; undefined where it fails, which it never does unless it must fit. */
export function select({ steps }: Path, root: Json, mustFit: boolean): Json[] | undefined {
  let found: Json[] = [root];
  let isStrict = mustFit;
  for (const step of steps) {
    const next = found.map((value) => valuesAt(value, step, root));
    if (isStrict && next.includes(undefined)) return undefined;
    found = next.flatMap((values) => values ?? []);
    isStrict &&= isDefinite(step);
  }
  return found;
}

/**
 * Copy of a value in which another stands where a reference path leads; objects on the way are made. Undefined where the
 * path can't lead there.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultpath.html
 */
export function withValueAt(target: Json | undefined, [step, ...rest]: readonly Step[], value: Json): Json | undefined {
  if (!step) return value;
  if (step.kind === 'name' && (target === undefined || isObject(target))) {
    const inner = withValueAt(target && memberOf(target, step.name), rest, value);
    return inner === undefined ? undefined : { ...target, [step.name]: inner };
  }
  const index = step.kind === 'indexes' ? (step.indexes[0] ?? -1) : -1;
  if (!Array.isArray(target) || index < 0 || index >= target.length) return undefined;
  const inner = withValueAt(target[index], rest, value);
  return inner === undefined ? undefined : target.with(index, inner);
}

function isDefinite(step: Step): boolean {
  return step.kind === 'name' || (step.kind === 'indexes' && step.indexes.length === 1);
}

/** Values to which a step leads from a value; undefined where a value of that kind has no such step. */
function valuesAt(value: Json, step: Step, root: Json): Json[] | undefined {
  switch (step.kind) {
    case 'name': {
      const member = isObject(value) ? memberOf(value, step.name) : undefined;
      return member === undefined ? undefined : [member];
    }
    case 'indexes':
      // An index past the end is no failure of its own: the path just leads to nothing.
      return Array.isArray(value) ? step.indexes.flatMap((index) => itemAt(value, index)) : undefined;
    case 'slice':
      return Array.isArray(value) ? value.slice(step.from, step.to) : undefined;
    case 'all':
      return childrenOf(value);
    case 'descendants':
      return [value, ...childrenOf(value).flatMap((child) => valuesAt(child, step, root) ?? [])];
    case 'filter':
      if (!isContainer(value)) return undefined;
      // As AWS's page says of `@`: it matches no scalars.
      return (Array.isArray(value) ? value : [value]).filter((item) => isContainer(item) && step.holds(item, root));
  }
}

function itemAt(list: readonly Json[], index: number): Json[] {
  const item = list.at(index);
  return item === undefined ? [] : [item];
}

function childrenOf(value: Json): Json[] {
  return isContainer(value) ? Object.values(value) : [];
}

function memberOf(value: Readonly<JsonObject>, name: string): Json | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

function isContainer(value: Json): value is Json[] | JsonObject {
  return typeof value === 'object' && value !== null;
}

function isObject(value: Json): value is JsonObject {
  return isContainer(value) && !Array.isArray(value);
}
