import type { ContextEntry, EvaluationResult, IAM } from '@aws-sdk/client-iam';

/** Attempt of a role at some actions. */
export interface Attempt {
  readonly actions: readonly string[];
  /** ARNs, or `*` alone. */
  readonly resources: readonly string[];
  readonly context?: readonly ContextEntry[];
}

/**
 * Why an action isn't allowed: no policy allows it; a policy denies it; the permissions boundary or the organization doesn't
 * let it; or nobody can say.
 */
export type DenialKind = 'unallowed' | 'denied' | 'boundary' | 'organization' | 'undecided';

/** An action that a role may not take, or of which nobody can say. */
export interface Denial {
  readonly action: string;
  readonly kind: DenialKind;
  /** In words. */
  readonly why: string;
}

/**
 * Asks IAM which actions a role's policies don't allow on some resource. What turns on a key of the request that nobody
 * gave is undecided.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
 */
export async function denials(
  iam: IAM,
  roleArn: string,
  { actions, resources, context = [] }: Attempt,
): Promise<Denial[]> {
  const results: EvaluationResult[] = [];
  let Marker: string | undefined;
  do {
    const page = await iam.simulatePrincipalPolicy({
      PolicySourceArn: roleArn,
      ActionNames: [...actions],
      ResourceArns: [...resources],
      ContextEntries: [...context],
      Marker,
    });
    results.push(...(page.EvaluationResults ?? []));
    Marker = page.IsTruncated ? page.Marker : undefined;
  } while (Marker !== undefined);
  return results.flatMap(denialOf);
}

function denialOf(result: EvaluationResult): Denial[] {
  const { EvalActionName: action = '', EvalDecision: decision } = result;
  if (decision === 'allowed') return [];
  const found = (kind: DenialKind, why: string) => [{ action, kind, why }];
  if (decision === 'explicitDeny') {
    const policies = (result.MatchedStatements ?? []).map(({ SourcePolicyId }) => SourcePolicyId).join(', ');
    return found('denied', `denied by ${policies || 'a policy'}`);
  }
  if (result.OrganizationsDecisionDetail?.AllowedByOrganizations === false) {
    return found('organization', 'denied by a service control policy of the organization');
  }
  const { MissingContextValues: missing = [], EvalDecisionDetails: details = {} } = result;
  const unjudged = Object.keys(details).filter((key) => key.startsWith('not judged'));
  if (unjudged.length > 0) return found('undecided', unjudged.join(', '));
  if (missing.length > 0) return found('undecided', `it turns on ${missing.join(', ')}`);
  if (result.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary === false) {
    return found('boundary', "not allowed by the role's permissions boundary");
  }
  return found('unallowed', 'not allowed by any policy of the role');
}
