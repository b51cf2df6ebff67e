/** Input and output of states: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-input-output-filtering.html, https://states-language.net/spec.html#filters */
import type { Json } from '../../../../catalog/template';
import { machineOf, play, task } from '../play';

function outputOf(state: object, input: Json, result?: Json): Json | undefined {
  const { status, output, cause } = play(machineOf({ First: state }), input, { answer: () => result ?? null });
  if (status !== 'SUCCEEDED') throw new Error(cause);
  return output;
}

const pass = (fields: object) => ({ Type: 'Pass', End: true, ...fields });

it('fills a template from the input and the context, at any depth', () => {
  const Parameters = {
    flagged: true,
    parts: { 'first.$': '$.vals[0]', 'last3.$': '$.vals[-3:]' },
    list: [{ 'name.$': '$$.State.Name' }, 'x'],
    'formattedOutput.$': "States.Format('Today is {}', $.day)",
  };
  const input = { flagged: 7, vals: [0, 10, 20, 30, 40, 50], day: 'TUESDAY' };
  expect(outputOf(pass({ Parameters }), input)).toEqual({
    flagged: true,
    parts: { first: 0, last3: [30, 40, 50] },
    list: [{ name: 'First' }, 'x'],
    formattedOutput: 'Today is TUESDAY',
  });
});

it('gives a task what InputPath and Parameters make of the input, and on what the other three make of the result', () => {
  const state = task({
    ...{ InputPath: '$.library', Parameters: { 'title.$': '$.book', all: false } },
    ...{ ResultSelector: { 'found.$': '$.hits[0]' }, ResultPath: '$.answer', OutputPath: '$.answer.found' },
  });
  const { calls, output } = play(
    machineOf({ First: state }),
    { library: { book: 'x' } },
    { answer: () => ({ hits: [5, 6] }) },
  );
  expect(calls[0]?.input).toEqual({ title: 'x', all: false });
  expect(output).toBe(5);
});

it.each<[string, object, Json, Json, Json]>([
  ['replaces the input by the result', {}, { a: 1 }, 'Hello', 'Hello'],
  ['replaces it where ResultPath is $', { ResultPath: '$' }, { a: 1 }, 'Hello', 'Hello'],
  ['adds it to the input', { ResultPath: '$.taskresult' }, { who: 'me' }, 'Hello', { who: 'me', taskresult: 'Hello' }],
  [
    'adds it deeper',
    { ResultPath: '$.strings.lambdaresult' },
    { strings: { a: 1 } },
    'Hello',
    { strings: { a: 1, lambdaresult: 'Hello' } },
  ],
  [
    'overwrites a node',
    { ResultPath: '$.master.detail' },
    { master: { detail: [1, 2, 3] } },
    6,
    { master: { detail: 6 } },
  ],
  [
    'makes objects on the way',
    { ResultPath: '$.master.result.sum' },
    { master: { detail: [1] } },
    6,
    { master: { detail: [1], result: { sum: 6 } } },
  ],
  ['overwrites an item of an array', { ResultPath: '$.list[1]' }, { list: [1, 2] }, 6, { list: [1, 6] }],
  ['leaves the result out where ResultPath is null', { ResultPath: null }, { a: 1 }, 'Hello', { a: 1 }],
  [
    'uses the whole input for ResultPath, not what InputPath selects',
    { InputPath: '$.numbers', ResultPath: '$.sum' },
    { title: 't', numbers: { val1: 3 } },
    7,
    { title: 't', numbers: { val1: 3 }, sum: 7 },
  ],
  ['gives an empty object where OutputPath is null', { OutputPath: null }, { a: 1 }, 'Hello', {}],
])('%s', (_, fields, input, result, output) => expect(outputOf(task(fields), input, result)).toEqual(output));

it('takes an empty object for the input where InputPath is null', () => {
  expect(outputOf(pass({ InputPath: null }), { a: 1 })).toEqual({});
});

it('places the Result of a Pass state, and copies its input where it has none', () => {
  const Result = { 'x-datum': 0.381018, 'y.$': '$.not.a.path' };
  expect(outputOf(pass({ Result, ResultPath: '$.coords' }), { georefOf: 'Home' })).toEqual({
    georefOf: 'Home',
    coords: Result,
  });
  expect(outputOf(pass({ Result: null }), { a: 1 })).toBeNull();
  expect(outputOf(pass({}), [1])).toEqual([1]);
});

it('knows the execution, the machine and the state in the context', () => {
  const context = outputOf(pass({ InputPath: '$$' }), { in: 1 });
  expect(context).toEqual({
    Execution: {
      ...{ Id: 'arn:aws:states:us-east-1:000000000000:execution:played:run', Name: 'run', Input: { in: 1 } },
      ...{ RoleArn: 'arn:aws:iam::000000000000:role/played', StartTime: '2026-01-01T00:00:00.000Z', RedriveCount: 0 },
    },
    State: { Name: 'First', EnteredTime: '2026-01-01T00:00:00.000Z', RetryCount: 0 },
    StateMachine: { Id: 'arn:aws:states:us-east-1:000000000000:stateMachine:played', Name: 'played' },
  });
});

describe('a path that leads nowhere', () => {
  const failure = (state: object) => {
    const { status, error, cause } = play(machineOf({ First: state }), { a: 'x' });
    return { status, error, cause };
  };
  const where = "An error occurred while executing the state 'First' (entered at the event id #2). ";

  it('ends the execution, and is told with the state', () => {
    expect(failure(pass({ Parameters: { 'b.$': '$.gone' } }))).toEqual({
      ...{ status: 'FAILED', error: 'States.Runtime' },
      cause: `${where}The JSONPath '$.gone' specified for the field 'b.$' could not be found in the input '{"a":"x"}'`,
    });
    const cause = `${where}Invalid path '$.gone' : No results for path`;
    expect(failure(pass({ InputPath: '$.gone' }))).toEqual({ status: 'FAILED', error: 'States.Runtime', cause });
    expect(failure(pass({ OutputPath: '$.gone' }))).toMatchObject({ error: 'States.Runtime', cause });
  });

  it('can’t be caught or tried again', () => {
    const all = { ErrorEquals: ['States.ALL'] };
    const state = task({ InputPath: '$.gone', Retry: [all], Catch: [{ ...all, Next: 'Caught' }] });
    const { status, error, seconds } = play(machineOf({ First: state, Caught: { Type: 'Succeed' } }));
    expect([status, error, seconds]).toEqual(['FAILED', 'States.Runtime', 0]);
  });

  it('is another error where a result can’t be placed', () => {
    expect(failure(pass({ InputPath: '$.a', ResultPath: '$.a.b' }))).toMatchObject({
      error: 'States.ResultPathMatchFailure',
    });
    expect(failure(pass({ ResultPath: '$.a[0]' }))).toMatchObject({ error: 'States.ResultPathMatchFailure' });
  });
});

describe('data of more than 256 KiB', () => {
  const limit = 262_144;
  const text = (bytes: number) => 'ä'.repeat((bytes - 2) / 2);
  const machine = (state: object) => machineOf({ First: state });
  const catching = (name: string) => {
    const First = task({ Catch: [{ ErrorEquals: [name], Next: 'Caught' }] });
    return machineOf({ First, Caught: { Type: 'Pass', Result: 'caught', End: true } });
  };

  it('passes as a state’s output up to the limit, in bytes', () => {
    expect(play(machine(pass({ Result: text(limit) }))).status).toBe('SUCCEEDED');
    expect(play(machine(pass({ Result: text(limit + 2) })))).toMatchObject({
      ...{ status: 'FAILED', error: 'States.DataLimitExceeded' },
      cause:
        "The state/task 'First' returned a result with a size exceeding the maximum number of bytes service limit.",
    });
  });

  it('fails a task as its answer, even if less would go on', () => {
    const settings = { answer: () => text(limit + 2) };
    const played = play(machine(task({ ResultPath: null })), {}, settings);
    expect(played).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
    expect(played.events.map(({ type }) => type)).toContain('TaskFailed');
    expect(play(catching('States.ALL'), {}, settings).status).toBe('FAILED');
    expect(play(catching('States.TaskFailed'), {}, settings).status).toBe('FAILED');
    expect(play(catching('States.DataLimitExceeded'), {}, settings).output).toBe('caught');
  });

  it('fails a task before its call as what Parameters make', () => {
    const Parameters = { 'twice.$': 'States.Array($.text, $.text)' };
    const { error, calls } = play(machine(task({ Parameters })), { text: text(limit / 2) });
    expect([error, calls]).toEqual(['States.DataLimitExceeded', []]);
  });

  it('fails a parallel state as what its branches give together', () => {
    const branch = (name: string) => machineOf({ [name]: pass({}) });
    const state = { Type: 'Parallel', Branches: [branch('A'), branch('B')], End: true };
    expect(play(machine(state), text(limit / 2 + 2)).error).toBe('States.DataLimitExceeded');
  });
});
