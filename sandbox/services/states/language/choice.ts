import type { Json } from '../../../../catalog/template';
import { lookUp, type Scope } from './expression';
import { runtimeError } from './failure';
import { instantOf } from './timestamp';

/** Rule of a `Choice` state: `And`, `Or` or `Not` of rules, or a test of a variable by the one operator that it names. */
export interface ChoiceRule {
  readonly And?: readonly ChoiceRule[];
  readonly Or?: readonly ChoiceRule[];
  readonly Not?: ChoiceRule;
  readonly Variable?: string;
  readonly [operator: string]: unknown;
}

/** Kinds of value that operators are for, by the beginning of their names: what a value is compared as, if it is one. */
const KINDS: Readonly<Record<string, (value: unknown) => string | number | boolean | undefined>> = {
  String: (value) => (typeof value === 'string' ? value : undefined),
  Numeric: (value) => (typeof value === 'number' ? value : undefined),
  Boolean: (value) => (typeof value === 'boolean' ? value : undefined),
  Timestamp: instantOf,
};

/** Tests of what a value is. */
const IS: Readonly<Record<string, (value: Json) => boolean>> = {
  IsNull: (value) => value === null,
  IsNumeric: (value) => typeof value === 'number',
  IsString: (value) => typeof value === 'string',
  IsBoolean: (value) => typeof value === 'boolean',
  IsTimestamp: (value) => instantOf(value) !== undefined,
};

type Comparable = string | number | boolean;

const COMPARISONS: Readonly<Record<string, (left: Comparable, right: Comparable) => boolean>> = {
  Equals: (left, right) => left === right,
  LessThan: (left, right) => left < right,
  LessThanEquals: (left, right) => left <= right,
  GreaterThan: (left, right) => left > right,
  GreaterThanEquals: (left, right) => left >= right,
};

const OPERATOR = /^(String|Numeric|Boolean|Timestamp)(Equals|(?:LessThan|GreaterThan)(?:Equals)?)(Path)?$/;

/**
 * Whether a rule holds. A comparison of values of which one isn't of the operator's kind doesn't.
 *
 * @throws StateError `States.Runtime` where a variable isn't there, unless `IsPresent` asks for it.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html
 */
export function holds(rule: ChoiceRule, scope: Scope): boolean {
  if (rule.And) return rule.And.every((each) => holds(each, scope));
  if (rule.Or) return rule.Or.some((each) => holds(each, scope));
  if (rule.Not) return !holds(rule.Not, scope);
  const value = lookUp(rule.Variable ?? '', scope);
  if (rule.IsPresent !== undefined) return (value !== undefined) === rule.IsPresent;
  if (value === undefined) throw invalid(rule.Variable);
  for (const [name, operand] of Object.entries(rule)) {
    const is = IS[name];
    if (is) return is(value) === operand;
    if (name === 'StringMatches') return typeof value === 'string' && isLike(value, String(operand));
    const [, kind, comparison, isPath] = OPERATOR.exec(name) ?? [];
    if (kind === undefined || comparison === undefined) continue;
    const read = KINDS[kind];
    const left = read?.(value);
    const right = read?.(isPath ? present(String(operand), scope) : operand);
    return left !== undefined && right !== undefined && COMPARISONS[comparison]?.(left, right) === true;
  }
  throw runtimeError(`The sandbox knows no operator of the choice rule ${JSON.stringify(rule)}`);
}

function present(path: string, scope: Scope): Json {
  const value = lookUp(path, scope);
  if (value === undefined) throw invalid(path);
  return value;
}

function invalid(path: string | undefined): Error {
  return runtimeError(`Invalid path '${path}': The choice state's condition path references an invalid value.`);
}

/** Whether a text is of a pattern, in which `*` stands for any characters and a backslash takes a `*` or itself as it is. */
function isLike(text: string, pattern: string): boolean {
  const parts = pattern.match(/\\[*\\]|[^\\]/gsu) ?? [];
  if (parts.join('') !== pattern) {
    throw runtimeError(`StringMatches has a backslash before neither * nor \\: ${pattern}`);
  }
  const pieces = [''];
  for (const part of parts) {
    if (part === '*') pieces.push('');
    else pieces.push((pieces.pop() ?? '') + part.replace(/^\\(?=.)/s, ''));
  }
  const [first = '', ...between] = pieces;
  const last = between.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let end = first.length;
  for (const piece of between) {
    const at = text.indexOf(piece, end);
    if (at < 0) return false;
    end = at + piece.length;
  }
  return text.length - last.length >= end && text.endsWith(last);
}
