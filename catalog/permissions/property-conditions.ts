/**
 * When a part of a resource type's permissions is asked for: "only where this property is set".
 *
 * A condition is one line of text:
 * - `LoggingConfiguration.Destination`: the property is present. Dots step into objects, lists are stepped through (any
 *   element will do), a number picks an element: `Replicas.1` is "there is a second replica".
 * - `LogDestinationType=s3`: the property is present and is that text, number or boolean.
 * - `ResourceArn~*:apigateway:*`: the text written in the property matches the pattern (`*` stands for any characters).
 *
 * Templates hold functions in place of values. `Fn::If` is looked into: either of its values may be there. Any other
 * function (`Ref`, `Fn::FindInMap`, …) counts as present and may equal anything, so `=` and longer paths hold, but for a path that ends in a function's own name (`ResourceArn.Ref`); `~` looks at the text written inside the function (`Fn::Sub` and `Fn::Join` parts), and
 * holds only if that shows it.
 */
export type PropertyCondition = string;

/** Whether the condition holds, or may hold, for the resource's properties as a template or an evaluation gives them. */
export function conditionHolds(condition: PropertyCondition, properties: unknown): boolean {
  const parsed = FORM.exec(condition);
  if (parsed === null) {
    throw new Error(`property condition: expected "Path", "Path=value" or "Path~pattern", got "${condition}"`);
  }
  const [, path = '', operator, operand = ''] = parsed;
  const found = valuesAt(properties, path.split('.'));
  if (operator === '=') return found.some((value) => isFunction(value) || String(value) === operand);
  if (operator === '~') return found.some((value) => matchesPattern(writtenText(value), operand));
  return found.length > 0;
}

const FORM = /^([A-Za-z0-9.:]+)(?:([=~])(.+))?$/;

/** Every value that the path reaches; an intrinsic function on the way is itself an answer, since it may hold anything. */
function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  const [step, ...rest] = path;
  const branches = step === 'Fn::If' ? undefined : eitherValue(value);
  if (branches !== undefined) return branches.flatMap((branch) => valuesAt(branch, path));
  if (step === undefined) return value === undefined || value === null ? [] : [value];
  if (Array.isArray(value)) {
    return /^\d+$/.test(step) ? valuesAt(value[Number(step)], rest) : value.flatMap((item) => valuesAt(item, path));
  }
  if (typeof value !== 'object' || value === null) return [];
  const next: unknown = Object.entries(value).find(([key]) => key === step)?.[1];
  if (next === undefined && isFunction(value) && !isFunctionName(step)) return [value];
  return valuesAt(next, rest);
}

/** The two values of an `Fn::If`, without the one that stands for no value. */
function eitherValue(value: unknown): unknown[] | undefined {
  if (typeof value !== 'object' || value === null || !('Fn::If' in value) || !Array.isArray(value['Fn::If'])) {
    return undefined;
  }
  return value['Fn::If'].slice(1).filter((branch: unknown) => !isNoValue(branch));
}

function isNoValue(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'Ref' in value && value.Ref === 'AWS::NoValue';
}

/** CloudFormation's intrinsic functions are objects with the one key `Ref` or `Fn::…`. */
function isFunction(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const [key, ...more] = Object.keys(value);
  return key !== undefined && more.length === 0 && isFunctionName(key);
}

function isFunctionName(key: string): boolean {
  return key === 'Ref' || key.startsWith('Fn::');
}

/** The text that stands in a value, functions included: `{ 'Fn::Join': ['', ['arn:', { Ref: 'P' }]] }` is `arn:P`. */
function writtenText(value: unknown): string {
  if (Array.isArray(value)) return value.map(writtenText).join('');
  if (typeof value === 'object' && value !== null) return Object.values(value).map(writtenText).join('');
  return value === undefined || value === null ? '' : String(value);
}

function matchesPattern(text: string, pattern: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(text);
}
