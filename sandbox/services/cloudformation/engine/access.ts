import { allowsAction, type PolicyDocument, requiredActions } from '../../../../catalog/permissions';
import type { Json } from '../../../../catalog/template';
import { boundaryPolicy, findRole, rolePolicies, unjudgedPolicies } from '../../iam';
import type { StackSession } from './stack-session';

/** Action that is about to be taken on a resource. */
interface Asked {
  readonly type: string;
  readonly verb: 'create' | 'update' | 'delete';
  readonly properties: Readonly<Record<string, Json>>;
  /** Before an update. */
  readonly previous?: Readonly<Record<string, Json>>;
}

/**
 * Why the role that the operation acts as may not do this, in the words of CloudFormation's resource handlers; undefined
 * where it may. Not judged, and so let through: types without a row in `catalog/permissions`, a role that the sandbox
 * doesn't hold, and what an AWS managed policy that it doesn't hold might allow.
 */
export function accessProblem(session: StackSession, asked: Asked): string | undefined {
  const allows = judgeOf(session);
  const { role } = session.operation;
  const denied = allows && neededActions(asked).find((action) => !allows(action));
  if (denied === undefined || !role) return undefined;
  const { accountId, name } = partsOf(role.arn);
  return (
    `Resource handler returned message: "User: arn:aws:sts::${accountId}:assumed-role/${name}/${role.sessionName} is not ` +
    `authorized to perform: ${denied} because no identity-based policy allows the ${denied} action" ` +
    '(HandlerErrorCode: AccessDenied)'
  );
}

/** IAM actions of the operation itself and, as the stack's tags go on every resource, of tagging. */
function neededActions({ type, verb, properties, previous }: Asked): readonly string[] {
  const needed = requiredActions(type, properties);
  if (!needed) return [];
  if (verb === 'create') return [...needed.create, ...needed.tag];
  if (verb === 'delete') return needed.delete;
  return [...needed.update, ...(requiredActions(type, previous)?.update ?? [])];
}

type Judge = (action: string) => boolean;

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
  return (action) => {
    const verdict = verdicts.get(action) ?? layers.every((documents) => allowsAction(documents, action));
    verdicts.set(action, verdict);
    return verdict;
  };
}

/** Account and bare name in a role's ARN. */
function partsOf(arn: string): { readonly accountId: string; readonly name: string } {
  return { accountId: arn.split(':')[4] ?? '', name: arn.split('/').at(-1) ?? arn };
}
