import type { Json, JsonObject } from '../../template';
import { isObject } from '../../template/json';
import { type Values, valueMark } from './expand';
import type { Conditions } from './formula';
import { type Refusals, Untranslatable } from './refusal';
import { asJson, Choice, functionOf, isTreeMap, type Tree } from './tree';
import { asText, asWhole, ifElse, joined, substitution, type TextPart } from './value';

/** Translator of a template's values, with marks and choices in them, into what CloudFormation reads. */
export interface Lowering {
  readonly values: Values;
  readonly conditions: Conditions;
  /** Numbers of the values that stand in quotes, by themselves. */
  readonly quoted: ReadonlySet<number>;
  /** Mappings that can't be mappings, since they hold values of inputs: what stands there takes the function's place. */
  readonly mappings: Readonly<Record<string, Tree>>;
  /** Told of what can't be translated; the rest is still lowered. */
  readonly refusals: Refusals;
  /** Told of text that stands without quotes. */
  unquoted(input: string, line: number): void;
  /** The line of a place, by its path from the root. */
  lineOf(path: readonly string[]): number;
}

const marks = new RegExp(valueMark, 'g');
const onlyMark = new RegExp(`^${valueMark.source}$`);

/** A value wherever CloudFormation takes functions: in properties, and in values of outputs. */
export function lowerValue(tree: Tree, path: readonly string[], lowering: Lowering): Json {
  return lowering.refusals.try(() => lower(tree, path, lowering), '');
}

function lower(tree: Tree, path: readonly string[], lowering: Lowering): Json {
  if (tree instanceof Choice) {
    const branch = (part: Tree | undefined): Json =>
      part === undefined ? { Ref: 'AWS::NoValue' } : lowerValue(part, path, lowering);
    return ifElse(tree.atom, branch(tree.yes), branch(tree.no), lowering.conditions);
  }
  if (typeof tree === 'string') return lowerText(tree, lowering);
  if (Array.isArray(tree)) return lowerList(tree, path, lowering);
  if (!isTreeMap(tree)) return tree;
  const called = functionOf(tree);
  if (called) return lowerFunction(called, tree[called] ?? null, path, lowering);
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [
      name(key, path, lowering),
      lowerValue(value, [...path, key], lowering),
    ]),
  );
}

/** Text that CloudFormation takes as it is written, without functions. */
export function literal(tree: Tree | undefined, what: string, path: readonly string[], lowering: Lowering): Json {
  const json = asJson(tree);
  for (const [, number] of JSON.stringify(json ?? null).matchAll(marks)) {
    const { value } = lowering.values.at(Number(number));
    if (value.kind === 'refused') throw new Untranslatable(value.reason, value.line);
  }
  const [mark] = [...JSON.stringify(json ?? null).matchAll(marks)];
  if (json !== undefined && !mark) return json;
  const line = mark ? lowering.values.at(Number(mark[1])).line : lowering.lineOf(path);
  throw new Untranslatable(`${what} can't depend on an input: CloudFormation takes no function there`, line);
}

function name(key: string, path: readonly string[], lowering: Lowering): string {
  literal(key, 'a name', path, lowering);
  return key;
}

function lowerList(items: readonly Tree[], path: readonly string[], lowering: Lowering): Json {
  const [only] = items;
  const each = typeof only === 'string' ? valueOfWhole(only, lowering) : undefined;
  if (items.length === 1 && each?.value.kind === 'eachOf') return { Ref: each.value.input.parameterName };
  return items.map((item, index) => lowerValue(item, [...path, String(index)], lowering));
}

function valueOfWhole(text: string, { values }: Lowering) {
  const number = onlyMark.exec(text)?.[1];
  return number === undefined ? undefined : { number: Number(number), ...values.at(Number(number)) };
}

function lowerText(text: string, lowering: Lowering): Json {
  const whole = valueOfWhole(text, lowering);
  if (!whole) return joined(parts(text, lowering), lowering.conditions);
  const { value, line, number } = whole;
  if (value.kind === 'eachOf') {
    throw new Untranslatable(
      `the loop over ${value.input.name} makes more than the list itself; how long it is isn't known`,
      line,
    );
  }
  const quoted = lowering.quoted.has(number);
  if (value.kind === 'input' && value.input.type === 'list' && quoted) {
    throw new Untranslatable(`${value.input.name} is a list, and stands in quotes`, line);
  }
  if (value.kind === 'input' && value.input.optional && value.input.type === 'boolean') {
    throw new Untranslatable(`${value.input.name} may be missing: give it a default in the schema`, line);
  }
  if (value.kind === 'input' && value.input.type === 'text' && !value.input.values && !quoted) {
    lowering.unquoted(value.input.name, line);
  }
  return quoted ? asText(value, lowering.conditions) : asWhole(value, lowering.conditions);
}

/** Values in one text; each is looked for in all the others. */
const MOST_VALUES = 2_000;

function parts(text: string, { values }: Lowering): TextPart[] {
  const pieces = text.split(marks);
  if (pieces.length > 2 * MOST_VALUES) {
    throw new Untranslatable(`more than ${MOST_VALUES} values stand in one text`, values.at(Number(pieces[1])).line);
  }
  return pieces.flatMap((part, index): TextPart[] => {
    if (index % 2 === 0) return part === '' ? [] : [part];
    const { value, line } = values.at(Number(part));
    const isList = value.kind === 'eachOf' || (value.kind === 'input' && value.input.type === 'list');
    if (isList) throw new Untranslatable(`${value.input.name} is a list, and stands inside text`, line);
    return value.kind === 'join' ? [...value.parts] : [value];
  });
}

function lowerFunction(called: string, argument: Tree, path: readonly string[], lowering: Lowering): Json {
  const inside = [...path, called];
  const fixed = (tree: Tree | undefined, what: string) => literal(tree, what, inside, lowering);
  const rest = (items: readonly Tree[]) =>
    items.map((item, index) => lowerValue(item, [...inside, String(index)], lowering));
  switch (called) {
    case 'Ref':
    case 'Condition':
    case 'Fn::GetAtt':
      return { [called]: fixed(argument, `what ${called} names`) };
    case 'Fn::If':
    case 'Fn::Join':
    case 'Fn::Split': {
      const [first, ...others] = Array.isArray(argument) ? argument : [argument];
      return { [called]: [fixed(first, `the first argument of ${called}`), ...rest(others)] };
    }
    case 'Fn::FindInMap':
      return found(argument, inside, lowering);
    case 'Fn::Sub':
      return lowerSub(argument, inside, lowering);
    default:
      return { [called]: lowerValue(argument, inside, lowering) };
  }
}

function lowerSub(argument: Tree, path: readonly string[], lowering: Lowering): Json {
  const [text, given = {}] = Array.isArray(argument) ? argument : [argument];
  if (typeof text !== 'string' || !isTreeMap(given)) {
    throw new Untranslatable('Fn::Sub takes a text and variables', lowering.lineOf(path));
  }
  const variables = lowerValue(given, [...path, '1'], lowering);
  return substitution(parts(text, lowering), lowering.conditions, (part) => part, isObject(variables) ? variables : {});
}

function found(argument: Tree, path: readonly string[], lowering: Lowering): Json {
  const keys = Array.isArray(argument) ? argument : [];
  const [map] = keys;
  const inlined = typeof map === 'string' ? lowering.mappings[map] : undefined;
  if (inlined === undefined) {
    const lowered = keys.map((key, index) => lowerValue(key, [...path, String(index)], lowering));
    const fits = lowered.every((key) => typeof key === 'string' || isRefOrMap(key));
    if (fits) return { 'Fn::FindInMap': lowered };
    throw new Untranslatable('a key of Fn::FindInMap is text or one parameter', lowering.lineOf(path));
  }
  let value: Tree | undefined = inlined;
  for (const key of keys.slice(1)) {
    const text = literal(key, `a key of ${String(map)}, which holds values of inputs,`, path, lowering);
    if (!isTreeMap(value) || !Object.hasOwn(value, String(text))) {
      throw new Untranslatable(`${String(map)} has no ${String(text)}`, lowering.lineOf(path));
    }
    value = value[String(text)];
  }
  return value === undefined ? null : lowerValue(value, path, lowering);
}

function isRefOrMap(key: Json): boolean {
  return isObject(key) && (key as JsonObject).Ref !== undefined;
}
