import type { Json } from '../../template';
import type { Conditions, Formula } from './formula';
import type { Input } from './read-schema';
import { Untranslatable } from './refusal';

/** Value of an expression of Jinja, before the inputs are known. */
export type Value =
  /** A constant, as Jinja writes it. */
  | { readonly kind: 'constant'; readonly value: string | number | boolean }
  | { readonly kind: 'input'; readonly input: Input }
  /** Text that CloudFormation itself knows. */
  | { readonly kind: 'function'; readonly json: Json }
  | { readonly kind: 'join'; readonly parts: readonly Value[] }
  | { readonly kind: 'choice'; readonly condition: Formula; readonly yes: Value; readonly no: Value }
  /** Reason why it can't be translated; it is refused where it counts, which a comment of YAML doesn't. */
  | { readonly kind: 'refused'; readonly reason: string; readonly line: number }
  /** Each item of a list that is only known at launch, inside the loop over it. */
  | { readonly kind: 'eachOf'; readonly input: Input };

/** Some text between others. */
export type TextPart = string | Value;

/** A value as text inside other text: what Jinja prints. */
export function asText(value: Value, conditions: Conditions): Json {
  switch (value.kind) {
    case 'constant':
      return printed(value.value);
    case 'input':
      if (value.input.type !== 'boolean') return { Ref: value.input.parameterName };
      // Jinja is Python, which writes True and False.
      return ifElse({ input: value.input.parameterName, equals: 'true' }, 'True', 'False', conditions);
    case 'join':
      return joined(value.parts, conditions);
    case 'choice':
      return ifElse(value.condition, asText(value.yes, conditions), asText(value.no, conditions), conditions);
    case 'function':
      return value.json;
    case 'refused':
      throw new Untranslatable(value.reason, value.line);
    case 'eachOf':
      throw new RangeError('an item of a list stands by itself');
  }
}

/** A value that is all that stands in its place: numbers and booleans needn't become text. */
export function asWhole(value: Value, conditions: Conditions): Json {
  switch (value.kind) {
    case 'constant':
      return value.value;
    case 'input':
      return { Ref: value.input.parameterName };
    case 'choice':
      return ifElse(value.condition, asWhole(value.yes, conditions), asWhole(value.no, conditions), conditions);
    default:
      return asText(value, conditions);
  }
}

/** `Fn::If` by a formula; the branch itself where the formula is decided or both are the same. */
export function ifElse(formula: Formula, yes: Json, no: Json, conditions: Conditions): Json {
  if (typeof formula === 'boolean') return formula ? yes : no;
  if (JSON.stringify(yes) === JSON.stringify(no)) return yes;
  return { 'Fn::If': [conditions.name(formula), yes, no] };
}

/** Texts and values one after the other, as `Fn::Sub` where a value is only known at launch. */
export function joined(parts: readonly TextPart[], conditions: Conditions): Json {
  return substitution(parts, conditions, (text) => text.replaceAll('${', '${!'), {});
}

/**
 * `Fn::Sub` of texts and values.
 *
 * @param written how plain text is written: as it is when it is the text of a `Fn::Sub` already
 * @param variables that the text names already
 */
export function substitution(
  parts: readonly TextPart[],
  conditions: Conditions,
  written: (text: string) => string,
  variables: Readonly<Record<string, Json>>,
): Json {
  const all: Record<string, Json> = { ...variables };
  let plain = '';
  const text = parts.map((part) => {
    const value = typeof part === 'string' ? part : asText(part, conditions);
    if (typeof value === 'string') {
      plain += value;
      return typeof part === 'string' ? written(part) : value.replaceAll('${', '${!');
    }
    const name = variableName(value, (candidate) => {
      const known = all[candidate];
      const meant = parts.some((other) => typeof other === 'string' && other.includes(`\${${candidate}`));
      return known === undefined ? meant : JSON.stringify(known) !== JSON.stringify(value);
    });
    all[name] = value;
    return `\${${name}}`;
  });
  if (Object.keys(all).length > 0) return { 'Fn::Sub': [text.join(''), all] };
  return written('${') === '${' ? { 'Fn::Sub': text.join('') } : plain;
}

/** A name for a variable of `Fn::Sub`: that of the parameter where it is one. */
function variableName(value: Json, isTaken: (name: string) => boolean): string {
  const ref = value !== null && typeof value === 'object' && !Array.isArray(value) ? value.Ref : undefined;
  const base = typeof ref === 'string' && /^[A-Za-z0-9]+$/.test(ref) ? ref : 'Value';
  let name = base;
  for (let number = 2; isTaken(name); number += 1) name = `${base}${number}`;
  return name;
}

/** A constant as Jinja prints it. */
export function printed(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return String(value);
}
