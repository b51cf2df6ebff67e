import { type RequestContext, UNKNOWN } from './context';
import { listOf, type PolicyDocument, type PolicyStatement, type PrincipalElement } from './document';
import { conditionsHold, isAboutAction, statementsOf, type VersionedStatement } from './statement';
import { every, some, type Verdict } from './verdict';

/** Request to assume a role. */
export interface Assumption {
  /** The service principal, as `servicecatalog.amazonaws.com`, where an AWS service asks. */
  readonly service?: string;
  /** The ARN of a role, of a role's session (`arn:aws:sts::…:assumed-role/…`), of a user or of an account's root. */
  readonly principalArn?: string;
  /** `sts:AssumeRole` where it is left out. */
  readonly action?: string;
  /** The request's condition keys; `aws:PrincipalArn` and `aws:PrincipalAccount` follow from `principalArn`. */
  readonly context?: RequestContext;
}

/**
 * Whether a role's trust policy lets somebody assume it. False also where that can't be told.
 *
 * Within the role's account, an account (`arn:aws:iam::111122223333:root`) that is trusted hands the decision on to its
 * own identity-based policies, which are not judged here.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function trusts(trustPolicy: PolicyDocument, { action = 'sts:AssumeRole', ...who }: Assumption): boolean {
  const context = { ...principalKeys(who.principalArn), ...who.context };
  const verdict = (effect: 'Allow' | 'Deny') =>
    some(
      statementsOf([trustPolicy])
        .filter(({ statement }) => statement.Effect === effect && isAboutAction(statement, action))
        .map((entry) => appliesTo(entry, who, context)),
    );
  return verdict('Deny') === false && verdict('Allow') === true;
}

function appliesTo(entry: VersionedStatement, who: Assumption, context: RequestContext): Verdict {
  return every([isAboutPrincipal(entry.statement, who), conditionsHold(entry, context)]);
}

function isAboutPrincipal({ Principal, NotPrincipal }: PolicyStatement, who: Assumption): boolean {
  if (Principal !== undefined) return names(Principal, who);
  return NotPrincipal !== undefined && !names(NotPrincipal, who);
}

function names(element: PrincipalElement, { service, principalArn }: Assumption): boolean {
  if (element === '*') return true;

  if (service !== undefined && listOf(element.Service).includes(service)) return true;
  return principalArn !== undefined && listOf(element.AWS).some((each) => namesPrincipal(each, principalArn));
}

/** Whether a name under `AWS` is that of the principal: `*`, its account, itself, or the role whose session it is. */
function namesPrincipal(name: string, principalArn: string): boolean {
  if (name === '*' || name === principalArn) return true;
  const account = accountOf(principalArn);
  if (account === undefined) return false;
  if (name === account || /^arn:[^:]+:iam::(\d{12}):root$/.exec(name)?.[1] === account) return true;
  const role = sessionRole(principalArn);
  const named = /^arn:[^:]+:iam::(\d{12}):role\/(?:.+\/)?([^/]+)$/.exec(name);
  // A session's ARN lacks the role's path; names of roles are unique in an account all the same.
  return role !== undefined && named?.[1] === account && named[2] === role;
}

function principalKeys(principalArn: string | undefined): RequestContext {
  const account = principalArn === undefined ? undefined : accountOf(principalArn);
  if (principalArn === undefined || account === undefined) return {};
  // For a session the key holds the ARN of the role, path included, which the session's ARN doesn't tell.
  const arn = sessionRole(principalArn) === undefined ? principalArn : UNKNOWN;
  return { 'aws:PrincipalArn': arn, 'aws:PrincipalAccount': account };
}

function accountOf(arn: string): string | undefined {
  return /^arn:[^:]+:(?:iam|sts)::(\d{12}):/.exec(arn)?.[1];
}

function sessionRole(arn: string): string | undefined {
  return /^arn:[^:]+:sts::\d{12}:assumed-role\/([^/]+)\/[^/]+$/.exec(arn)?.[1];
}
