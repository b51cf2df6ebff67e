import { and, type Formula, not, or } from './formula';
import type { Expression } from './jinja';
import { lookUp, type Scope } from './names';
import type { Input } from './read-schema';
import { Untranslatable } from './refusal';
import { printed, type Value } from './value';

/** Value of an expression. @throws Untranslatable, BudgetSpent */
export function evaluate(expression: Expression, scope: Scope): Value {
  return scope.budget.spendValue(evaluated(expression, scope), expression.line);
}

function evaluated(expression: Expression, scope: Scope): Value {
  const { line } = expression;
  switch (expression.kind) {
    case 'literal':
      if (expression.value === null) throw new Untranslatable('none is no value of a template', line);
      return { kind: 'constant', value: expression.value };
    case 'path':
      return lookUp(expression.path, line, scope);
    case 'join':
      return concatenation(expression, scope);
    case 'if': {
      const yes = evaluate(expression.yes, scope);
      const no: Value = expression.no ? evaluate(expression.no, scope) : { kind: 'constant', value: '' };
      return choice(formulaOf(expression.condition, scope), yes, no);
    }
    case 'filter':
      return filtered(expression, scope);
    case 'unknown':
      throw new Untranslatable(`${expression.what} has no counterpart in a template`, line);
    default:
      throw new Untranslatable('what is true or false can only stand in a condition', line);
  }
}

function choice(condition: Formula, yes: Value, no: Value): Value {
  if (typeof condition === 'boolean') return condition ? yes : no;
  return { kind: 'choice', condition, yes, no };
}

function concatenation(expression: Extract<Expression, { kind: 'join' }>, scope: Scope): Value {
  const parts = [expression.left, expression.right].flatMap((part): readonly Value[] => {
    const value = evaluate(part, scope);
    if (value.kind === 'input' && (value.input.type === 'list' || value.input.type === 'number')) {
      throw new Untranslatable(`${value.input.name} isn't text, so what joining it gives isn't certain`, part.line);
    }
    return value.kind === 'join' ? value.parts : [value];
  });
  return { kind: 'join', parts };
}

/** Filters of Jinja that give the same for the same text, whoever computes them. */
const PURE: Readonly<Record<string, (text: string) => string>> = {
  upper: (text) => text.toUpperCase(),
  lower: (text) => text.toLowerCase(),
  trim: (text) => text.trim(),
};

function filtered(expression: Extract<Expression, { kind: 'filter' }>, scope: Scope): Value {
  const { name, args, line } = expression;
  if (name === 'default' || name === 'd') return withDefault(expression, scope);
  const value = evaluate(expression.value, scope);
  const pure = Object.hasOwn(PURE, name) ? PURE[name] : undefined;
  if (pure && args.length === 0) return mapped(value, pure, name, line);
  if (name === 'string' && value.kind !== 'eachOf') return value;
  if (name === 'int' && value.kind === 'input' && value.input.parameter.Type === 'Number') {
    throw new Untranslatable('the filter int cuts a fraction off, which a template can not', line);
  }
  const [separator] = args;
  if (name === 'join' && value.kind === 'input' && value.input.type === 'list') {
    const text = separator === undefined ? '' : separator.kind === 'literal' ? String(separator.value) : undefined;
    if (text === undefined) throw new Untranslatable('the text to join with must be a constant', line);
    return { kind: 'function', json: { 'Fn::Join': [text, { Ref: value.input.parameterName }] } };
  }
  if (name === 'proton_cfn_sanitize') return sanitized(value, line);
  throw new Untranslatable(`the filter ${name} has no counterpart in a template`, line);
}

/** A filter that can be computed now, for each value that there may be. */
function mapped(value: Value, map: (text: string) => string, filter: string, line: number): Value {
  const values = value.kind === 'input' ? value.input.values : undefined;
  if (value.kind === 'constant') return { kind: 'constant', value: map(printed(value.value)) };
  if (value.kind === 'choice') {
    const branch = (part: Value) => mapped(part, map, filter, line);
    return choice(value.condition, branch(value.yes), branch(value.no));
  }
  if (value.kind !== 'input' || values === undefined || value.input.type !== 'text') {
    throw new Untranslatable(`the filter ${filter} needs to know every value: give the input an enum`, line);
  }
  const all = value.input.optional ? [...values, ''] : values;
  return all
    .slice(0, -1)
    .reduceRight<Value>(
      (rest, text) =>
        choice({ input: value.input.parameterName, equals: text }, { kind: 'constant', value: map(text) }, rest),
      { kind: 'constant', value: map(all.at(-1) ?? '') },
    );
}

/** Names that Proton's own filter lets through: https://docs.aws.amazon.com/proton/latest/userguide/parameter-filters.html */
const SANE = /^[a-zA-Z0-9_-]*$/;

function sanitized(value: Value, line: number): Value {
  const values =
    value.kind === 'input' ? value.input.values : value.kind === 'constant' ? [printed(value.value)] : undefined;
  const pattern = value.kind === 'input' ? value.input.parameter.AllowedPattern : undefined;
  if (values?.every((text) => SANE.test(text)) || (pattern && /^\^\[[a-zA-Z0-9_-]+\][*+]\$$/.test(pattern)))
    return value;
  if (value.kind === 'function' && 'Ref' in Object(value.json)) return value;
  throw new Untranslatable(
    'the filter proton_cfn_sanitize refuses some values: give the input an enum, or a pattern such as ^[a-zA-Z0-9_-]+$',
    line,
  );
}

function withDefault({ value: given, args, line }: Extract<Expression, { kind: 'filter' }>, scope: Scope): Value {
  const value = evaluate(given, scope);
  const [fallback, alsoWhenFalse] = args;
  const other: Value = fallback ? evaluate(fallback, scope) : { kind: 'constant', value: '' };
  if (alsoWhenFalse?.kind === 'literal' && alsoWhenFalse.value === true) {
    return choice(truthOf(value, line), value, other);
  }
  // Nothing at all is printed as empty text.
  if (value.kind === 'input' && value.input.type === 'text' && other.kind === 'constant' && other.value === '')
    return value;
  if (alsoWhenFalse) throw new Untranslatable('whether the default is for false values too must be a constant', line);
  if (value.kind !== 'input') {
    if (value.kind === 'function' && !JSON.stringify(value.json).includes('Fn::ImportValue')) return value;
    throw new Untranslatable("a template can't tell whether this exists, so when to take the default", line);
  }
  return choice(isGiven(value.input, line), value, other);
}

function isGiven(input: Input, line: number): Formula {
  if (!input.optional) return true;
  if (input.mayBeEmpty) {
    const advice = 'give it a default in the schema, or a minLength of 1';
    throw new Untranslatable(`${input.name} may be empty, which can't be told from not being given: ${advice}`, line);
  }
  return not({ input: input.parameterName, equals: '' });
}

/** Condition that an expression is. @throws Untranslatable, BudgetSpent */
export function formulaOf(expression: Expression, scope: Scope): Formula {
  return scope.budget.spendFormula(conditionOf(expression, scope), expression.line);
}

function conditionOf(expression: Expression, scope: Scope): Formula {
  const { line } = expression;
  switch (expression.kind) {
    case 'not':
      return not(formulaOf(expression.value, scope));
    case 'and':
      return and(formulaOf(expression.left, scope), formulaOf(expression.right, scope));
    case 'or':
      return or(formulaOf(expression.left, scope), formulaOf(expression.right, scope));
    case 'compare':
      return comparison(expression, scope);
    case 'in': {
      const { left, right } = expression;
      if (right.kind !== 'list') throw new Untranslatable('only a list that is written out can be looked into', line);
      return right.items
        .map((item) => equality(left, item, line, scope))
        .reduce<Formula>((any, one) => or(any, one), false);
    }
    case 'is': {
      const value = evaluate(expression.value, scope);
      const defined = expression.test === 'defined' || expression.test === 'undefined';
      if (!defined || value.kind !== 'input') {
        throw new Untranslatable(`the test "is ${expression.test}" has no counterpart here`, line);
      }
      const given = isGiven(value.input, line);
      return expression.test === 'defined' ? given : not(given);
    }
    default:
      return truthOf(evaluate(expression, scope), line);
  }
}

function truthOf(value: Value, line: number): Formula {
  switch (value.kind) {
    case 'constant':
      return value.value !== '' && value.value !== 0 && value.value !== false;
    case 'choice': {
      const { condition, yes, no } = value;
      return or(and(condition, truthOf(yes, line)), and(not(condition), truthOf(no, line)));
    }
    case 'input': {
      const { type, parameterName: input, parameter } = value.input;
      if (type === 'boolean') return { input, equals: 'true' };
      if (type === 'number') return not({ input, equals: '0' });
      if (type === 'text') return parameter.MinLength && !value.input.optional ? true : not({ input, equals: '' });
      throw new Untranslatable(`a template can't ask how long the list ${value.input.name} is`, line);
    }
    case 'function':
      // Names are never empty.
      if ('Ref' in Object(value.json)) return true;
      break;
    default:
  }
  throw new Untranslatable('conditions know parameters only, not what is imported or made of several values', line);
}

function comparison(expression: Extract<Expression, { kind: 'compare' }>, scope: Scope): Formula {
  const { operator, left, right, line } = expression;
  if (operator === '==') return equality(left, right, line, scope);
  if (operator === '!=') return not(equality(left, right, line, scope));
  throw new Untranslatable(`conditions compare for equality only, not by ${operator}`, line);
}

function equality(left: Expression, right: Expression, line: number, scope: Scope): Formula {
  const values = [evaluate(left, scope), evaluate(right, scope)] as const;
  const [one, other] = values[0].kind === 'constant' ? [values[1], values[0]] : values;
  if (other.kind !== 'constant') throw new Untranslatable('conditions compare with constants only', line);
  if (one.kind === 'constant') return one.value === other.value;
  if (one.kind === 'choice') {
    throw new Untranslatable('conditions compare inputs, not what other conditions choose', line);
  }
  if (one.kind === 'function' && 'Ref' in Object(one.json) && typeof other.value === 'string') {
    return { input: String((one.json as { Ref: string }).Ref), equals: other.value };
  }
  if (one.kind !== 'input' || one.input.type === 'list') {
    throw new Untranslatable('conditions know parameters only, not what is imported or made of several values', line);
  }
  const { type, parameterName: input, values: known, optional } = one.input;
  const expected = { text: 'string', number: 'number', boolean: 'boolean' }[type];
  // Jinja never finds values of two types equal.
  if (typeof other.value !== expected) return false;
  const equals = String(other.value);
  if (known && !known.includes(equals) && !(optional && equals === '')) return false;
  if (optional && equals === '') {
    throw new Untranslatable(
      `${one.input.name} may be missing, which isn't the same as empty: test "if ${one.input.name}"`,
      line,
    );
  }
  return { input, equals };
}
