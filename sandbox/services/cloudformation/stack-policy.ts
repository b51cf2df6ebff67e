import { AwsError } from '../../kernel/aws-error';

/** Action of an update on a resource, as stack policies call it. */
export type UpdateAction = 'Update:Modify' | 'Update:Replace' | 'Update:Delete';

interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly notActions: boolean;
  readonly resources: readonly string[];
  readonly notResources: boolean;
  /** Whether it is about a resource type; absent: about every one. */
  readonly ofType?: (type: string) => boolean;
}

/** Largest stack policy in bytes. */
const MAX_BYTES = 16_384;

/**
 * Refuses a text that is no stack policy.
 *
 * @throws AwsError `ValidationError`.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/protect-stack-resources.html
 */
export function checkStackPolicy(text: string): void {
  parse(text);
}

/**
 * Why a stack policy doesn't let an update do this to a resource; undefined where it does. What no statement allows is
 * denied; a `Deny` wins over every `Allow`.
 */
export function policyProblem(
  text: string,
  action: UpdateAction,
  resource: { readonly logicalId: string; readonly type: string },
): string | undefined {
  const statements = parse(text);
  const applying = statements
    .map((statement, index) => ({ statement, index }))
    .filter(({ statement }) => applies(statement, action, resource));
  const denied = applying.find(({ statement }) => statement.effect === 'Deny');
  if (denied) {
    const number = denied.index + 1;
    return `Action denied by stack policy: Statement [#${number}] does not allow [${action}] for resource [LogicalResourceId/${resource.logicalId}]`;
  }
  if (applying.length > 0) return undefined;
  return `Action denied by stack policy: no statement allows [${action}] for resource [LogicalResourceId/${resource.logicalId}]`;
}

function applies(
  { actions, notActions, resources, notResources, ofType }: Statement,
  action: UpdateAction,
  { logicalId, type }: { readonly logicalId: string; readonly type: string },
): boolean {
  const named = `LogicalResourceId/${logicalId}`;
  return (
    actions.some((pattern) => matches(pattern, action)) !== notActions &&
    resources.some((pattern) => matches(pattern, named)) !== notResources &&
    (ofType === undefined || ofType(type))
  );
}

/** `*` stands for any characters. */
function matches(pattern: string, text: string): boolean {
  const source = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${source.join('.*')}$`, 'i').test(text);
}

function parse(text: string): Statement[] {
  if (Buffer.byteLength(text) > MAX_BYTES) {
    throw invalid(`Stack policy may not exceed ${MAX_BYTES} bytes in size.`);
  }
  const policy = asRecord(parseJson(text), 'Invalid JSON in stack policy');
  if (!Object.hasOwn(policy, 'Statement')) throw invalid('Error validating stack policy: Missing Statement');
  return [policy.Statement].flat().map(statement);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('Error validating stack policy: Invalid JSON');
  }
}

function statement(value: unknown): Statement {
  const fields = asRecord(value, 'Invalid statement');
  const effect = fields.Effect;
  if (effect !== 'Allow' && effect !== 'Deny')
    throw invalid(`Error validating stack policy: Invalid Effect: ${effect}`);
  const principal = fields.Principal ?? asRecord(fields.NotPrincipal ?? {}, 'Invalid Principal');
  if (principal !== '*' && asRecord(principal, 'Invalid Principal').AWS !== '*') {
    throw invalid('Error validating stack policy: Only principal "*" is supported');
  }
  const [actions, notActions] = either(fields, 'Action', 'NotAction');
  const wrong = actions.find((action) => !/^(?:\*|Update:(?:\*|Modify|Replace|Delete))$/i.test(action));
  if (wrong !== undefined) throw invalid(`Error validating stack policy: Invalid action ${wrong}`);
  const [resources, notResources] = either(fields, 'Resource', 'NotResource');
  const stray = resources.find((resource) => resource !== '*' && !resource.startsWith('LogicalResourceId/'));
  if (stray !== undefined) throw invalid(`Error validating stack policy: Invalid resource ${stray}`);
  return { effect, actions, notActions, resources, notResources, ofType: typeTest(fields.Condition) };
}

function either(
  fields: Readonly<Record<string, unknown>>,
  name: string,
  negated: string,
): [readonly string[], boolean] {
  const isNegated = fields[name] === undefined;
  const values = isNegated ? fields[negated] : fields[name];
  if (values === undefined) throw invalid(`Error validating stack policy: Missing ${name}`);
  return [texts(values, name), isNegated];
}

/** Wildcards stand for themselves but with `StringLike`. */
function typeTest(condition: unknown): Statement['ofType'] {
  if (condition === undefined) return undefined;
  const tests = Object.entries(asRecord(condition, 'Invalid Condition')).map(([operator, keys]) => {
    const fields = asRecord(keys, 'Invalid Condition');
    const other = Object.keys(fields).find((key) => key !== 'ResourceType');
    if (!['StringEquals', 'StringLike'].includes(operator) || other !== undefined) {
      throw invalid(`Error validating stack policy: Unsupported condition ${operator} ${other ?? ''}`.trim());
    }
    const wanted = texts(fields.ResourceType, 'ResourceType');
    return (type: string) =>
      operator === 'StringLike' ? wanted.some((pattern) => matches(pattern, type)) : wanted.includes(type);
  });
  return (type) => tests.every((test) => test(type));
}

function texts(value: unknown, where: string): readonly string[] {
  const items = [value].flat();
  if (items.every((item) => typeof item === 'string')) return items;
  throw invalid(`Error validating stack policy: Invalid ${where}`);
}

function asRecord(value: unknown, problem: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid(`Error validating stack policy: ${problem}`);
  }
  return value as Readonly<Record<string, unknown>>;
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationError', message);
}
