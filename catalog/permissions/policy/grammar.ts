/** A JSON object of which nothing is known yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** The elements that a statement may have. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
const ELEMENTS = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];

/** Whether the policy is an object with the elements of a policy and none else. */
export function isPolicyShaped(document: unknown): document is Fields {
  return (
    isObject(document) &&
    hasOnly(document, ['Version', 'Id', 'Statement']) &&
    (document.Id === undefined || typeof document.Id === 'string')
  );
}

/** The policy's statements as they stand; empty where there are none. */
export function rawStatements({ Statement }: Fields): readonly unknown[] {
  if (Statement === undefined || Statement === null) return [];
  return Array.isArray(Statement) ? Statement : [Statement];
}

/** Whether the statement has only known elements, each of its type, and none beside its opposite. */
export function isStatementShaped(statement: unknown): statement is Fields {
  if (!isObject(statement) || !hasOnly(statement, ELEMENTS)) return false;
  const { Sid, Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition } = statement;
  const opposites = [
    [Principal, NotPrincipal],
    [Action, NotAction],
    [Resource, NotResource],
  ];
  return (
    [Sid, Effect].every((element) => element === undefined || typeof element === 'string') &&
    !opposites.some(([one, other]) => one !== undefined && other !== undefined) &&
    [Principal, NotPrincipal].every((element) => element === undefined || isPrincipalShaped(element)) &&
    [Action, NotAction, Resource, NotResource].every((element) => element === undefined || isTexts(element)) &&
    (Condition === undefined || isConditionShaped(Condition))
  );
}

/** The texts of an element that is one text, several or none. */
export function texts(element: unknown): readonly string[] {
  const all: unknown[] = Array.isArray(element) ? element : [element];
  return all.filter((each) => typeof each === 'string');
}

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasOnly(value: Fields, keys: readonly string[]): boolean {
  return Object.keys(value).every((key) => keys.includes(key));
}

function isTexts(value: unknown): boolean {
  return typeof value === 'string' || (Array.isArray(value) && value.every((each) => typeof each === 'string'));
}

function isPrincipalShaped(value: unknown): boolean {
  return typeof value === 'string' || (isObject(value) && Object.values(value).every(isTexts));
}

function isConditionShaped(value: unknown): boolean {
  return (
    isObject(value) && Object.values(value).every((keys) => isObject(keys) && Object.values(keys).every(isScalars))
  );
}

function isScalars(value: unknown): boolean {
  const all: unknown[] = Array.isArray(value) ? value : [value];
  return all.every((each) => ['string', 'number', 'boolean'].includes(typeof each));
}
