import { createHash, randomInt, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject } from '../../../../catalog/template';

/** Problem with an argument of an intrinsic function. */
export class ArgumentProblem extends Error {}

/** Intrinsic function: its least and most arguments, and what it makes of them. */
interface IntrinsicFunction {
  readonly least: number;
  readonly most: number;
  readonly call: (...args: Json[]) => Json;
}

const HASHES = ['MD5', 'SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'];

/** Characters that the functions of encoding and hashing take. */
const LONGEST_TEXT = 10_000;

/** Items that `States.ArrayRange` makes. */
const LONGEST_RANGE = 1_000;

/**
 * Intrinsic functions by name, but for `States.Format`, which takes its first argument before escapes are undone.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
 */
export const intrinsicFunctions: Readonly<Record<string, IntrinsicFunction>> = {
  'States.Array': { least: 0, most: Number.POSITIVE_INFINITY, call: (...items) => items },
  'States.ArrayPartition': of(2, (list, size) => partition(listOf(list), integerOf(size))),
  'States.ArrayContains': of(2, (list, value) => listOf(list).some((item) => isDeepStrictEqual(item, value))),
  'States.ArrayRange': of(3, (first, last, step) => range(integerOf(first), integerOf(last), integerOf(step))),
  'States.ArrayGetItem': of(2, (list, index) => itemOf(listOf(list), integerOf(index))),
  'States.ArrayLength': of(1, (list) => listOf(list).length),
  'States.ArrayUnique': of(1, (list) => unique(listOf(list))),
  'States.Base64Encode': of(1, (text) => Buffer.from(shortTextOf(text)).toString('base64')),
  'States.Base64Decode': of(1, (text) => Buffer.from(shortTextOf(text), 'base64').toString('utf8')),
  'States.Hash': of(2, (text, algorithm) => hash(shortTextOf(text), textOf(algorithm))),
  'States.JsonMerge': of(3, (first, second, isDeep) => merge(objectOf(first), objectOf(second), isDeep)),
  'States.JsonToString': of(1, (value) => JSON.stringify(value)),
  'States.StringToJson': of(1, (text) => parse(textOf(text))),
  'States.MathAdd': of(2, (first, second) => integerOf(first) + integerOf(second)),
  'States.MathRandom': {
    least: 2,
    most: 3,
    call: (start, end, seed) => random(integerOf(start), integerOf(end), seed),
  },
  'States.StringSplit': of(2, (text, delimiters) => split(textOf(text), textOf(delimiters))),
  'States.UUID': of(0, () => randomUUID()),
};

/**
 * `States.Format`: a template in which each `{}` is replaced by an argument, and a backslash takes the next character as
 * it is.
 */
export function format(template: string, values: readonly Json[]): string {
  const rest = [...values];
  const text = template.replace(/\\(.)|\{\}/g, (_, escaped: string | undefined) => escaped ?? shown(rest.shift()));
  if (rest.length > 0) throw new ArgumentProblem('there are more arguments than places for them');
  return text;
}

function of(count: number, call: (...args: Json[]) => Json): IntrinsicFunction {
  return { least: count, most: count, call };
}

function shown(value: Json | undefined): string {
  if (value === undefined) throw new ArgumentProblem('there are fewer arguments than places for them');
  if (typeof value === 'object' && value !== null) throw new ArgumentProblem(`${JSON.stringify(value)} is no text`);
  return String(value);
}

function partition(list: readonly Json[], size: number): Json[] {
  if (size < 1) throw new ArgumentProblem(`the chunk size must be positive, got ${size}`);
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}

function range(first: number, last: number, step: number): Json[] {
  if (step === 0) throw new ArgumentProblem('the increment must not be 0');
  const length = Math.max(0, Math.floor((last - first) / step) + 1);
  if (length > LONGEST_RANGE)
    throw new ArgumentProblem(`an array has ${LONGEST_RANGE} items at the most, got ${length}`);
  return Array.from({ length }, (_, index) => first + index * step);
}

function itemOf(list: readonly Json[], index: number): Json {
  const item = list[index];
  if (item === undefined) throw new ArgumentProblem(`the array has no item ${index}`);
  return item;
}

function unique(list: readonly Json[]): Json[] {
  return list.filter((item, index) => list.findIndex((other) => isDeepStrictEqual(item, other)) === index);
}

function hash(text: string, algorithm: string): string {
  if (!HASHES.includes(algorithm))
    throw new ArgumentProblem(`the algorithm must be one of ${HASHES}, got ${algorithm}`);
  return createHash(algorithm.replace('-', '').toLowerCase()).update(text).digest('hex');
}

function merge(first: JsonObject, second: JsonObject, isDeep: Json | undefined): Json {
  if (isDeep !== false)
    throw new ArgumentProblem('objects are merged shallowly only: the third argument must be false');
  return { ...first, ...second };
}

function parse(text: string): Json {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ArgumentProblem(String(error));
  }
}

/** From `start` to below `end`; the same seed gives the same number. */
function random(start: number, end: number, seed?: Json): number {
  if (end <= start) throw new ArgumentProblem(`the end must be greater than the start, got ${start} and ${end}`);
  if (seed === undefined) return randomInt(start, end);
  const fraction = createHash('sha256').update(JSON.stringify(seed)).digest().readUIntBE(0, 6) / 2 ** 48;
  return start + Math.floor(fraction * (end - start));
}

/** Each character of the delimiters divides the text; what is empty is left out. */
function split(text: string, delimiters: string): Json[] {
  const parts = [''];
  for (const character of text) {
    if (delimiters.includes(character)) parts.push('');
    else parts.push((parts.pop() ?? '') + character);
  }
  return parts.filter((part) => part !== '');
}

function listOf(value: Json | undefined): Json[] {
  if (!Array.isArray(value)) throw new ArgumentProblem(`${JSON.stringify(value)} is no array`);
  return value;
}

function objectOf(value: Json | undefined): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new ArgumentProblem(`${JSON.stringify(value)} is no object`);
}

function integerOf(value: Json | undefined): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw new ArgumentProblem(`${JSON.stringify(value)} is no integer`);
}

function textOf(value: Json | undefined): string {
  if (typeof value !== 'string') throw new ArgumentProblem(`${JSON.stringify(value)} is no string`);
  return value;
}

function shortTextOf(value: Json | undefined): string {
  const text = textOf(value);
  if (text.length > LONGEST_TEXT) throw new ArgumentProblem(`a string has ${LONGEST_TEXT} characters at the most here`);
  return text;
}
