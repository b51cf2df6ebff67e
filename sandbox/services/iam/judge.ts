import {
  contextKeys,
  type Decision,
  decide,
  type PolicyDocument,
  type RequestContext,
  type Unknown,
} from '../../../catalog/permissions';
import type { Caller } from '../../kernel/caller';
import type { Store } from '../../store/store';
import { boundaryPolicy, findRole, type RoleRecord, rolePolicies, unjudgedPolicies } from './state';

/** Values of a condition key: none for one that the request lacks. */
export type KeyValue = string | readonly string[] | Unknown;

/** Action that a caller asks for. */
export interface Asked {
  readonly caller: Caller;
  /** `vendor:Action` */
  readonly action: string;
  readonly resource: string;
  /** Value of a condition key, in small letters; of the caller's own keys it isn't asked. */
  readonly keyValue: (key: string) => KeyValue;
}

/** Kind of policies that speak in a decision, as AWS's refusals call it. */
export type PolicyLayer = 'identity-based policy' | 'permissions boundary' | 'resource-based policy' | 'session policy';

/** Reason for a refusal. */
export interface Denial {
  readonly layer: PolicyLayer;
  /** A statement denies it, rather than none allowing it. */
  readonly isExplicit: boolean;
  /** Unknowns: things that AWS could tell and the sandbox can't. */
  readonly untold?: string;
}

/**
 * Reason why a caller's own policies don't allow an action: those of its role, its boundary, its session's. Undefined where
 * they do, and for a caller that isn't judged.
 *
 * An explicit denial of any comes first. What turns on something that isn't known is a refusal that names it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 *
 * @param granted whether a resource's policy allows it to the caller by name: then the role's own policies needn't.
 */
export function denialOf(asked: Asked, db: Store, granted = false): Denial | undefined {
  const { caller } = asked;
  if (!caller.session) return undefined;
  const own = roleOf(caller, db);
  const judged = layersOf(own, caller, db, granted).map(({ layer, documents }) => ({
    layer,
    decision: decisionOf(documents, asked, own),
  }));
  const denied = judged.find(({ decision }) => decision === 'explicitDeny');
  if (denied) return { layer: denied.layer, isExplicit: true };
  const missing = judged.find(({ decision }) => decision !== 'allowed');
  if (!missing) return undefined;
  return { layer: missing.layer, isExplicit: false, untold: untold(missing, own, db) };
}

interface Layer {
  readonly layer: PolicyLayer;
  readonly documents: readonly PolicyDocument[];
}

/** Stands for a resource's policy that allows the request: the role's own may still deny it. */
const GRANT: PolicyDocument = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };

function layersOf(role: RoleRecord | undefined, { session }: Caller, db: Store, granted: boolean): readonly Layer[] {
  const boundary = role && boundaryPolicy(db, role);
  const own = role ? rolePolicies(db, role) : [];
  const identity: Layer = { layer: 'identity-based policy', documents: granted ? [...own, GRANT] : own };
  const bounded: Layer = { layer: 'permissions boundary', documents: boundary ? [boundary] : [] };
  return [
    identity,
    ...(role?.permissionsBoundary === undefined ? [] : [bounded]),
    ...(session?.policies ? [{ layer: 'session policy' as const, documents: session.policies }] : []),
  ];
}

function decisionOf(documents: readonly PolicyDocument[], asked: Asked, role: RoleRecord | undefined): Decision {
  const { action, resource } = asked;
  return decide(documents, { action, resource, context: contextFor(documents, asked, role) });
}

/** The condition keys that policies ask of a request, with their values: those of a resource's policy. */
export function requestContext(documents: readonly PolicyDocument[], asked: Asked, db: Store): RequestContext {
  return contextFor(documents, asked, roleOf(asked.caller, db));
}

function contextFor(
  documents: readonly PolicyDocument[],
  { action, caller, keyValue }: Asked,
  role: RoleRecord | undefined,
): RequestContext {
  return Object.fromEntries(
    contextKeys(documents, action).map((key) => {
      const name = key.toLowerCase();
      return [key, principalKey(name, caller, role) ?? keyValue(name)];
    }),
  );
}

/** A session doesn't outlive its role, even if there is another of its name. */
function roleOf({ accountId, roleArn, userId }: Caller, db: Store): RoleRecord | undefined {
  const role = findRole(db, accountId, roleArn?.split('/').at(-1) ?? '');
  return role && userId.startsWith(`${role.id}:`) ? role : undefined;
}

/**
 * Value of a key that says who calls; undefined for a key that doesn't.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principal-properties
 */
function principalKey(key: string, caller: Caller, role: RoleRecord | undefined): KeyValue | undefined {
  const [, tag] = /^aws:principaltag\/(.+)$/.exec(key) ?? [];
  if (tag !== undefined) {
    const tags = { ...role?.tags, ...caller.session?.tags };
    return Object.entries(tags).find(([name]) => name.toLowerCase() === tag)?.[1] ?? [];
  }
  switch (key) {
    case 'aws:principalarn':
      return caller.roleArn ?? caller.arn;
    case 'aws:principalaccount':
      return caller.accountId;
    case 'aws:principaltype':
      return 'AssumedRole';
    case 'aws:userid':
      return caller.userId;
    default:
      return undefined;
  }
}

function untold(
  { layer, decision }: { readonly layer: PolicyLayer; readonly decision: Decision },
  role: RoleRecord | undefined,
  db: Store,
): string | undefined {
  if (typeof decision === 'object') return decision.undecidable;
  const unheld = layer === 'identity-based policy' && role ? unjudgedPolicies(db, role) : [];
  return unheld.length > 0 ? `what ${unheld.join(', ')} allows is not known` : undefined;
}

/**
 * A refusal in AWS's words: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html. What only the
 * sandbox can't tell stands behind them.
 *
 * @param shown the resource as the service names it.
 */
export function denialWords({ caller, action }: Asked, shown: string, { layer, isExplicit, untold }: Denial): string {
  const article = layer === 'identity-based policy' ? 'an' : 'a';
  const why = isExplicit
    ? `with an explicit deny in ${article} ${layer}`
    : `because no ${layer} allows the ${action} action`;
  const more = untold === undefined ? '' : `. (In the sandbox ${untold}.)`;
  return `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${shown} ${why}${more}`;
}
