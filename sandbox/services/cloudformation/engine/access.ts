import {
  allowsAction,
  allowsUnscoped,
  contextKeys,
  type PolicyDocument,
  type RequestContext,
  requiredActions,
} from '../../../../catalog/permissions';
import type { Json } from '../../../../catalog/template';
import { textOf } from '../../../kernel/properties';
import type { Store } from '../../../store/store';
import { boundaryPolicy, findRole, rolePolicies, unjudgedPolicies } from '../../iam';
import { tagsOfExisting } from '../inventory';
import type { StackSession } from './stack-session';

/** Action that is about to be taken on a resource. */
interface Asked {
  readonly type: string;
  readonly verb: 'create' | 'update' | 'delete';
  readonly properties: Readonly<Record<string, Json>>;
  /** Before an update. */
  readonly previous?: Readonly<Record<string, Json>>;
}

/** Action that a resource asks for. */
interface Needed {
  readonly action: string;
  /** Whether AWS asks for it on `*`. */
  readonly isUnscoped: boolean;
}

/**
 * Why the role that the operation acts as may not do this, in the words of CloudFormation's resource handlers; undefined
 * where it may. Resources aren't compared, since what is made has no ARN yet, but for what AWS asks for on `*`. Of conditions,
 * those on the tags of the resource are judged. Not judged, and so let through: types without a row in `catalog/permissions`,
 * a role that the sandbox doesn't hold, and what an AWS managed policy that it doesn't hold might allow.
 */
export function accessProblem(session: StackSession, asked: Asked): string | undefined {
  const allows = judgeOf(session);
  const { role } = session.operation;
  const tags = requestTags(session, asked);
  const denied = allows && neededActions(asked).find((needed) => !allows(needed, tags(needed.action)));
  if (denied === undefined || !role) return undefined;
  const { accountId, name } = partsOf(role.arn);
  const { action, isUnscoped } = denied;
  return (
    `Resource handler returned message: "User: arn:aws:sts::${accountId}:assumed-role/${name}/${role.sessionName} is not ` +
    `authorized to perform: ${action}${isUnscoped ? ' on resource: *' : ''} because no identity-based policy allows the ` +
    `${action} action" (HandlerErrorCode: AccessDenied)`
  );
}

/** IAM actions of the operation itself and, as the stack's tags go on every resource, of tagging. */
function neededActions({ type, verb, properties, previous }: Asked): readonly Needed[] {
  const needed = requiredActions(type, properties, previous);
  if (!needed) return [];
  const unscoped = new Set(needed.unscoped);
  const actions = [...needed[verb], ...(verb === 'create' ? needed.tag : [])];
  return actions.map((action) => ({ action, isUnscoped: unscoped.has(action) }));
}

const BOUNDARY_KEY = 'iam:PermissionsBoundary';

/** Condition keys on tags, by their beginning, that a call of the verb carries. */
const TAG_KEYS = { create: 'aws:requesttag/', update: 'aws:resourcetag/', delete: 'aws:resourcetag/' };

/** Tags that a call carries: those of what is made, or those of what is there. Known of calls to the type's own service. */
function requestTags({ stack, work }: StackSession, { type, verb, properties, previous }: Asked) {
  const stackTags = stack.definition?.tags ?? {};
  const [, service = ''] = type.toLowerCase().split('::');
  const tags = tagsOfExisting({ type, properties: previous ?? properties, stackTags });
  const byKey = new Map(
    Object.entries(tags ?? {}).map(([key, value]) => [`${TAG_KEYS[verb]}${key.toLowerCase()}`, value]),
  );
  const known = (key: string) => key.toLowerCase().startsWith(TAG_KEYS[verb]);
  const boundary = boundaryOf(work.db, stack.accountId, type, properties);
  const bounded: RequestContext = boundary === undefined ? {} : { [BOUNDARY_KEY]: boundary };
  return (action: string) =>
    (documents: readonly PolicyDocument[]): RequestContext => {
      if (action.startsWith('iam:')) return bounded;
      if (tags === undefined || !action.startsWith(`${service}:`)) return {};
      const keys = contextKeys(documents, action).filter(known);
      return Object.fromEntries(keys.map((key) => [key, byKey.get(key.toLowerCase()) ?? []]));
    };
}

/**
 * Boundary of the role that calls are about. An update that brings it counts as one of a role that has it: in which order
 * AWS's handler makes its calls isn't known.
 */
function boundaryOf(db: Store, accountId: string, type: string, properties: Asked['properties']): string | undefined {
  if (type === 'AWS::IAM::Role') return textOf(properties.PermissionsBoundary);
  const role = textOf(properties.RoleName);
  return type === 'AWS::IAM::RolePolicy' && role ? findRole(db, accountId, role)?.permissionsBoundary : undefined;
}

type Judge = (needed: Needed, context: (documents: readonly PolicyDocument[]) => RequestContext) => boolean;

const judges = new WeakMap<StackSession, Judge | 'unjudged'>();

/** One step asks about the same actions again and again. */
function judgeOf(session: StackSession): Judge | undefined {
  const known = judges.get(session) ?? newJudge(session) ?? 'unjudged';
  judges.set(session, known);
  return known === 'unjudged' ? undefined : known;
}

function newJudge({ operation, work: { db } }: StackSession): Judge | undefined {
  if (!operation.role) return undefined;
  const { accountId, name } = partsOf(operation.role.arn);
  const role = findRole(db, accountId, name);
  if (!role || unjudgedPolicies(db, role).length > 0) return undefined;
  const boundary = boundaryPolicy(db, role);
  const layers: PolicyDocument[][] = [rolePolicies(db, role), ...(boundary ? [[boundary]] : [])];
  const verdicts = new Map<string, boolean>();
  return ({ action, isUnscoped }, contextOf) => {
    const contexts = layers.map(contextOf);
    const question = JSON.stringify([action, isUnscoped, contexts]);
    const verdict =
      verdicts.get(question) ??
      layers.every(
        (documents, index) =>
          allowsAction(documents, action, { context: contexts[index] }) &&
          (!isUnscoped || allowsUnscoped(documents, action)),
      );
    verdicts.set(question, verdict);
    return verdict;
  };
}

/** Account and bare name in a role's ARN. */
function partsOf(arn: string): { readonly accountId: string; readonly name: string } {
  return { accountId: arn.split(':')[4] ?? '', name: arn.split('/').at(-1) ?? arn };
}
