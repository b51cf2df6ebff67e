import { type ActionEntry, actionEntry } from '../../catalog/permissions';
import { AwsError } from '../kernel/aws-error';
import type { AskedResource, Authorize, AuthorizedService, OperationCall } from '../kernel/service-access';
import { type Asked, denialOf, denialWords } from '../services/iam';
import { keyValue } from './condition-keys';
import { resourcesOf } from './resources';

/** Entries of actions by their names in small letters. */
export type ActionEntries = ReadonlyMap<string, ActionEntry>;

/** The service authorization reference's entries of what services answer, from its data files. */
export async function actionEntries(
  services: readonly (AuthorizedService & { readonly operations?: Readonly<Record<string, unknown>> })[],
): Promise<ActionEntries> {
  const actions = services.flatMap(({ signingName, access, operations = {} }) =>
    Object.keys(operations).map((operation) => `${access?.prefix ?? signingName}:${operation}`),
  );
  const entries = await Promise.all([...actions, 'iam:PassRole'].map(actionEntry));
  return new Map(entries.flatMap((entry) => (entry ? [[entry.action.toLowerCase(), entry] as const] : [])));
}

/**
 * Check of a call by its caller's own policies, and of the roles that it hands to a service. A caller that isn't a session
 * of a role is let through: an account's administrator, or AWS itself.
 */
export function authorizing(entries: ActionEntries): Authorize {
  return (service, operation, input, { caller, db, now, accountId, region }) => {
    if (!caller.session) return;
    const asked: OperationCall = { operation, input, caller, db, now, accountId, region };
    const { access = {}, signingName } = service;
    for (const name of access.actions?.(asked) ?? [asked.operation]) {
      const action = `${access.prefix ?? signingName}:${name}`;
      const entry = entries.get(action.toLowerCase());
      for (const resource of resourcesOf(entry, asked, access)) {
        refuse(service, asked, action, resource, (key) => keyValue(key, { asked, access, entry, resource }));
      }
    }
    for (const { arn, to } of access.passedRoles?.(asked) ?? []) {
      const entry = entries.get('iam:passrole');
      refuse(service, asked, 'iam:PassRole', { arn }, (key) =>
        key === 'iam:passedtoservice' ? to : keyValue(key, { asked, access: {}, entry, resource: { arn } }),
      );
    }
  };
}

/** @throws AwsError where the caller's policies don't allow the action on the resource. */
function refuse(
  { protocol }: AuthorizedService,
  { caller, db }: OperationCall,
  action: string,
  { arn, shown = arn }: AskedResource,
  values: Asked['keyValue'],
): void {
  const question: Asked = { caller, action, resource: arn, keyValue: values };
  const denial = denialOf(question, db);
  if (!denial) return;
  const message = denialWords(question, shown, denial);
  if (protocol === 'query') throw new AwsError('AccessDenied', message, 403);
  throw new AwsError('AccessDeniedException', message, protocol === 'json' ? 400 : 403);
}
