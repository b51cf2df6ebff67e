/** Choice states: https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html, https://states-language.net/spec.html#choice-state */
import type { Json } from '../../../../catalog/template';
import { holds } from '../../../../sandbox/services/states/language/choice';
import { machineOf, play } from '../play';

const test = (rule: object, input: Json) => holds({ ...rule }, { input, context: () => ({ State: { Name: 'here' } }) });
const is = (operator: string, operand: Json, value: Json) =>
  test({ Variable: '$.v', [operator]: operand }, { v: value });

it.each<[string, Json, Json, Json]>([
  ['StringEquals', 'a', 'a', 'A'],
  ['StringLessThan', 'b', 'a', 'b'],
  ['StringLessThanEquals', 'b', 'b', 'c'],
  ['StringGreaterThan', 'b', 'c', 'b'],
  ['StringGreaterThanEquals', 'b', 'b', 'a'],
  ['NumericEquals', 1, 1, 2],
  ['NumericLessThan', 10, 9, 10],
  ['NumericLessThanEquals', 10, 10, 11],
  ['NumericGreaterThan', 10, 11, 10],
  ['NumericGreaterThanEquals', 10, 10, 9],
  ['BooleanEquals', false, false, true],
  ['TimestampEquals', '2016-03-14T01:59:00Z', '2016-03-14T03:59:00+02:00', '2016-03-14T01:59:01Z'],
  ['TimestampLessThan', '2016-03-14T01:59:00Z', '2016-03-14T01:58:59.999Z', '2016-03-14T01:59:00Z'],
  ['TimestampLessThanEquals', '2016-03-14T01:59:00Z', '2016-03-14T01:59:00Z', '2016-03-14T01:59:01Z'],
  ['TimestampGreaterThan', '2016-03-14T01:59:00Z', '2016-03-14T01:59:00.001Z', '2016-03-14T01:59:00Z'],
  ['TimestampGreaterThanEquals', '2016-03-14T01:59:00Z', '2016-03-14T01:59:00Z', '2016-03-14T01:58:59Z'],
])('%s %j holds for %j and not for %j, given in the rule or by a path', (operator, operand, yes, no) => {
  expect([is(operator, operand, yes), is(operator, operand, no)]).toEqual([true, false]);
  const byPath = (value: Json) => test({ Variable: '$.v', [`${operator}Path`]: '$.o' }, { v: value, o: operand });
  expect([byPath(yes), byPath(no)]).toEqual([true, false]);
});

it.each<[string, Json, Json]>([
  ['IsNull', null, 0],
  ['IsNumeric', 1.5, '1'],
  ['IsString', '', 1],
  ['IsBoolean', false, 'false'],
  ['IsTimestamp', '2001-01-01T12:00:00Z', '2001-01-01 12:00:00Z'],
])('%s holds for %j and not for %j; with false the other way round', (operator, yes, no) => {
  expect([is(operator, true, yes), is(operator, true, no)]).toEqual([true, false]);
  expect([is(operator, false, yes), is(operator, false, no)]).toEqual([false, true]);
});

it.each([
  '2016-13-05T21:29:29Z',
  '2016-02-30T01:00:00Z',
  '2016-12-05T25:29:29Z',
  '2016-12-05T21:29:29',
  '2016-12-05t21:29:29z',
  '05-12-2016T21:29:29Z',
])('takes %s for no timestamp', (text) => expect(is('IsTimestamp', true, text)).toBe(false));

it.each<[string, string, boolean]>([
  ['foo*.log', 'foo23.log', true],
  ['*.log', 'zebra.log', true],
  ['foo*.*', 'foobar.zebra', true],
  ['foo*.log', 'foo.log2', false],
  ['a*b*b', 'ab', false],
  ['a*b*b', 'a-bb', true],
  ['ab*ba', 'aba', false],
  ['a.c', 'abc', false],
  ['*', 'two\nlines', true],
  ['a\\*b', 'a*b', true],
  ['a\\*b', 'axb', false],
  ['a\\\\b', 'a\\b', true],
  ['DELETE_*', 'DELETE_COMPLETE', true],
])('StringMatches %s against %s: %s', (pattern, text, matches) =>
  expect(is('StringMatches', pattern, text)).toBe(matches),
);

it('fails on a backslash before another character in StringMatches', () => {
  expect(() => is('StringMatches', 'a\\b', 'a')).toThrow('States.Runtime');
});

it.each<[string, Json, Json]>([
  ['StringEquals', '1', 1],
  ['NumericEquals', 1, '1'],
  ['NumericLessThan', 1, null],
  ['BooleanEquals', true, 'true'],
  ['TimestampLessThan', '2016-03-14T01:59:00Z', '2016'],
  ['StringMatches', '*', 1],
])('%s %j doesn’t hold for %j, which is of another kind', (operator, operand, value) =>
  expect(is(operator, operand, value)).toBe(false),
);

it('asks whether something is there; anything else about what isn’t there ends the execution', () => {
  expect(test({ Variable: '$.list[0]', IsPresent: true }, { list: [null] })).toBe(true);
  expect(test({ Variable: '$.list[0]', IsPresent: true }, { list: [] })).toBe(false);
  expect(test({ Variable: '$.a.b', IsPresent: false }, {})).toBe(true);
  const cause = "Invalid path '$.a': The choice state's condition path references an invalid value.";
  const failure = expect.objectContaining({ failure: { error: 'States.Runtime', cause } });
  expect(() => test({ Variable: '$.a', IsNull: true }, {})).toThrow(failure);
  expect(() => test({ Variable: '$.b', NumericEqualsPath: '$.a' }, { b: 1 })).toThrow(failure);
});

it('reads the context', () => {
  expect(test({ Variable: '$$.State.Name', StringEquals: 'here' }, {})).toBe(true);
});

it('stops at the first rule of And and Or that decides', () => {
  const missing = { Variable: '$.gone', StringEquals: 'x' };
  const [yes, no] = [true, false].map((present) => ({ Variable: '$.v', IsPresent: present }));
  expect(test({ And: [no, missing] }, { v: 1 })).toBe(false);
  expect(test({ Or: [yes, missing] }, { v: 1 })).toBe(true);
  expect(test({ And: [yes, { Or: [no, { Not: no }] }] }, { v: 1 })).toBe(true);
});

describe('the example of the language’s specification', () => {
  const value = (rule: object) => ({ Variable: '$.value', ...rule });
  const DispatchEvent = {
    Type: 'Choice',
    Choices: [
      { Not: { Variable: '$.type', StringEquals: 'Private' }, Next: 'Public' },
      {
        And: [
          value({ IsPresent: true }),
          value({ IsNumeric: true }),
          value({ NumericGreaterThanEquals: 20 }),
          value({ NumericLessThan: 30 }),
        ],
        Next: 'ValueInTwenties',
      },
      { Variable: '$.rating', NumericGreaterThanPath: '$.auditThreshold', Next: 'StartAudit' },
    ],
  };
  const end = (Result: string) => ({ Type: 'Pass', Result, ResultPath: '$.at', End: true });
  const ends = { Public: end('public'), ValueInTwenties: end('twenties'), StartAudit: end('audit') };
  const machine = machineOf({
    DispatchEvent: { ...DispatchEvent, Default: 'RecordEvent' },
    ...ends,
    RecordEvent: end('record'),
  });

  it.each<[Json, string]>([
    [{ type: 'Private', value: 22 }, 'twenties'],
    [{ type: 'Open' }, 'public'],
    [{ type: 'Private', value: 'x', rating: 2, auditThreshold: 1 }, 'audit'],
    [{ type: 'Private', rating: 1, auditThreshold: 1 }, 'record'],
  ])('%j goes to %s, with its input', (input, at) => {
    expect(play(machine, input).output).toEqual({ ...Object(input), at });
  });

  it('fails where no rule holds and there is no default', () => {
    const input = { type: 'Private', rating: 1, auditThreshold: 1 };
    expect(play(machineOf({ DispatchEvent, ...ends }), input)).toMatchObject({
      status: 'FAILED',
      error: 'States.NoChoiceMatched',
    });
  });
});
