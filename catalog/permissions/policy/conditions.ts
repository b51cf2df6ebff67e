import { type Operator, operatorNamed, type WantedValue } from './comparisons';
import { contextValues, type RequestContext } from './context';
import { type ConditionElement, listOf } from './document';
import { fillVariables } from './variables';
import { every, not, some, type Verdict } from './verdict';

/** A condition operator taken apart: `ForAnyValue:StringLikeIfExists`. */
export interface ParsedOperator {
  readonly set: 'ForAllValues' | 'ForAnyValue' | undefined;
  readonly base: 'Null' | Operator;
  readonly ifExists: boolean;
}

/** Takes an operator's name apart; undefined for one that IAM doesn't have. */
export function parseOperator(name: string): ParsedOperator | undefined {
  const [, set, stem = '', ifExists] = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/.exec(name) ?? [];
  const base = stem === 'Null' && ifExists === undefined ? 'Null' : operatorNamed(stem);
  if (base === undefined) return undefined;
  return {
    set: set === 'ForAllValues' || set === 'ForAnyValue' ? set : undefined,
    base,
    ifExists: ifExists !== undefined,
  };
}

/**
 * Whether a statement's `Condition` holds for a request: all operators and all keys together, any one of a key's values.
 * A missing key makes an operator false, a negated one true, and one with `IfExists` true.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 *
 * @param version of the policy, which says whether there are policy variables.
 */
export function conditionVerdict(
  condition: ConditionElement | undefined,
  version: string | undefined,
  context: RequestContext,
): Verdict {
  return every(
    Object.entries(condition ?? {}).flatMap(([name, keys]) => {
      const operator = parseOperator(name);
      if (operator === undefined) return [{ unknown: `there is no condition operator ${name}` }];
      return Object.entries(keys).map(([key, values]) => {
        const wanted = listOf(values).map(String);
        return keyVerdict(operator, key, wanted, version, context);
      });
    }),
  );
}

function keyVerdict(
  { set, base, ifExists }: ParsedOperator,
  key: string,
  wanted: readonly string[],
  version: string | undefined,
  context: RequestContext,
): Verdict {
  const actual = contextValues(context, key);
  if ('unknown' in actual) return { unknown: `the value of ${key} is not known` };
  const missing = actual.length === 0;
  if (base === 'Null') return some(wanted.map((value) => (value.toLowerCase() === 'true') === missing));
  if (missing) return ifExists || (set === undefined ? base.negated : set === 'ForAllValues');

  const oneVerdict = (value: string): Verdict => {
    const agrees = some(wanted.map((each) => comparison(base, value, each, version, context)));
    return base.negated ? not(agrees) : agrees;
  };
  if (set === 'ForAllValues') return every(actual.map(oneVerdict));
  if (set === 'ForAnyValue') return some(actual.map(oneVerdict));
  const [single, ...more] = actual;
  if (single === undefined || more.length > 0) {
    return { unknown: `${key} has several values: only ForAllValues and ForAnyValue say how to compare them` };
  }
  return oneVerdict(single);
}

function comparison(
  { compare }: Operator,
  actual: string,
  wanted: string,
  version: string | undefined,
  context: RequestContext,
): Verdict {
  const filled = fillVariables(wanted, version, context);
  if ('unknown' in filled) return filled;
  const value: WantedValue = { pattern: filled.pattern, text: written(filled.pattern) };
  return compare(actual, value);
}

/** The pattern as text, its wildcards as the characters they are written with. */
function written(pattern: WantedValue['pattern']): string {
  return pattern.map((each) => (typeof each === 'string' ? each : (each.description ?? ''))).join('');
}
