import { BlockList, isIP } from 'node:net';
import type { Json } from '../../../catalog/template';

/** Whether the values that an event has at a field are what a pattern wants: none where the field is absent. */
export type Matcher = (values: readonly (Json | undefined)[]) => boolean;

type Invalid = (reason: string) => Error;
type Test = (value: Json | undefined) => boolean;

/** Comparisons of `numeric`. */
const COMPARE: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

/**
 * One item of a pattern's list: a value, or an operator with what it compares to.
 *
 * @param invalid makes the error for an item that EventBridge refuses
 */
export function matcherOf(item: Json, invalid: Invalid): Matcher {
  if (Array.isArray(item)) throw invalid('Match value must be String, number, true, false, or null');
  if (typeof item !== 'object' || item === null) return (values) => values.includes(item);
  const [[operator = '', operand] = [], ...others] = Object.entries(item);
  if (others.length > 0 || operand === undefined) throw invalid('Only one key allowed in match expression');
  if (operator === 'exists') {
    if (typeof operand !== 'boolean') throw invalid('exists match pattern must be either true or false');
    return (values) => values.length > 0 === operand;
  }
  const test = operator === 'anything-but' ? anythingBut(operand, invalid) : testOf(operator, operand, invalid);
  return (values) => values.some(test);
}

function testOf(operator: string, operand: Json, invalid: Invalid): Test {
  switch (operator) {
    case 'prefix':
    case 'suffix':
      return affix(operator, operand, invalid);
    case 'equals-ignore-case': {
      const wanted = text(operand, operator, invalid).toLowerCase();
      return (value) => typeof value === 'string' && value.toLowerCase() === wanted;
    }
    case 'wildcard':
      return wildcard(text(operand, operator, invalid), invalid);
    case 'numeric':
      return numeric(operand, invalid);
    case 'cidr':
      return cidr(text(operand, operator, invalid), invalid);
    default:
      throw invalid(`Unrecognized match type ${operator}`);
  }
}

function affix(operator: 'prefix' | 'suffix', operand: Json, invalid: Invalid): Test {
  const isFolded = typeof operand === 'object' && operand !== null && !Array.isArray(operand);
  const given = isFolded ? operand['equals-ignore-case'] : operand;
  const fold = (value: string) => (isFolded ? value.toLowerCase() : value);
  // Any text begins and ends with none: a pattern that matches every text.
  const wanted = fold(given === '' ? '' : text(given ?? null, operator, invalid));
  return (value) =>
    typeof value === 'string' &&
    (operator === 'prefix' ? fold(value).startsWith(wanted) : fold(value).endsWith(wanted));
}

/** Matcher of a value that is none of the operand's; an operator inside takes a text or a list of them. */
function anythingBut(operand: Json, invalid: Invalid): Test {
  if (typeof operand === 'object' && operand !== null && !Array.isArray(operand)) {
    const [[operator = '', values] = [], ...others] = Object.entries(operand);
    const known = ['prefix', 'suffix', 'equals-ignore-case', 'wildcard'].includes(operator);
    if (!known || values === undefined || others.length > 0)
      throw invalid(`Unsupported anything-but pattern: ${operator}`);
    const tests = [values].flat().map((each) => testOf(operator, each, invalid));
    return (value) => !tests.some((test) => test(value));
  }
  const values = new Set<Json | undefined>([operand].flat());
  const scalars = [...values].every((each) => typeof each === 'string' || typeof each === 'number');
  if (values.size === 0 || !scalars) throw invalid('Inside anything but list, values must be strings or numbers');
  return (value) => !values.has(value);
}

/** `*` stands for any characters, `\*` for itself. */
function wildcard(pattern: string, invalid: Invalid): Test {
  if (/\*\*/.test(pattern)) throw invalid('Consecutive wildcard characters are not allowed');
  const source = pattern.replace(/\\([*\\])|[*]|[.+?^${}()|[\]\\]/g, (all, escaped: string | undefined) =>
    escaped === undefined ? (all === '*' ? '[^]*' : `\\${all}`) : `\\${escaped}`,
  );
  const expression = new RegExp(`^${source}$`);
  return (value) => typeof value === 'string' && expression.test(value);
}

function numeric(operand: Json, invalid: Invalid): Test {
  if (!Array.isArray(operand) || ![2, 4].includes(operand.length)) {
    throw invalid('Value of numeric must be an array of one or two comparisons');
  }
  const tests = Array.from({ length: operand.length / 2 }, (_, index) => {
    const compare = COMPARE[String(operand[2 * index])];
    const bound = operand[2 * index + 1];
    if (!compare) throw invalid(`Unrecognized numeric range operator: ${operand[2 * index]}`);
    if (typeof bound !== 'number') throw invalid('Value of a numeric comparison must be a number');
    return (value: number) => compare(value, bound);
  });
  return (value) => typeof value === 'number' && tests.every((test) => test(value));
}

function cidr(range: string, invalid: Invalid): Test {
  const [address = '', bits] = range.split('/');
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  const list = new BlockList();
  if (isIP(address) === 0 || bits === undefined || Number(bits) > (family === 'ipv6' ? 128 : 32)) {
    throw invalid(`Malformed CIDR, got: ${range}`);
  }
  list.addSubnet(address, Number(bits), family);
  return (value) =>
    typeof value === 'string' && isIP(value) !== 0 && list.check(value, isIP(value) === 6 ? 'ipv6' : 'ipv4');
}

function text(value: Json, operator: string, invalid: Invalid): string {
  if (typeof value !== 'string' || value === '') throw invalid(`${operator} match pattern must be a string`);
  return value;
}
