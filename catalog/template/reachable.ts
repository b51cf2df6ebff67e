import { asIntrinsic } from './intrinsic';
import { isObject, own } from './json';
import type { Json, JsonObject, Template } from './types';

/** Expressions of conditions that are known to hold or not, as JSON, with conditions that they name written out. */
type Known = ReadonlyMap<string, boolean>;

/**
 * The template without the branches of `Fn::If` that are never taken: what stands under a condition, of its resource or of an
 * `Fn::If` around it, has decided what that condition implies. Nothing comes to another value by it.
 *
 * cfn-lint warns of such branches: https://github.com/aws-cloudformation/cfn-lint/blob/main/docs/rules.md (W1028)
 */
export function withoutUnreachable(template: Template): Template {
  const { Conditions, Resources, Outputs } = template;
  const written = (condition: Json): Json => writtenOut(condition, Conditions);
  const inSection = <Entry extends { readonly Condition?: string }>(entries: Readonly<Record<string, Entry>>) =>
    mapValues(entries, (entry) => {
      const { Condition } = entry;
      const known = Condition === undefined ? new Map() : assuming(new Map(), written({ Condition }), true);
      return mapValues(entry as unknown as JsonObject, (part) => fold(part, known, written)) as unknown as Entry;
    });
  return { ...template, Resources: inSection(Resources), ...(Outputs && { Outputs: inSection(Outputs) }) };
}

function fold(json: Json, known: Known, written: (condition: Json) => Json): Json {
  if (Array.isArray(json)) return json.map((item) => fold(item, known, written));
  if (!isObject(json)) return json;
  const [Condition, yes, no] = branches(json);
  if (typeof Condition !== 'string' || yes === undefined || no === undefined) {
    return mapValues(json, (value) => fold(value, known, written));
  }
  const expression = written({ Condition });
  const holds = verdict(expression, known);
  if (holds !== undefined) return fold(holds ? yes : no, known, written);
  const branch = (value: Json, taken: boolean) => fold(value, assuming(known, expression, taken), written);
  return { 'Fn::If': [Condition, branch(yes, true), branch(no, false)] };
}

function branches(json: JsonObject): readonly Json[] {
  const call = asIntrinsic(json);
  return call?.name === 'Fn::If' && Array.isArray(call.argument) ? call.argument : [];
}

/** An expression with the conditions that it names in their own words. */
function writtenOut(expression: Json, conditions: Template['Conditions']): Json {
  if (Array.isArray(expression)) return expression.map((item) => writtenOut(item, conditions));
  if (!isObject(expression)) return expression;
  const { Condition: name } = expression;
  const named = typeof name === 'string' ? own(conditions, name) : undefined;
  if (named !== undefined) return writtenOut(named, conditions);
  return mapValues(expression, (value) => writtenOut(value, conditions));
}

/** Facts that follow once an expression holds, or doesn't: itself, and those about its parts. */
function assuming(known: Known, expression: Json, holds: boolean): Known {
  const more = new Map(known).set(JSON.stringify(expression), holds);
  const call = isObject(expression) ? asIntrinsic(expression) : undefined;
  const parts = Array.isArray(call?.argument) ? call.argument : [];
  if (call?.name === 'Fn::Not') return parts.reduce<Known>((all, part) => assuming(all, part, !holds), more);
  const followsForAll = (call?.name === 'Fn::And' && holds) || (call?.name === 'Fn::Or' && !holds);
  return followsForAll ? parts.reduce<Known>((all, part) => assuming(all, part, holds), more) : more;
}

/** Whether an expression holds; undefined where what is known doesn't tell. */
function verdict(expression: Json, known: Known): boolean | undefined {
  const before = known.get(JSON.stringify(expression));
  if (before !== undefined) return before;
  const call = isObject(expression) ? asIntrinsic(expression) : undefined;
  const verdicts = (Array.isArray(call?.argument) ? call.argument : []).map((part) => verdict(part, known));
  switch (call?.name) {
    case 'Fn::Not':
      return verdicts[0] === undefined ? undefined : !verdicts[0];
    case 'Fn::And':
      return verdicts.includes(false) ? false : verdicts.includes(undefined) ? undefined : true;
    case 'Fn::Or':
      return verdicts.includes(true) ? true : verdicts.includes(undefined) ? undefined : false;
    default:
      return undefined;
  }
}

function mapValues<Value, Result>(
  entries: Readonly<Record<string, Value>>,
  map: (value: Value) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, map(value)]));
}
