import { matchesWhole } from './java-pattern';
import { own, scalarText } from './json';
import { type ParameterType, parameterType } from './parameter-types';
import { TemplateError } from './template-error';
import type { ParameterValue, Template, TemplateParameter } from './types';

/** Lookup of what an account knows and a template doesn't. */
export interface ParameterLookup {
  /** Whether a value of an AWS-specific type (`AWS::EC2::VPC::Id`, …) exists. Absent: only its shape is checked. */
  exists?(type: string, value: string): boolean;
  /** The value of an SSM parameter, `undefined` when there is none. Absent: no SSM parameter exists. */
  ssm?(name: string): string | undefined;
}

/** Ways in which values are given besides directly. */
export interface ParameterOptions {
  /** Values of the running stack, as they were given to it. */
  readonly previous?: Readonly<Record<string, string>>;
  /** Names for which `UsePreviousValue` was asked. */
  readonly usePrevious?: ReadonlySet<string>;
  readonly lookup?: ParameterLookup;
}

type Given = Readonly<Record<string, string>>;

/**
 * Everything that is wrong with the parameters given for a template, in CloudFormation's words; empty when all is well.
 *
 * Names come first (unknown, missing), then values in the template's order, one message a parameter.
 */
export function parameterProblems(template: Template, given: Given, options: ParameterOptions = {}): string[] {
  return nameProblems(template, given, options) ?? resolveAll(template, given, options).problems;
}

/**
 * The values of all parameters: given ones, previous ones where asked for, and defaults; checked, with lists split and
 * SSM parameters looked up.
 *
 * @throws TemplateError with the first problem that `parameterProblems` finds.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
 */
export function resolveParameters(
  template: Template,
  given: Given,
  options: ParameterOptions = {},
): Record<string, ParameterValue> {
  const names = nameProblems(template, given, options);
  const { values, problems } =
    names === undefined ? resolveAll(template, given, options) : { values: {}, problems: names };
  const [first] = problems;
  if (first !== undefined) throw new TemplateError(first);
  return values;
}

/** The text that a parameter is given, before it is checked or split; `undefined` when it has none. */
export function givenValue(
  name: string,
  parameter: TemplateParameter,
  given: Given,
  options: ParameterOptions = {},
): string | undefined {
  if (options.usePrevious?.has(name)) return own(options.previous, name);
  return own(given, name) ?? scalarText(parameter.Default);
}

/** Refuses constraints that don't fit their type, and defaults that break them, as ValidateTemplate does. */
export function checkConstraints(template: Template): void {
  for (const [name, parameter] of Object.entries(template.Parameters ?? {})) {
    const type = parameterType(parameter.Type);
    const problem = type && (misplacedConstraint(parameter, type) ?? invalidPattern(parameter));
    if (problem !== undefined) throw new TemplateError(`Template error: Parameter '${name}' ${problem}`);
    const value = scalarText(parameter.Default);
    if (value === undefined || type === undefined || type.fromSsm || type.shape) continue;
    const broken = constraintProblem(name, parameter, type, value);
    if (broken !== undefined) throw new TemplateError(broken);
  }
}

function misplacedConstraint(parameter: TemplateParameter, { element, list }: ParameterType): string | undefined {
  const wrong = (keys: readonly (keyof TemplateParameter)[], where: string) => {
    const key = keys.find((one) => parameter[one] !== undefined);
    return key && `${key} must be on a parameter of type ${where}`;
  };
  if (element === 'Number') return wrong(['MinLength', 'MaxLength', 'AllowedPattern'], 'String');
  return wrong(['MinValue', 'MaxValue'], 'Number') ?? (list ? wrong(['MinLength', 'MaxLength'], 'String') : undefined);
}

function invalidPattern({ AllowedPattern: pattern }: TemplateParameter): string | undefined {
  const readable = pattern === undefined || matchesWhole(String(pattern), '') !== undefined;
  return readable ? undefined : 'AllowedPattern must be a valid regular expression.';
}

function nameProblems(template: Template, given: Given, options: ParameterOptions): string[] | undefined {
  const declared = template.Parameters ?? {};
  const unknown = [...new Set([...Object.keys(given), ...(options.usePrevious ?? [])])].filter(
    (name) => own(declared, name) === undefined,
  );
  if (unknown.length > 0) return [`Parameters: [${unknown.join(', ')}] do not exist in the template`];
  for (const name of options.usePrevious ?? []) {
    const fault =
      own(given, name) !== undefined
        ? 'Cannot specify both a value and usePreviousValue as true'
        : own(options.previous, name) === undefined
          ? 'Cannot specify usePreviousValue as true for a parameter key not in the previous template'
          : undefined;
    if (fault !== undefined) return [`Invalid input for parameter key ${name}. ${fault}`];
  }
  const missing = Object.entries(declared)
    .filter(([name, parameter]) => givenValue(name, parameter, given, options) === undefined)
    .map(([name]) => name);
  return missing.length > 0 ? [`Parameters: [${missing.join(', ')}] must have values`] : undefined;
}

function resolveAll(template: Template, given: Given, options: ParameterOptions) {
  const values: [string, ParameterValue][] = [];
  const problems: string[] = [];
  for (const [name, parameter] of Object.entries(template.Parameters ?? {})) {
    const type = parameterType(parameter.Type);
    const text = givenValue(name, parameter, given, options);
    if (type === undefined || text === undefined) continue;
    const { value, problem } = resolveOne(name, parameter, type, text, options.lookup ?? {});
    if (problem === undefined) values.push([name, value]);
    else problems.push(problem);
  }
  return { values: Object.fromEntries(values), problems };
}

function resolveOne(
  name: string,
  parameter: TemplateParameter,
  type: ParameterType,
  text: string,
  lookup: ParameterLookup,
): { value: ParameterValue; problem?: string } {
  const constraint = constraintProblem(name, parameter, type, text);
  if (constraint !== undefined) return { value: text, problem: constraint };
  const stored = type.fromSsm ? lookup.ssm?.(text) : text;
  if (stored === undefined) {
    return { value: text, problem: `Unable to fetch parameters [${text}] from parameter store for this account.` };
  }
  const value = type.list ? listItems(stored) : stored;
  const missing = [value].flat().find((item) => !existsAs(type, item, lookup));
  return missing === undefined
    ? { value }
    : {
        value,
        problem: `Parameter validation failed: parameter value ${missing} for parameter name ${name} does not exist`,
      };
}

function existsAs({ element, shape }: ParameterType, item: string, lookup: ParameterLookup): boolean {
  return shape === undefined || (shape.test(item) && (lookup.exists?.(element, item) ?? true));
}

/** The members of a list parameter, without the spaces around them. An empty text is one empty member. */
export function listItems(text: string): string[] {
  return text.split(',').map((item) => item.trim());
}

/** Problem that the constraints of the declaration have with a given text; of an SSM type, against the name. */
function constraintProblem(
  name: string,
  parameter: TemplateParameter,
  type: ParameterType,
  text: string,
): string | undefined {
  const fault = firstFault(parameter, type, text);
  if (fault === undefined) return undefined;
  const { ConstraintDescription: description } = parameter;
  return description === undefined
    ? `Parameter '${name}' ${fault}`
    : `Parameter ${name} failed to satisfy constraint: ${description}`;
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

function firstFault(parameter: TemplateParameter, type: ParameterType, text: string): string | undefined {
  const items = type.list && !type.fromSsm ? listItems(text) : [text];
  if (type.element === 'Number' && !items.every((item) => NUMBER.test(item.trim()))) return 'must be a number.';
  const { AllowedValues: allowed, AllowedPattern: pattern } = parameter;
  if (allowed !== undefined && !items.every((item) => allowed.some((one) => String(one) === item))) {
    return 'must be one of AllowedValues';
  }
  if (pattern !== undefined && !items.every((item) => matchesWhole(String(pattern), item) === true)) {
    return `must match pattern ${pattern}`;
  }
  return lengthFault(parameter, text) ?? rangeFault(parameter, type, items);
}

function lengthFault({ MinLength: least, MaxLength: most }: TemplateParameter, text: string): string | undefined {
  if (least !== undefined && text.length < Number(least)) return `must contain at least ${least} characters`;
  if (most !== undefined && text.length > Number(most)) return `must contain at most ${most} characters`;
  return undefined;
}

function rangeFault(
  { MinValue: least, MaxValue: most }: TemplateParameter,
  type: ParameterType,
  items: readonly string[],
): string | undefined {
  if (type.element !== 'Number') return undefined;
  if (least !== undefined && items.some((item) => Number(item) < Number(least))) {
    return `must be a number not less than ${least}`;
  }
  if (most !== undefined && items.some((item) => Number(item) > Number(most))) {
    return `must be a number not greater than ${most}`;
  }
  return undefined;
}
