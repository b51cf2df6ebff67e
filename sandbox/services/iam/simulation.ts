import type { EvaluationResult, PolicyEvaluationDecisionType, Statement } from '@aws-sdk/client-iam';
import {
  contextKeys,
  decide,
  type PolicyDocument,
  type RequestContext,
  UNKNOWN,
  unscopedActions,
} from '../../../catalog/permissions';

/** A policy that a simulation judges by, and what its answer calls it. */
export interface SimulatedPolicy {
  readonly id: string;
  readonly type: NonNullable<Statement['SourcePolicyType']>;
  readonly document: PolicyDocument;
}

/** Subject of a simulation: what is known of who acts. */
export interface Simulation {
  readonly policies: readonly SimulatedPolicy[];
  readonly boundary?: PolicyDocument;
  /** Context keys that are given or known of the caller; any other that the policies ask for is unknown. */
  readonly context: RequestContext;
  /** ARNs of policies that nobody here can judge: with one of them, nothing is found allowed. */
  readonly unjudged: readonly string[];
}

interface Judgement {
  readonly decision: PolicyEvaluationDecisionType;
  readonly matched: readonly Statement[];
  readonly missing: readonly string[];
  readonly allowedByBoundary?: boolean;
}

/** From the one that grants most to the one that grants least. */
const BY_STRICTNESS: readonly PolicyEvaluationDecisionType[] = ['allowed', 'implicitDeny', 'explicitDeny'];

/**
 * Result of simulating an action on each resource. What turns on a key that nobody gave, or on a policy that nobody here
 * can judge, is an implicit denial: the keys stand among the missing ones, the policies among the details.
 *
 * An action that AWS asks for on `*` only is judged on `*`, whatever resources are given: a simulation that finds it allowed
 * on an ARN says nothing of the call.
 *
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_EvaluationResult.html
 *
 * @param resources empty for all resources, `*`.
 */
export function simulateAction(simulation: Simulation, action: string, resources: readonly string[]): EvaluationResult {
  const everywhere = unscopedActions.has(action) || resources.every((resource) => resource === '*');
  const judged = (everywhere ? ['*'] : resources).map((resource) => ({
    resource,
    ...judge(simulation, action, resource),
  }));
  const matched = judged.flatMap((each) => each.matched);
  return {
    EvalActionName: action,
    EvalResourceName: '*',
    EvalDecision: strictest(judged.map(({ decision }) => decision)),
    MatchedStatements: [...new Map(matched.map((each) => [each.SourcePolicyId, each])).values()],
    MissingContextValues: [...new Set(judged.flatMap(({ missing }) => missing))],
    ...(simulation.unjudged.length > 0 && { EvalDecisionDetails: notJudged(simulation.unjudged) }),
    ...boundaryDetail(judged.map(({ allowedByBoundary }) => allowedByBoundary)),
    ResourceSpecificResults: everywhere
      ? []
      : judged.map(({ resource, decision, matched: statements, missing, allowedByBoundary }) => ({
          EvalResourceName: resource,
          EvalResourceDecision: decision,
          MatchedStatements: [...statements],
          MissingContextValues: [...missing],
          ...boundaryDetail([allowedByBoundary]),
        })),
  };
}

function judge({ policies, boundary, context, unjudged }: Simulation, action: string, resource: string): Judgement {
  const documents = policies.map(({ document }) => document);
  const missing = contextKeys(boundary ? [...documents, boundary] : documents, action).filter(
    (key) => !Object.keys(context).some((known) => known.toLowerCase() === key.toLowerCase()),
  );
  const request = {
    action,
    resource,
    context: { ...context, ...Object.fromEntries(missing.map((key) => [key, UNKNOWN])) },
  };
  const found = decide(documents, request, boundary);
  const known = typeof found === 'string' ? found : 'implicitDeny';
  const decision = known === 'allowed' && unjudged.length > 0 ? 'implicitDeny' : known;
  const matched = policies.filter(({ document }) => decide([document], request) === decision);
  return {
    decision,
    matched:
      decision === 'implicitDeny'
        ? []
        : matched.map(({ id, type }) => ({ SourcePolicyId: id, SourcePolicyType: type })),
    missing,
    allowedByBoundary: boundary && decide([boundary], request) === 'allowed',
  };
}

function notJudged(arns: readonly string[]): Record<string, PolicyEvaluationDecisionType> {
  return Object.fromEntries(arns.map((arn) => [`not judged: ${arn}`, 'implicitDeny']));
}

function strictest(decisions: readonly PolicyEvaluationDecisionType[]): PolicyEvaluationDecisionType {
  return BY_STRICTNESS.findLast((each) => decisions.includes(each)) ?? 'implicitDeny';
}

function boundaryDetail(allowed: readonly (boolean | undefined)[]) {
  if (allowed.every((each) => each === undefined)) return {};
  return { PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: allowed.every(Boolean) } };
}
