/** Intrinsic functions: https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html, whose examples these are. */
import type { Json } from '../../../../catalog/template';
import { evaluate, expressionOf } from '../../../../sandbox/services/states/language/expression';

function call(text: string, input: Json = {}, context: Json = {}): Json {
  return evaluate(text, 'x.$', { input, context: () => context });
}

const list = [1, 2, 3, 4, 5, 6, 7, 8, 9];

it.each<[string, Json, Json]>([
  ['States.Array($.Id)', { Id: 123456 }, [123456]],
  [
    "States.Array('Foo', 2020, $.someJson, null)",
    { someJson: { random: 'abcdefg' } },
    ['Foo', 2020, { random: 'abcdefg' }, null],
  ],
  ['States.Array()', {}, []],
  ['States.ArrayPartition($.inputArray,4)', { inputArray: list }, [[1, 2, 3, 4], [5, 6, 7, 8], [9]]],
  ['States.ArrayContains($.inputArray, $.lookingFor)', { inputArray: list, lookingFor: 5 }, true],
  ['States.ArrayContains($.inputArray, $.lookingFor)', { inputArray: [[1], { a: 1 }], lookingFor: { a: 1 } }, true],
  ["States.ArrayContains($.list[*].Key, 'b')", { list: [{ Key: 'a' }] }, false],
  ['States.ArrayRange(1, 9, 2)', {}, [1, 3, 5, 7, 9]],
  ['States.ArrayRange(3, 1, -1)', {}, [3, 2, 1]],
  ['States.ArrayGetItem($.inputArray, $.index)', { inputArray: list, index: 5 }, 6],
  ['States.ArrayLength($.inputArray)', { inputArray: list }, 9],
  ['States.ArrayUnique($.inputArray)', { inputArray: [1, 2, 3, 3, 3, 3, 3, 3, 4] }, [1, 2, 3, 4]],
  ['States.ArrayUnique($)', [{ a: 1 }, { a: 1 }, [], [], null, null, false, 0], [{ a: 1 }, [], null, false, 0]],
  ['States.Base64Encode($.input)', { input: 'Data to encode' }, 'RGF0YSB0byBlbmNvZGU='],
  ['States.Base64Decode($.base64)', { base64: 'RGF0YSB0byBlbmNvZGU=' }, 'Data to encode'],
  [
    'States.Hash($.Data, $.Algorithm)',
    { Data: 'input data', Algorithm: 'SHA-1' },
    'aaff4a450a104cd177d28d18d74485e8cae074b7',
  ],
  [
    'States.JsonMerge($.json1, $.json2, false)',
    { json1: { a: { a1: 1, a2: 2 }, b: 2 }, json2: { a: { a3: 1, a4: 2 }, c: 3 } },
    { a: { a3: 1, a4: 2 }, b: 2, c: 3 },
  ],
  ['States.MathAdd($.value1, $.step)', { value1: 111, step: -1 }, 110],
  [
    'States.StringSplit($.inputString, $.splitter)',
    { inputString: '1,2,3,4,5', splitter: ',' },
    ['1', '2', '3', '4', '5'],
  ],
  [
    'States.StringSplit($.inputString, $.splitter)',
    { inputString: 'This.is+a,test=string', splitter: '.+,=' },
    ['This', 'is', 'a', 'test', 'string'],
  ],
  ["States.StringSplit(', , ,', ',')", {}, [' ', ' ']],
  ['States.StringToJson($.escapedJsonString)', { escapedJsonString: '{"foo": "bar"}' }, { foo: 'bar' }],
  ['States.JsonToString($.unescapedJson)', { unescapedJson: { foo: 'bar' } }, '{"foo":"bar"}'],
  ["States.Format('Hello, my name is {}.', $.name)", { name: 'Arnav' }, 'Hello, my name is Arnav.'],
  [
    'States.Format($.template, $.name)',
    { name: 'Arnav', template: 'Hello, my name is {}.' },
    'Hello, my name is Arnav.',
  ],
  [
    "States.Format('Your name is {}, we are in the year {}', $.name, 2020)",
    { name: 'Foo' },
    'Your name is Foo, we are in the year 2020',
  ],
  [
    "States.Format('Welcome to {} {}\\'s playlist.', $.firstName, $.lastName)",
    { firstName: 'A', lastName: 'B' },
    "Welcome to A B's playlist.",
  ],
  ["States.Format('\\{{}\\} \\\\ {} {}', true, null, 1.5)", {}, '{true} \\ null 1.5'],
])('%s of %j is %j', (text, input, value) => expect(call(text, input)).toEqual(value));

it('nests, and reads the context', () => {
  const text =
    "States.Format('{}.{}.{}', States.ArrayGetItem(States.StringSplit(States.ArrayGetItem(States.StringSplit($.ImageRecipe.Arn, '/'), 2), '.'), 0), " +
    "States.ArrayGetItem(States.StringSplit(States.ArrayGetItem(States.StringSplit($.ImageRecipe.Arn, '/'), 2), '.'), 1), $$.Execution.Name)";
  expect(call(text, { ImageRecipe: { Arn: 'arn:x/recipe/1.2.3' } }, { Execution: { Name: 'me' } })).toBe('1.2.me');
});

it('draws a random number from the start to below the end, the same one for the same seed', () => {
  const drawn = Array.from({ length: 100 }, () => Number(call('States.MathRandom(1, 4)')));
  expect(new Set(drawn)).toEqual(new Set([1, 2, 3]));
  const seeded = [1, 2, 3].map((seed) => call('States.MathRandom(0, 1000000, $)', seed));
  expect(seeded).toEqual([1, 2, 3].map((seed) => call('States.MathRandom(0, 1000000, $)', seed)));
  expect(new Set(seeded).size).toBe(3);
});

it('gives another UUID each time', () => {
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  expect(call('States.UUID()')).toMatch(uuid);
  expect(call('States.UUID()')).not.toBe(call('States.UUID()'));
});

it.each([
  ["States.ArrayPartition('a', 1)", '"a" is no array'],
  ['States.ArrayPartition($.list, 0)', 'the chunk size must be positive, got 0'],
  ['States.ArrayRange(0, 1000, 1)', '1000 items at the most, got 1001'],
  ['States.ArrayRange(0, 1, 0)', 'the increment must not be 0'],
  ['States.ArrayRange(0, 1.5, 1)', '1.5 is no integer'],
  ['States.ArrayGetItem($.list, 9)', 'the array has no item 9'],
  ["States.Hash('a', 'CRC32')", 'got CRC32'],
  ['States.Hash($.long, $.algorithm)', '10000 characters at the most'],
  ['States.Base64Encode($.long)', '10000 characters at the most'],
  ['States.JsonMerge($, $, true)', 'the third argument must be false'],
  ["States.StringToJson('x')", 'SyntaxError'],
  ['States.MathAdd(1.5, 1)', '1.5 is no integer'],
  ["States.Format('{} {}', 1)", 'fewer arguments than places'],
  ["States.Format('{}', 1, 2)", 'more arguments than places'],
  ["States.Format('{}', $.list)", 'is no text'],
  ['States.ArrayLength($.gone)', 'leads nowhere'],
])('%s fails, since %s', (text, why) => {
  const input = { list, long: 'a'.repeat(10_001), algorithm: 'MD5' };
  expect(() => call(text, input)).toThrow(
    expect.objectContaining({ failure: { error: 'States.IntrinsicFailure', cause: expect.stringContaining(why) } }),
  );
});

it.each([
  ['States.Unknown(1)'],
  ['States.Array(1'],
  ['States.Array(1,)'],
  ['States.UUID(1)'],
  ['States.ArrayLength()'],
  ['States.MathRandom(1)'],
  ["States.Format('\\x')"],
  ["States.Format('{}', 1) and more"],
  [`${'States.Array('.repeat(11)}1${')'.repeat(11)}`],
])('refuses to read %s', (text) => expect(() => expressionOf(text)).toThrow("the sandbox can't read"));

it('reads ten that are nested', () => {
  expect(() => expressionOf(`${'States.Array('.repeat(10)}1${')'.repeat(10)}`)).not.toThrow();
});
