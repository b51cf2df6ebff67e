import { parseOperator } from './conditions';
import { type Fields, isObject, isPolicyShaped, isStatementShaped, rawStatements, texts } from './grammar';

/**
 * Problems that IAM finds in an identity-based policy, in the order in which it looks. IAM itself answers with the first. Only
 * managed policies must say the newest version; an inline one without is read as 2008-10-17:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_policies.html
 */
export function identityProblems(document: unknown, kind: 'identity' | 'inline' = 'identity'): string[] {
  if (!isPolicyShaped(document)) return [SYNTAX];
  const { Version } = document;
  const statements = rawStatements(document);
  if (Version !== undefined && Version !== '2012-10-17' && Version !== '2008-10-17') return [SYNTAX];
  if (statements.length === 0 || !statements.every(isCompleteStatement)) return [SYNTAX];

  const sids = statements.flatMap(({ Sid }) => texts(Sid)).filter((sid) => sid !== '');
  return [
    ...(Version === '2012-10-17' || kind === 'inline'
      ? []
      : ['Policy document must be version 2012-10-17 or greater.']),
    ...statements.flatMap(statementProblems),
    ...(new Set(sids).size < sids.length ? ['Statement IDs (SID) in a single policy must be unique.'] : []),
  ];
}

const SYNTAX = 'Syntax errors in policy.';
const NO_VENDOR = 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.';

function isCompleteStatement(statement: unknown): statement is Fields {
  return isStatementShaped(statement) && (statement.Effect === 'Allow' || statement.Effect === 'Deny');
}

function statementProblems(statement: Fields): string[] {
  const { Sid, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition } = statement;
  const actions = texts(Action ?? NotAction);
  const resources = texts(Resource ?? NotResource);
  return [
    ...(texts(Sid).every((sid) => /^[0-9A-Za-z]*$/.test(sid)) ? [] : [BAD_SID]),
    ...((Principal ?? NotPrincipal) ? ['Policy document should not specify a principal.'] : []),
    ...(actions.length === 0 ? ['Policy statement must contain actions.'] : actions.flatMap(actionProblems)),
    ...(resources.length === 0 ? ['Policy statement must contain resources.'] : resources.flatMap(resourceProblems)),
    ...conditionProblems(Condition),
  ];
}

const BAD_SID =
  'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*';

function actionProblems(action: string): string[] {
  if (action === '*') return [];
  const [vendor = '', name, ...more] = action.split(':');
  if (name === undefined) return [NO_VENDOR];
  if (more.length > 0) return ['Actions/Condition can contain only one colon.'];
  return /^[A-Za-z0-9-]+$/.test(vendor) ? [] : [`Vendor ${vendor} is not valid`];
}

/** IAM completes what has too few parts with `*` before it looks at the partition. */
function resourceProblems(resource: string): string[] {
  if (resource === '*') return [];
  const [prefix, partition, ...rest] = resource.split(':');
  const isPartition = partition !== undefined && /^aws(-[a-z]+)*$|[*?]|^\$\{/.test(partition);
  if (partition === undefined || (prefix !== 'arn' && isPartition)) {
    return [`Resource ${resource} must be in ARN format or "*".`];
  }
  const isWhole = rest.length >= 4;
  if (prefix === 'arn' && !isWhole && !(isPartition && resource.endsWith('*'))) {
    return ['The policy failed legacy parsing'];
  }
  if (isPartition) return [];
  const missing = Array<string>(Math.max(0, 4 - rest.length)).fill('*');
  return [`Partition "${partition}" is not valid for resource "${['arn', partition, ...rest, ...missing].join(':')}".`];
}

/** Problems of a statement's `Condition`; policies of every kind share this. */
export function conditionProblems(condition: unknown): string[] {
  if (!isObject(condition)) return [];
  return Object.entries(condition).flatMap(([operator, keys]) => [
    ...(parseOperator(operator) === undefined ? [`Invalid Condition type : ${operator}`] : []),
    ...(isObject(keys) && Object.keys(keys).some((key) => !key.includes(':')) ? [NO_VENDOR] : []),
  ]);
}
