import { asIntrinsic } from './intrinsic';
import { isObject, nestsDeeperThan, own, sameJson, scalarText } from './json';
import { parameterType } from './parameter-types';
import { checkRule } from './structure';
import { TemplateError } from './template-error';
import type { Json, ParameterValues, PseudoParameters, Template, TemplateRule } from './types';

/** Context in which rules are judged. */
export interface RuleContext {
  /** The template whose parameters the rules are about. */
  readonly template: Template;
  readonly parameters: ParameterValues;
  readonly pseudo: PseudoParameters;
  /** For `Fn::ValueOf` and `Fn::ValueOfAll`: an attribute (`VpcId`, `Tags.Environment`, …) of what a parameter names. */
  attribute?(parameterType: string, value: string, attribute: string): string | undefined;
  /** For `Fn::RefAll`: every value of a parameter type in the account and region. */
  all?(parameterType: string): string[];
}

type Rules = Readonly<Record<string, TemplateRule>>;

/** Assertion of a rule that doesn't hold. */
export interface BrokenAssertion {
  /** Its `AssertDescription`. */
  readonly text: string;
  /** Names of the parameters that it looks at, those of the rule's condition left out. */
  readonly parameters: readonly string[];
}

/**
 * The assertions that fail, in the rules' order; none when the parameters satisfy every rule. A rule whose condition does not
 * hold is not judged.
 *
 * @throws TemplateError when a rule uses a function that rules don't have, or asks what the context cannot tell.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html
 */
export function brokenAssertions(rules: Rules, context: RuleContext): BrokenAssertion[] {
  return Object.entries(rules).flatMap(([name, { RuleCondition: condition, Assertions }]) => {
    if (condition !== undefined && !holds(condition, context)) return [];
    return Assertions.filter(({ Assert }) => !holds(Assert, context)).map(({ Assert, AssertDescription }) => ({
      text: AssertDescription ?? `Rule ${name}: assertion failed`,
      parameters: [...new Set(parametersIn(Assert))].filter((one) => own(context.parameters, one) !== undefined),
    }));
  });
}

/** The messages of all assertions that fail; see `brokenAssertions`. */
export function ruleProblems(rules: Rules, context: RuleContext): string[] {
  return brokenAssertions(rules, context).map(({ text }) => text);
}

function parametersIn(expression: Json): string[] {
  if (Array.isArray(expression)) return expression.flatMap(parametersIn);
  const call = asIntrinsic(expression);
  if (call === undefined) return [];
  const { name, argument } = call;
  if (name === 'Ref') return typeof argument === 'string' ? [argument] : [];
  if (name === 'Fn::ValueOf') return Array.isArray(argument) && typeof argument[0] === 'string' ? [argument[0]] : [];
  return parametersIn(argument);
}

/**
 * Reads the parameters of a Service Catalog template constraint: `{"Rules": {…}}`, or the rules alone.
 *
 * @throws TemplateError when it is not JSON, or a rule has the wrong form.
 * @see https://docs.aws.amazon.com/servicecatalog/latest/adminguide/reference-template_constraint_rules.html
 */
export function parseTemplateConstraint(text: string): Record<string, TemplateRule> {
  const rules = rulesIn(text);
  for (const [name, rule] of Object.entries(rules)) checkRule(name, rule);
  // `checkRule` has checked the form of each.
  return rules as unknown as Record<string, TemplateRule>;
}

function rulesIn(text: string) {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new TemplateError('Template format error: JSON not well-formed.');
  }
  const outer = isObject(json) && !nestsDeeperThan(json, 100) ? json : undefined;
  const rules = outer && ('Rules' in outer ? outer.Rules : outer);
  if (!isObject(rules) || Object.keys(rules).length === 0) {
    throw new TemplateError('Template format error: At least one Rules member must be defined.');
  }
  return rules;
}

function holds(expression: Json, context: RuleContext): boolean {
  const value = evaluate(expression, context);
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw new TemplateError(
    'Template format error: Rule conditions and assertions must be rule functions that say true or false',
  );
}

type RuleFunction = { arity: readonly [number, number]; apply(argument: Json[], context: RuleContext): Json };

const texts = (value: Json): Json[] => (Array.isArray(value) ? value : [value]).map((item) => scalarText(item) ?? item);
const contains = (items: Json, item: Json): boolean =>
  texts(items).some((one) => sameJson(one, scalarText(item) ?? item));

/**
 * The functions that rules have; no other intrinsic function may stand in a rule.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-rules.html
 */
const FUNCTIONS: Readonly<Record<string, RuleFunction>> = {
  'Fn::And': { arity: [2, 10], apply: (items, context) => items.every((item) => holds(item, context)) },
  'Fn::Or': { arity: [2, 10], apply: (items, context) => items.some((item) => holds(item, context)) },
  'Fn::Not': { arity: [1, 1], apply: (items, context) => !items.some((item) => holds(item, context)) },
  'Fn::If': {
    arity: [3, 3],
    apply: ([condition = null, yes = null, no = null], context) =>
      evaluate(holds(condition, context) ? yes : no, context),
  },
  'Fn::Equals': {
    arity: [2, 2],
    apply: (items, context) => {
      const [left, right] = items.map((item) => texts(evaluate(item, context)));
      return sameJson(left, right);
    },
  },
  'Fn::Contains': {
    arity: [2, 2],
    apply: ([items = null, item = null], context) => contains(evaluate(items, context), evaluate(item, context)),
  },
  'Fn::EachMemberEquals': {
    arity: [2, 2],
    apply: ([items = null, item = null], context) => {
      const wanted = evaluate(item, context);
      return texts(evaluate(items, context)).every((one) => contains(one, wanted));
    },
  },
  'Fn::EachMemberIn': {
    arity: [2, 2],
    apply: ([items = null, allowed = null], context) => {
      const all = evaluate(allowed, context);
      return texts(evaluate(items, context)).every((one) => contains(all, one));
    },
  },
  'Fn::RefAll': { arity: [1, 1], apply: ([type = null], context) => everyValue('Fn::RefAll', type, context) },
  'Fn::ValueOf': {
    arity: [2, 2],
    apply: ([parameter = null, attribute = null], context) => {
      const name = scalarText(parameter) ?? '';
      const type = parameterType(own(context.template.Parameters, name)?.Type ?? '');
      const value = own(context.parameters, name);
      if (type === undefined || value === undefined) {
        throw new TemplateError(`Template error: Fn::ValueOf references undefined parameter ${name}`);
      }
      const values = [value].flat().map((item) => attributeOf('Fn::ValueOf', type.element, item, attribute, context));
      return Array.isArray(value) ? values : (values[0] ?? '');
    },
  },
  'Fn::ValueOfAll': {
    arity: [2, 2],
    apply: ([type = null, attribute = null], context) =>
      everyValue('Fn::ValueOfAll', type, context).map((value) =>
        attributeOf('Fn::ValueOfAll', scalarText(type) ?? '', value, attribute, context),
      ),
  },
};

function evaluate(expression: Json, context: RuleContext): Json {
  if (Array.isArray(expression)) return expression.map((item) => evaluate(item, context));
  const call = asIntrinsic(expression);
  if (call === undefined) return expression;
  if (call.name === 'Ref') return referenced(call.argument, context);
  const known = Object.hasOwn(FUNCTIONS, call.name) ? FUNCTIONS[call.name] : undefined;
  if (known === undefined) {
    const names = ['Ref', ...Object.keys(FUNCTIONS)].join(', ');
    throw new TemplateError(
      `Template error: Encountered unsupported function: ${call.name} Supported functions are: [${names}]`,
    );
  }
  const [least, most] = known.arity;
  const items = Array.isArray(call.argument) ? call.argument : [call.argument];
  if (items.length < least || items.length > most) {
    const count = least === most ? `${least}` : `${least} to ${most}`;
    throw new TemplateError(
      `Template error: every ${call.name} object requires ${count} parameters, got ${items.length}`,
    );
  }
  return known.apply(items, context);
}

function referenced(name: Json, { parameters, pseudo }: RuleContext): Json {
  const text = scalarText(name) ?? '';
  const value: string | readonly string[] | undefined = own(parameters, text) ?? own({ ...pseudo }, text);
  if (value === undefined) {
    throw new TemplateError(
      `Template format error: Unresolved dependencies [${text}]. Cannot reference resources in the Rules block of the template`,
    );
  }
  return typeof value === 'string' ? value : [...value];
}

function everyValue(by: string, type: Json, { all }: RuleContext): string[] {
  if (all === undefined) throw cannotJudge(by);
  return all(scalarText(type) ?? '');
}

function attributeOf(
  by: string,
  type: string,
  value: string,
  attribute: Json,
  { attribute: read }: RuleContext,
): string {
  if (read === undefined) throw cannotJudge(by);
  return read(type, value, scalarText(attribute) ?? '') ?? '';
}

function cannotJudge(by: string): TemplateError {
  return new TemplateError(`Template error: ${by} asks for resources of the account, which cannot be looked up here`);
}
