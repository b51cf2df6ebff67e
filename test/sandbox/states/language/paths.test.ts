/** Paths: https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-paths.html, https://states-language.net/spec.html#path */
import type { Json } from '../../../../catalog/template';
import { expressionOf, lookUp } from '../../../../sandbox/services/states/language/expression';

function read(path: string, input: Json, context: Json = {}): Json | undefined {
  return lookUp(path, { input, context: () => context });
}

const input = {
  foo: 123,
  bar: ['a', 'b', 'c'],
  car: { cdr: true },
  jar: [{ a: 1 }, { a: 5 }, { a: 2 }, { a: 7 }, { a: 3 }],
};

it.each([
  ['$.foo', 123],
  ['$.bar', ['a', 'b', 'c']],
  ['$.car.cdr', true],
  ['$.jar[?(@.a >= 5)]', [{ a: 5 }, { a: 7 }]],
])('reads %s as AWS’s page says', (path, value) => expect(read(path, input)).toEqual(value));

it('gathers several values into an array', () => {
  expect(read('$.a[0,1]', { a: [1, 2, 3, 4] })).toEqual([1, 2]);
  expect(read('$.vals[-3:]', { vals: [0, 10, 20, 30, 40, 50] })).toEqual([30, 40, 50]);
  expect(
    read('$[*][*]', [
      [1, 2],
      [3, 4],
    ]),
  ).toEqual([1, 2, 3, 4]);
});

it('gives a list for a path that may lead to several values, even if it leads to one or none', () => {
  expect(read("$.tags[?(@.Key=='a')].Value", { tags: [{ Key: 'a', Value: 1 }] })).toEqual([1]);
  expect(read("$.tags[?(@.Key=='a')].Value", { tags: [{ Key: 'b', Value: 1 }] })).toEqual([]);
  expect(read('$.list[*].name', { list: [{ name: 'x' }, {}] })).toEqual(['x']);
});

it.each([
  ['$.store.book', { store: { book: 1 } }],
  ['$.store\\.book', { 'store.book': 1 }],
  ['$.\\stor\\e.boo\\k', { store: { book: 1 } }],
  ['$.foo.\\.bar', { foo: { '.bar': 1 } }],
  ['$.foo\\@bar.baz\\[\\[.\\?pretty', { 'foo@bar': { 'baz[[': { '?pretty': 1 } } }],
  ['$.&Ж中.x', { '&Ж中': { x: 1 } }],
  ['$.ledgers.branch[0].pending.count', { ledgers: { branch: [{ pending: { count: 1 } }] } }],
  ['$.ledgers[0][22][1].foo', { ledgers: [[...Array(22).fill([]), [null, { foo: 1 }]]] }],
  ["$['store'][0]['book']", { store: [{ book: 1 }] }],
  ['$["store"]', { store: 1 }],
  ["$.abc.['def ghi']", { abc: { 'def ghi': 1 } }],
  ['$.delivery-partner', { 'delivery-partner': 1 }],
  ['$.bar[-1]', { bar: [0, 1] }],
])('reads the reference path %s', (path, data) => expect(read(path, data)).toBe(1));

it('reads the context where a path begins with two dollar signs', () => {
  expect(read('$$.Execution.Id', {}, { Execution: { Id: 'arn' } })).toBe('arn');
  expect(read('$$', {}, { Execution: 1 })).toEqual({ Execution: 1 });
});

describe('a filter', () => {
  const list: Json[] = [
    { id: 1, kind: 'a', price: 10, sold: true },
    { id: 2, kind: 'b', price: 20, tag: null },
    { id: 3, kind: "it's", price: 5 },
  ];
  const ids = (test: string) => read(`$.list[?(${test})].id`, { list, limit: 10 });

  it.each([
    ["@.kind == 'a'", [1]],
    ['@.kind != "a"', [2, 3]],
    ['@.price < 10', [3]],
    ['@.price <= 10', [1, 3]],
    ['@.price > 10', [2]],
    ['@.price>=10', [1, 2]],
    ['@.price > 5 && @.sold == true', [1]],
    ["@.kind=='a'||@.kind=='b'", [1, 2]],
    ["!(@.kind == 'a' || @.price == 20)", [3]],
    ['@.tag', [2]],
    ['!@.tag', [1, 3]],
    ['@.tag == null', [2]],
    ['@.price == $.limit', [1]],
    ["@.kind == 'it\\'s'", [3]],
    ["@['kind'] > 'a' && @.kind < 'c'", [2]],
    ["@.price > 'a'", []],
  ])('%s leaves %j', (test, found) => expect(ids(test)).toEqual(found));

  it('matches no scalars', () => expect(read('$.list[?(@ != 1)]', { list: [1, 2, {}] })).toEqual([{}]));
  it('on an object gives the object, if it holds', () =>
    expect(read('$.a[?(@.b == 1)]', { a: { b: 1 } })).toEqual([{ b: 1 }]));
});

it('finds descendants, those before their own', () => {
  const data = { year: 1, films: [{ year: 2, next: { year: 3 } }], more: { year: 4 } };
  expect(read('$..year', data)).toEqual([1, 2, 3, 4]);
  expect(read('$.films..year', data)).toEqual([2, 3]);
  expect(read('$..*', { a: [1] })).toEqual([[1], 1]);
  expect(read('$..[0]', { a: [1, [2]] })).toEqual([1, 2]);
});

it('fails where the part that leads to one value only leads nowhere, whatever follows', () => {
  expect(read('$.gone', {})).toBeUndefined();
  expect(read('$.gone[*]', {})).toBeUndefined();
  expect(read('$.gone.more[?(@.a)]', { gone: {} })).toBeUndefined();
  expect(read('$.text[0]', { text: 'abc' })).toBeUndefined();
  expect(read('$.list[5]', { list: [] })).toBeUndefined();
  expect(read('$.list[5][*]', { list: [] })).toEqual([]);
  expect(read('$.list.length', { list: [1] })).toBeUndefined();
  expect(read('$.toString', {})).toBeUndefined();
});

it.each([
  '$.',
  '$..',
  '$.a[',
  '$.a[]',
  "$.a['b",
  '$.a b',
  '$.a.length()',
  '$.a[?(@.b =~ /x/)]',
  "$['a','b']",
  '$.a[::2]',
  '$[?(@.a[*] == 1)]',
  'a',
  '',
])('refuses to read %j', (path) => expect(() => expressionOf(path)).toThrow("the sandbox can't read"));
