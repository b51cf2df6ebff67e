import { detailsOf } from '../../catalog/detailed-error';
import { CatalogError } from '../../catalog/errors';
import { isAccessDenied, isAwsError } from '../../operations/aws/aws-error';
import { type CredentialsChoice, withSignIn } from '../../operations/aws/sign-in';
import { unanswered } from '../../operations/aws/unanswered';
import type { ApiProblem, ProblemKind } from '../protocol';

/** Problem with the status of the answer that tells of it. */
export interface ProblemAnswer {
  readonly status: number;
  readonly problem: ApiProblem;
}

/** Codes of refusals that have a status of their own. */
const STATUSES: Readonly<Record<string, number>> = {
  'no-credentials': 401,
  'read-only': 403,
  'not-agreed': 403,
  'other-region': 409,
  'plan-changed': 409,
  'plan-gone': 404,
  'unknown-operation': 404,
  'unknown-product': 404,
};

/**
 * AWS's names for what it takes too much of, as its clients know them (`THROTTLING_ERROR_CODES` of
 * https://github.com/smithy-lang/smithy-typescript), without those that stand for a quota too: `LimitExceededException` is one at
 * Service Catalog, https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CreatePortfolio.html
 */
const THROTTLED = /^(Throttling|ThrottlingException|TooManyRequestsException|RequestLimitExceeded|SlowDown)$/;

/**
 * Problem as a page can show it, of any error: what its reader can mend with its remedies, AWS's answers in AWS's words. Of a
 * defect only the message is told; its stack stays here.
 */
export async function problemOf(error: unknown, credentials: CredentialsChoice): Promise<ProblemAnswer> {
  const told = await withSignIn(error, credentials);
  if (told instanceof CatalogError) {
    const { problems, remedies } = detailsOf(told);
    const kind = told.code === 'no-credentials' ? 'no-credentials' : 'refused';
    const problem = { kind, code: told.code, message: told.message, problems, remedies } as const;
    return { status: STATUSES[told.code] ?? 422, problem };
  }
  if (isAwsError(told)) {
    const problem = { kind: kindOfAws(told), code: told.name, message: told.message };
    return { status: problem.kind === 'no-permission' ? 403 : problem.kind === 'throttled' ? 429 : 422, problem };
  }
  const reason = unanswered(told);
  if (reason) return { status: 502, problem: { kind: 'not-reached', ...reason } };
  const message = told instanceof Error ? told.message : String(told);
  return { status: 500, problem: { kind: 'defect', code: 'defect', message } };
}

function kindOfAws(error: Error): ProblemKind {
  if (isAccessDenied(error)) return 'no-permission';
  return THROTTLED.test(error.name) ? 'throttled' : 'refused';
}
