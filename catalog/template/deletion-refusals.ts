import { factsOf, type Reader, type RefusedDeletion } from './facts';
import { isObject, own } from './json';
import type { Json, JsonObject } from './types';

/** Operation of a JSON patch, as Cloud Control takes it: https://www.rfc-editor.org/rfc/rfc6902 */
export interface PatchOperation {
  readonly op: 'add' | 'remove' | 'replace';
  /** `/Replicas/0/DeletionProtectionEnabled` */
  readonly path: string;
  readonly value?: Json;
}

/** Facts about what may forbid to delete a resource of a type, for one reader. */
export function refusedDeletions(reader: Reader, type: string): RefusedDeletion[] {
  return factsOf(type).filter(
    (fact): fact is RefusedDeletion =>
      fact.on === 'deletion' && fact.effect === 'refused' && fact.readers.includes(reader),
  );
}

/** Whether a resource's own properties forbid to delete it, by a fact that looks at them. */
export function protects(fact: RefusedDeletion, properties: JsonObject): boolean {
  return protections(fact, properties).length > 0;
}

/** Patch that lifts what a resource's own properties forbid: empty where nothing is in the way of a deletion. */
export function liftingPatch(type: string, properties: JsonObject): PatchOperation[] {
  return refusedDeletions('purge', type).flatMap((fact) => {
    const { lift } = fact;
    if (lift === undefined) return [];
    return protections(fact, properties).map(({ path, value }): PatchOperation => {
      if (lift === null) return { op: 'remove', path };
      return { op: value === undefined ? 'add' : 'replace', path, value: lift };
    });
  });
}

interface Place {
  /** JSON pointer: https://www.rfc-editor.org/rfc/rfc6901 */
  readonly path: string;
  readonly value: Json | undefined;
}

function protections({ property, when }: RefusedDeletion, properties: JsonObject): Place[] {
  if (property === undefined || when.looksAt !== 'values') return [];
  return places(properties, property.split('.'), '').filter(({ value }) => when.holds(value, value));
}

/** Every place that a path leads to; each element of a list on the way is one. */
function places(value: Json | undefined, path: readonly string[], at: string): Place[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => places(item, path, `${at}/${index}`));
  const [name, ...rest] = path;
  if (name === undefined) return [{ path: at, value }];
  return isObject(value) ? places(own(value, name), rest, `${at}/${name}`) : [];
}
