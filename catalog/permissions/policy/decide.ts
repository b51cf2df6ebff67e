import type { RequestContext } from './context';
import type { PolicyDocument } from './document';
import { conditionsHold, isAboutAction, isAboutResource, statementsOf, type VersionedStatement } from './statement';
import { every, isUnknown, some, type Verdict } from './verdict';

/** Request that policies are asked to decide. */
export interface PolicyRequest {
  /** `vendor:Action`. */
  readonly action: string;
  /** The resource's ARN, or `*` for an action that takes none. */
  readonly resource: string;
  readonly context?: RequestContext;
}

/** IAM's answer; `undecidable` where it turns on something that isn't known. */
export type Decision = 'allowed' | 'explicitDeny' | 'implicitDeny' | { readonly undecidable: string };

/**
 * Decides a request by the identity-based policies of who makes it: a `Deny` that matches wins, else an `Allow` that
 * matches allows, else the request is denied. `undecidable` is answered only where what isn't known could make it allowed.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 *
 * @param documents every policy attached, inline or managed. Resource-based policies, those of the organization and of the
 *   session are not judged.
 * @param boundary the permissions boundary, if there is one: then it must allow the request too.
 *   https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export function decide(
  documents: readonly PolicyDocument[],
  request: PolicyRequest,
  boundary?: PolicyDocument,
): Decision {
  const byIdentity = decideAlone(documents, request);
  if (boundary === undefined) return byIdentity;
  const both = [byIdentity, decideAlone([boundary], request)];
  const denied = both.find((each) => each === 'explicitDeny') ?? both.find((each) => each === 'implicitDeny');
  return denied ?? both.find((each) => each !== 'allowed') ?? 'allowed';
}

function decideAlone(documents: readonly PolicyDocument[], request: PolicyRequest): Decision {
  const verdict = (effect: 'Allow' | 'Deny') =>
    some(
      statementsOf(documents)
        .filter(({ statement }) => statement.Effect === effect)
        .map((statement) => matchesRequest(statement, request)),
    );
  const denied = verdict('Deny');
  if (denied === true) return 'explicitDeny';
  const allowed = verdict('Allow');
  if (allowed === false) return 'implicitDeny';
  if (isUnknown(denied)) return { undecidable: denied.unknown };
  return isUnknown(allowed) ? { undecidable: allowed.unknown } : 'allowed';
}

function matchesRequest(entry: VersionedStatement, { action, resource, context = {} }: PolicyRequest): Verdict {
  const { statement } = entry;
  if (!isAboutAction(statement, action)) return false;
  if (statement.Principal !== undefined || statement.NotPrincipal !== undefined) {
    return { unknown: 'the statement names principals: it is not of an identity-based policy' };
  }
  return every([isAboutResource(entry, resource, context), conditionsHold(entry, context)]);
}
