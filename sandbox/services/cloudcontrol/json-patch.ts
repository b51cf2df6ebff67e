import type { Json } from '../../../catalog/template';
import { AwsError } from '../../kernel/aws-error';

/** One operation of a JSON patch: https://www.rfc-editor.org/rfc/rfc6902 */
interface PatchOperation {
  readonly op: string;
  readonly path: string;
  readonly from?: string;
  readonly value?: Json;
}

/**
 * A value with a JSON patch applied; the value itself is left as it is.
 *
 * @param document text of the patch.
 * @throws AwsError `InvalidRequestException` for what isn't a patch, or doesn't fit the value.
 */
export function patched(value: Json, document: string): Json {
  const holder = { root: structuredClone(value) };
  for (const operation of operationsIn(document)) apply(holder, operation);
  return holder.root;
}

function operationsIn(document: string): PatchOperation[] {
  let patch: unknown;
  try {
    patch = JSON.parse(document);
  } catch {
    throw refused('it is not JSON');
  }
  if (!Array.isArray(patch) || !patch.every(isOperation)) throw refused('it is no list of operations');
  return patch;
}

function isOperation(value: unknown): value is PatchOperation {
  return (
    typeof value === 'object' && value !== null && 'op' in value && 'path' in value && typeof value.path === 'string'
  );
}

function refused(why: string): AwsError {
  return new AwsError('InvalidRequestException', `Invalid patch document: ${why}`);
}

interface Holder {
  root: Json;
}

function apply(holder: Holder, { op, path, from, value }: PatchOperation): void {
  if (op === 'add' || op === 'replace') {
    if (value === undefined) throw refused(`the operation on ${path} has no value`);
    if (op === 'replace') remove(holder, path);
    add(holder, path, value);
  } else if (op === 'remove') {
    remove(holder, path);
  } else if (op === 'move' || op === 'copy') {
    const taken = structuredClone(at(holder, from ?? ''));
    if (op === 'move') remove(holder, from ?? '');
    add(holder, path, taken);
  } else if (op !== 'test') {
    throw refused(`there is no operation ${op}`);
  } else if (JSON.stringify(at(holder, path)) !== JSON.stringify(value)) {
    throw refused(`the test of ${path} fails`);
  }
}

/** The names in a pointer: https://www.rfc-editor.org/rfc/rfc6901 */
function namesIn(path: string): string[] {
  if (path !== '' && !path.startsWith('/')) throw refused(`${path} is no pointer`);
  const names = path.split('/').slice(1);
  return names.map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function at({ root }: Holder, path: string): Json {
  return namesIn(path).reduce<Json>((value, name) => member(value, name, path), root);
}

function member(value: Json, name: string, path: string): Json {
  const found = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  const item = Array.isArray(value) && /^\d+$/.test(name) ? value[Number(name)] : undefined;
  const there = found ?? item;
  if (there === undefined) throw refused(`there is nothing at ${path}`);
  return there;
}

function isObject(value: Json): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function add(holder: Holder, path: string, value: Json): void {
  const { parent, name } = parentOf(holder, path);
  if (Array.isArray(parent)) parent.splice(name === '-' ? parent.length : indexIn(parent, name, path), 0, value);
  else Object.defineProperty(parent, name, { value, enumerable: true, configurable: true, writable: true });
}

function remove(holder: Holder, path: string): void {
  at(holder, path);
  const { parent, name } = parentOf(holder, path);
  if (Array.isArray(parent)) parent.splice(Number(name), 1);
  else delete parent[name];
}

function parentOf(holder: Holder, path: string): { parent: Json[] | { [key: string]: Json }; name: string } {
  const end = path.lastIndexOf('/');
  const parent = at(holder, path.slice(0, Math.max(0, end)));
  const name = namesIn(path).at(-1);
  if (name === undefined || typeof parent !== 'object' || parent === null) throw refused(`${path} can't be changed`);
  return { parent, name };
}

function indexIn(list: readonly Json[], name: string, path: string): number {
  if (!/^(0|[1-9]\d*)$/.test(name) || Number(name) > list.length) throw refused(`there is no place for ${path}`);
  return Number(name);
}
