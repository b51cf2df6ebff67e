import { BlockList, isIP } from 'node:net';
import { arnParts, literally, matches, type Pattern } from './pattern';
import type { Verdict } from './verdict';

/** Whether a value of the request agrees with a value of the policy, whose variables are filled in. */
export type Comparison = (actual: string, wanted: WantedValue) => Verdict;

/** A value that a policy's condition names: with its wildcards, and as plain text. */
export interface WantedValue {
  readonly pattern: Pattern;
  readonly text: string;
}

/** An operator's comparison, and whether the operator asks for the opposite. */
export interface Operator {
  readonly compare: Comparison;
  readonly negated: boolean;
}

const equal: Comparison = (actual, { text }) => actual === text;
const equalIgnoringCase: Comparison = (actual, { text }) => actual.toLowerCase() === text.toLowerCase();
const like: Comparison = (actual, { pattern }) => matches(pattern, actual);

/**
 * `ArnEquals` and `ArnLike` are one: the six parts of an ARN are matched each for itself, so that a `*` does not run over
 * a colon into the next part.
 */
const arnLike: Comparison = (actual, { pattern, text }) => {
  if (text === '*') return true;
  const wanted = arnParts(pattern);
  const parts = arnParts(literally(actual));
  if (wanted === undefined || parts === undefined) return false;
  return wanted.every((part, index) => matches(part, (parts[index] ?? []).map(String).join('')));
};

const inAddressRange: Comparison = (actual, { text }) => {
  const [network = '', bits] = text.split('/');
  const version = isIP(network);
  const prefix = bits === undefined ? (version === 6 ? 128 : 32) : Number(bits);
  if (version === 0 || !Number.isInteger(prefix) || prefix < 0 || prefix > (version === 6 ? 128 : 32)) {
    return { unknown: `"${text}" is not a range of IP addresses` };
  }
  if (isIP(actual) === 0) return { unknown: `"${actual}" is not an IP address` };
  if (isIP(actual) !== version) return false;
  const family = version === 6 ? 'ipv6' : 'ipv4';
  const range = new BlockList();
  range.addSubnet(network, prefix, family);
  return range.check(actual, family);
};

function ordered(read: (text: string) => number, holds: (actual: number, wanted: number) => boolean): Comparison {
  return (actual, { text }) => {
    const [a, b] = [read(actual), read(text)];
    if (Number.isNaN(a)) return { unknown: `"${actual}" can't be compared` };
    if (Number.isNaN(b)) return { unknown: `"${text}" can't be compared` };
    return holds(a, b);
  };
}

function readNumber(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}

/** Milliseconds since 1970, from ISO 8601 or from seconds since 1970. */
function readDate(text: string): number {
  return /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}

const ORDERS: Readonly<Record<string, (actual: number, wanted: number) => boolean>> = {
  Equals: (a, b) => a === b,
  LessThan: (a, b) => a < b,
  LessThanEquals: (a, b) => a <= b,
  GreaterThan: (a, b) => a > b,
  GreaterThanEquals: (a, b) => a >= b,
};

function orders(kind: string, read: (text: string) => number): [string, Comparison][] {
  return Object.entries(ORDERS).map(([name, holds]) => [`${kind}${name}`, ordered(read, holds)]);
}

const COMPARISONS: ReadonlyMap<string, Comparison> = new Map<string, Comparison>([
  ['StringEquals', equal],
  ['StringEqualsIgnoreCase', equalIgnoringCase],
  ['StringLike', like],
  ['ArnEquals', arnLike],
  ['ArnLike', arnLike],
  ['Bool', equalIgnoringCase],
  ['BinaryEquals', equal],
  ['IpAddress', inAddressRange],
  ...orders('Numeric', readNumber),
  ...orders('Date', readDate),
]);

const OPPOSITES: ReadonlyMap<string, string> = new Map([
  ['StringNotEquals', 'StringEquals'],
  ['StringNotEqualsIgnoreCase', 'StringEqualsIgnoreCase'],
  ['StringNotLike', 'StringLike'],
  ['ArnNotEquals', 'ArnEquals'],
  ['ArnNotLike', 'ArnLike'],
  ['NotIpAddress', 'IpAddress'],
  ['NumericNotEquals', 'NumericEquals'],
  ['DateNotEquals', 'DateEquals'],
]);

/**
 * The condition operator of that name, without `IfExists` and without `ForAllValues:` or `ForAnyValue:`; undefined for a
 * name that IAM doesn't have. `Null` is not among them: it asks for the key, not for its value.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function operatorNamed(name: string): Operator | undefined {
  const opposite = OPPOSITES.get(name);
  const compare = COMPARISONS.get(opposite ?? name);
  return compare === undefined ? undefined : { compare, negated: opposite !== undefined };
}
