/** Event patterns, by the operators that EventBridge documents. */
import fc from 'fast-check';
import type { Json } from '../../../catalog/template';
import { readPattern } from '../../../sandbox/services/events/pattern';

/** Whether a field `a` of this value matches. */
function matches(wanted: Json, value: Json | undefined): boolean {
  return readPattern(JSON.stringify({ a: wanted }))(value === undefined ? {} : { a: value });
}

it.each<[string, Json, Json[], (Json | undefined)[]]>([
  ['one of several values', ['x', 'y'], ['x', 'y', ['q', 'y']], ['X', 'xy', ['q'], undefined]],
  ['numbers, booleans and null as they are', [1, true, null], [1, true, null], ['1', 'true', 0, false, undefined]],
  ['a prefix', [{ prefix: 'SC-' }], ['SC-1', ['a', 'SC-1']], ['sc-1', 'aSC-', 1, undefined]],
  ['a prefix in any case', [{ prefix: { 'equals-ignore-case': 'sc-' } }], ['SC-1', 'sC-'], ['S', undefined]],
  ['a suffix', [{ suffix: '.png' }], ['a.png'], ['a.PNG', '.pngs']],
  ['a suffix in any case', [{ suffix: { 'equals-ignore-case': '.PNG' } }], ['a.png'], ['.pngs']],
  ['a text in any case', [{ 'equals-ignore-case': 'Prod' }], ['PROD', 'prod'], ['production']],
  ['wildcards', [{ wildcard: 'a*b\\*c.' }], ['ab*c.', 'a-b-b*c.'], ['abxc.', 'ab*cx']],
  ['anything but a value', [{ 'anything-but': 'x' }], ['y', 1], ['x', undefined]],
  ['anything but some values', [{ 'anything-but': ['x', 1] }], ['y', 2], ['x', 1, undefined]],
  ['anything but a prefix', [{ 'anything-but': { prefix: 'x' } }], ['yx'], ['x', 'xy', undefined]],
  ['anything but some suffixes', [{ 'anything-but': { suffix: ['x', 'y'] } }], ['xa'], ['ax', 'ay']],
  ['anything but a wildcard', [{ 'anything-but': { wildcard: '*x*' } }], ['abc'], ['axb']],
  ['numbers in a range', [{ numeric: ['>', 0, '<=', 5] }], [5, 0.1], [0, 5.1, '3', undefined]],
  ['an equal number', [{ numeric: ['=', 3.018e2] }], [301.8], [301]],
  ['addresses of a range', [{ cidr: '10.0.0.0/24' }], ['10.0.0.255'], ['10.0.1.0', 'x', 1]],
  ['what is there', [{ exists: true }], ['', null, 0], [undefined]],
  ['what is not there', [{ exists: false }], [], ['', null]],
  ['what is not there, or a value', [{ exists: false }, 'x'], ['x'], ['y']],
])('matches %s', (_, wanted, yes, no) => {
  expect(yes.filter((value) => !matches(wanted, value))).toEqual([]);
  expect(no.filter((value) => matches(wanted, value))).toEqual([]);
});

// An empty text is a text: https://github.com/aws/event-ruler compiles it, and it matches every text.
it('matches every text by an empty prefix or suffix, and nothing else', () => {
  for (const operator of ['prefix', 'suffix']) {
    expect(matches([{ [operator]: '' }], 'x')).toBe(true);
    expect(matches([{ [operator]: '' }], 1)).toBe(false);
  }
});

it('matches a field that is not there by its absence', () => {
  expect(matches([{ exists: false }], undefined)).toBe(true);
});

it('wants every field, and one alternative of $or', () => {
  const pattern = readPattern(JSON.stringify({ s: ['x'], $or: [{ d: { n: [1] } }, { d: { t: ['y'] } }] }));
  expect(pattern({ s: 'x', d: { n: 1 } })).toBe(true);
  expect(pattern({ s: 'x', d: { n: 2, t: 'y' } })).toBe(true);
  expect(pattern({ s: 'x', d: { n: 2 } })).toBe(false);
  expect(pattern({ s: 'z', d: { n: 1 } })).toBe(false);
});

it('wants one object of a list to match as a whole', () => {
  const pattern = readPattern(JSON.stringify({ l: { a: [1], b: [2] } }));
  expect(pattern({ l: [{ a: 1 }, { a: 1, b: 2 }] })).toBe(true);
  expect(pattern({ l: [{ a: 1 }, { b: 2 }] })).toBe(false);
});

it.each([
  ['{', 'Event pattern is not valid JSON'],
  ['[]', 'Filter is not an object'],
  ['{}', 'Empty objects are not allowed'],
  ['{"a":"x"}', '"a" must be an object or an array'],
  ['{"a":[]}', 'Empty arrays are not allowed'],
  ['{"a":[{"regex":"x"}]}', 'Unrecognized match type regex'],
  ['{"a":[{"prefix":1}]}', 'prefix match pattern must be a string'],
  ['{"a":[{"prefix":"x","suffix":"y"}]}', 'Only one key allowed in match expression'],
  ['{"a":[{"exists":"yes"}]}', 'exists match pattern must be either true or false'],
  ['{"a":[{"numeric":["~",1]}]}', 'Unrecognized numeric range operator: ~'],
  ['{"a":[{"anything-but":{"numeric":["=",1]}}]}', 'Unsupported anything-but pattern: numeric'],
  ['{"a":[{"wildcard":"a**"}]}', 'Consecutive wildcard characters are not allowed'],
  ['{"$or":[{"a":[1]}]}', '"$or" must be an array of at least two objects'],
])('refuses %s', (pattern, reason) => {
  expect(() => readPattern(pattern)).toThrow(`Event pattern is not valid. Reason: ${reason}`);
});

it('never matches a value both by a list and by anything but that list', () => {
  const values = fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(values, fc.string(), (list, value) => {
      expect(matches(list, value)).toBe(!matches([{ 'anything-but': list }], value));
    }),
  );
});
