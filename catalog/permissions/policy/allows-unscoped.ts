import { UNKNOWN } from './context';
import { contextKeys } from './context-keys';
import { decide } from './decide';
import type { PolicyDocument } from './document';

/**
 * Whether the policies let somebody do this on `*`, as AWS asks for an action of which it names no resource. An `Allow` on
 * ARNs doesn't, however wide they are. A condition on the request may hold.
 *
 * @param boundary the permissions boundary, if there is one: then it must allow it too.
 */
export function allowsUnscoped(
  documents: readonly PolicyDocument[],
  action: string,
  { boundary }: { readonly boundary?: PolicyDocument } = {},
): boolean {
  const keys = contextKeys(boundary ? [...documents, boundary] : documents, action);
  const context = Object.fromEntries(keys.map((key) => [key, UNKNOWN]));
  const decision = decide(documents, { action, resource: '*', context }, boundary);
  return decision === 'allowed' || typeof decision === 'object';
}
