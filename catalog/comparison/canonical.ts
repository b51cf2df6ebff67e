import { isObject, type Json } from '../template';

/** JSON text that is the same for the same JSON, whatever the order of keys. */
export function canonical(value: Json): string {
  return JSON.stringify(value, (_, part: unknown) =>
    isObject(part) ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1))) : part,
  );
}
