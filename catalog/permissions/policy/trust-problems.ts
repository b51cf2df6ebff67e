import { type Fields, isObject, isPolicyShaped, isStatementShaped, rawStatements, texts } from './grammar';
import { conditionProblems } from './identity-problems';

/**
 * Problems that IAM finds in a role's trust policy, in the order in which it looks. IAM itself answers with the first.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-custom.html
 */
export function trustProblems(document: unknown): string[] {
  if (!isPolicyShaped(document)) return [SYNTAX];
  const { Version } = document;
  if (Version !== undefined && Version !== '2012-10-17' && Version !== '2008-10-17') {
    return ['The policy must contain a valid version string'];
  }
  const statements = rawStatements(document);
  if (statements.length === 0) return ['Could not parse the policy: Statement is empty!'];
  if (!statements.every(isStatementShaped)) return [SYNTAX];

  const sids = statements.flatMap(({ Sid }) => texts(Sid)).filter((sid) => sid !== '');
  return [
    ...statements.flatMap(statementProblems),
    ...(new Set(sids).size < sids.length ? ['The Statement Ids in the policy are not unique'] : []),
  ];
}

const SYNTAX = 'Syntax error in policy.';

function statementProblems(statement: Fields): string[] {
  const { Action, NotAction, Resource, NotResource, Condition } = statement;
  const actions = texts(Action ?? NotAction);
  return [
    ...effectProblems(statement.Effect),
    ...principalProblems(statement),
    ...(actions.length === 0 ? ['Missing required field Action'] : []),
    ...(actions.every((action) => /^sts:/i.test(action)) ? [] : [ONLY_STS]),
    ...(Resource === undefined ? [] : ['Has prohibited field Resource']),
    ...(NotResource === undefined ? [] : ['AssumeRole policy must not contain resources.']),
    ...conditionProblems(Condition),
  ];
}

const ONLY_STS = 'AssumeRole policy may only specify STS AssumeRole actions.';

function effectProblems(effect: unknown): string[] {
  if (effect === undefined) return ['Missing required field Effect'];
  return effect === 'Allow' || effect === 'Deny' ? [] : [`Invalid effect: ${String(effect)}`];
}

function principalProblems({ Effect, Principal, NotPrincipal, Condition }: Fields): string[] {
  if (NotPrincipal !== undefined) {
    if (Effect === 'Allow') return ['Allow with NotPrincipal is not allowed.'];
    return ['AssumeRole policy must not contain NotPrincipal field.'];
  }
  if (Principal === undefined) return ['Missing required field Principal'];
  if (Principal === '*') return ['AssumeRole policy contained an invalid principal: "STAR":"*".'];
  if (!isObject(Principal)) return ['Principal must be a JSON object.'];
  if (Object.keys(Principal).length === 0) return ['Missing required field Principal cannot be empty!'];
  const isCognito = texts(Principal.Federated).includes('cognito-identity.amazonaws.com');
  return [
    ...Object.entries(Principal).flatMap(([kind, names]) => nameProblems(kind, texts(names))),
    ...(isCognito && Condition === undefined ? ['A condition block must be present for the Cognito provider'] : []),
  ];
}

/** Forms of names, by the kind of principal. Names hold no wildcards: only `*` alone stands for everybody. */
const NAMES: ReadonlyMap<string, RegExp> = new Map([
  [
    'AWS',
    /^(\*|\d{12}|arn:aws(-[a-z]+)*:(iam|sts)::\d{12}:(root|(role|user|assumed-role|federated-user)\/[^*?]+)|A[A-Z0-9]{15,})$/,
  ],
  ['Service', /^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com(\.cn)?$/],
  ['Federated', /^[^*?]+$/],
]);

function nameProblems(kind: string, names: readonly string[]): string[] {
  const form = NAMES.get(kind);
  if (form === undefined) return [`Invalid principal in policy: "${kind}"`];
  return names
    .filter((name) => !form.test(name))
    .map((name) => `Invalid principal in policy: "${kind.toUpperCase()}":"${name}"`);
}
