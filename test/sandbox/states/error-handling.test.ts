/** Retries and catchers: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
import { retryDelay } from '../../../sandbox/services/states/language/error-handling';
import { failing, machineOf, play, task, typesOf } from './play';

const all = { ErrorEquals: ['States.ALL'] };
const caught = { Type: 'Pass', End: true };

describe('the wait before a retry', () => {
  const delays = (retrier: object, count: number, random = 0.5) =>
    Array.from({ length: count }, (_, retries) => retryDelay({ ...all, ...retrier }, retries, () => random));

  it('is one second, twice as long each time, three times, unless the retrier says otherwise', () => {
    expect(delays({}, 4)).toEqual([1000, 2000, 4000, undefined]);
    expect(delays({ IntervalSeconds: 3, MaxAttempts: 2, BackoffRate: 1.5 }, 3)).toEqual([3000, 4500, undefined]);
    expect(delays({ MaxAttempts: 0 }, 1)).toEqual([undefined]);
  });

  it('is no longer than MaxDelaySeconds', () => {
    expect(delays({ IntervalSeconds: 3, MaxDelaySeconds: 4, MaxAttempts: 3 }, 3)).toEqual([3000, 4000, 4000]);
  });

  it('is drawn between 0 and its length where the jitter is FULL', () => {
    expect(delays({ IntervalSeconds: 2, JitterStrategy: 'FULL' }, 3, 0.25)).toEqual([500, 1000, 2000]);
    expect(delays({ IntervalSeconds: 2, MaxDelaySeconds: 3, JitterStrategy: 'FULL' }, 2, 0.5)).toEqual([1000, 1500]);
    expect(delays({ IntervalSeconds: 2, JitterStrategy: 'NONE' }, 1, 0.25)).toEqual([2000]);
  });
});

it('counts retries by retrier, over all errors that it names, as in AWS’s example', () => {
  const X = task({
    End: undefined,
    Next: 'Y',
    Retry: [
      { ErrorEquals: ['ErrorA', 'ErrorB'], IntervalSeconds: 1, BackoffRate: 2, MaxAttempts: 2 },
      { ErrorEquals: ['ErrorC'], IntervalSeconds: 5 },
    ],
    Catch: [{ ...all, Next: 'Z' }],
  });
  const errors = ['ErrorA', 'ErrorB', 'ErrorC', 'ErrorB'];
  const { status, output, calls } = play(
    machineOf({ X, Y: caught, Z: caught }),
    {},
    { answer: (_, number) => failing(errors[number - 1] ?? '') },
  );
  expect(calls.map(({ at }) => at)).toEqual([0, 1, 3, 8]);
  expect([status, output]).toEqual(['SUCCEEDED', { Error: 'ErrorB', Cause: 'so it is' }]);
});

it('begins to count anew when the state is entered again', () => {
  const Retry = [{ ...all, MaxAttempts: 1, IntervalSeconds: 1 }];
  const First = task({
    End: undefined,
    Next: 'Again?',
    Retry,
    ResultPath: '$.n',
    Parameters: { 'retries.$': '$$.State.RetryCount' },
  });
  const machine = machineOf({
    First,
    'Again?': { Type: 'Choice', Choices: [{ Variable: '$.n', NumericEquals: 4, Next: 'Done' }], Default: 'First' },
    Done: { Type: 'Succeed' },
  });
  const { status, calls } = play(machine, {}, { answer: (_, number) => (number % 2 ? failing('E') : number) });
  expect(status).toBe('SUCCEEDED');
  expect(calls.map(({ input }) => input)).toEqual([{ retries: 0 }, { retries: 1 }, { retries: 0 }, { retries: 1 }]);
});

it('tries no error again that the first retrier which names it doesn’t', () => {
  const Retry = [{ ErrorEquals: ['States.Timeout'], MaxAttempts: 0 }, all];
  const calls = (error: string) =>
    play(machineOf({ First: task({ Retry }) }), {}, { answer: () => failing(error) }).calls.length;
  expect([calls('States.Timeout'), calls('Other')]).toEqual([1, 4]);
});

it.each([
  ['States.ALL', 'Any.Error', true],
  ['States.ALL', 'States.Timeout', true],
  ['States.TaskFailed', 'Any.Error', true],
  ['States.TaskFailed', 'States.Timeout', false],
  ['States.ALL', 'States.Runtime', false],
  ['States.Runtime', 'States.Runtime', false],
  ['States.ALL', 'States.DataLimitExceeded', false],
  ['States.DataLimitExceeded', 'States.DataLimitExceeded', true],
  ['Any.Error', 'Any.Error', true],
  ['Any.Error', 'any.error', false],
])('a catcher of %s for %s: %s', (name, error, catches) => {
  const First = task({ Catch: [{ ErrorEquals: [name], Next: 'Caught' }] });
  const { status } = play(machineOf({ First, Caught: caught }), {}, { answer: () => failing(error) });
  expect(status).toBe(catches ? 'SUCCEEDED' : 'FAILED');
});

it('gives a catcher’s state the error, in the state’s input where ResultPath says', () => {
  const machine = (catcher: object) =>
    machineOf({ First: task({ Catch: [{ ...all, ...catcher, Next: 'Caught' }] }), Caught: caught });
  const settings = { answer: () => failing('E', 'why') };
  const error = { Error: 'E', Cause: 'why' };
  expect(play(machine({}), { foo: 'bar' }, settings).output).toEqual(error);
  expect(play(machine({ ResultPath: '$.error' }), { foo: 'bar' }, settings).output).toEqual({ foo: 'bar', error });
  expect(play(machine({ ResultPath: null }), { foo: 'bar' }, settings).output).toEqual({ foo: 'bar' });
});

it('takes the first catcher, after the retries', () => {
  const First = task({
    Retry: [{ ErrorEquals: ['E'], MaxAttempts: 1 }],
    Catch: [
      { ErrorEquals: ['Other'], Next: 'A' },
      { ErrorEquals: ['E'], Next: 'B' },
      { ...all, Next: 'A' },
    ],
  });
  const end = (Result: string) => ({ Type: 'Pass', Result, End: true });
  const { output, calls } = play(machineOf({ First, A: end('a'), B: end('b') }), {}, { answer: () => failing('E') });
  expect([output, calls.length]).toEqual(['b', 2]);
});

it('fails the execution where nothing catches the error, and where a catcher’s ResultPath can’t be applied', () => {
  const failed = play(machineOf({ First: task() }), 'text', { answer: () => failing('E', 'why') });
  expect(failed).toMatchObject({ status: 'FAILED', error: 'E', cause: 'why' });
  const First = task({ Catch: [{ ...all, ResultPath: '$.error', Next: 'Caught' }] });
  const unplaced = play(machineOf({ First, Caught: caught }), 'text', { answer: () => failing('E', 'why') });
  expect(unplaced).toMatchObject({ status: 'FAILED', error: 'States.ResultPathMatchFailure' });
});

it('fails as a Fail state says, by its words or by paths', () => {
  const fail = (fields: object) => play(machineOf({ First: { Type: 'Fail', ...fields } }), { Error: 'E', Cause: 'C' });
  expect(fail({ Error: 'ErrorA', Cause: 'Kaiju attack' })).toMatchObject({
    status: 'FAILED',
    error: 'ErrorA',
    cause: 'Kaiju attack',
  });
  expect(fail({ ErrorPath: '$.Error', CausePath: "States.Format('by {}', $.Cause)" })).toMatchObject({
    error: 'E',
    cause: 'by C',
  });
  expect(fail({})).toMatchObject({ status: 'FAILED', error: undefined, cause: undefined });
  expect(fail({ ErrorPath: '$.gone' })).toMatchObject({ error: 'States.Runtime' });
});

describe('time', () => {
  it('runs out for a call that takes longer than the task may', () => {
    const played = play(machineOf({ First: task({ TimeoutSeconds: 2 }) }), {}, { callMs: 3_000 });
    expect(played).toMatchObject({ status: 'FAILED', error: 'States.Timeout', seconds: 2, calls: [] });
    expect(typesOf(played)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskTimedOut',
      'ExecutionFailed',
    ]);
    expect(play(machineOf({ First: task({ TimeoutSeconds: 4 }) }), {}, { callMs: 3_000 })).toMatchObject({
      status: 'SUCCEEDED',
      seconds: 3,
    });
  });

  it('may be given by a path, and a timeout caught by its name', () => {
    const First = task({ TimeoutSecondsPath: '$.most', Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Caught' }] });
    const { output, seconds } = play(machineOf({ First, Caught: caught }), { most: 1 }, { callMs: 3_000 });
    expect([output, seconds]).toEqual([{ Error: 'States.Timeout', Cause: '' }, 1]);
    expect(play(machineOf({ First, Caught: caught }), { most: 'x' }).error).toBe('States.Runtime');
  });

  it('runs out for the execution, whatever its branches wait for', () => {
    const wait = machineOf({ Long: { Type: 'Wait', Seconds: 100, End: true } });
    const Branches = [wait, machineOf({ Longer: { Type: 'Wait', Seconds: 200, End: true } })];
    const machine = machineOf({ First: { Type: 'Parallel', Branches, End: true } }, { TimeoutSeconds: 30 });
    const played = play(machine);
    expect(played).toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout', seconds: 30 });
    expect(typesOf(played).at(-1)).toBe('ExecutionTimedOut');
    const Retry = [{ ...all, IntervalSeconds: 100 }];
    const trying = machineOf({ First: task({ Retry }) }, { TimeoutSeconds: 30 });
    expect(play(trying, {}, { answer: () => failing('E') })).toMatchObject({ status: 'TIMED_OUT', seconds: 30 });
  });
});

describe('a wait', () => {
  const seconds = (fields: object, input = {}) => {
    const played = play(machineOf({ First: { Type: 'Wait', End: true, ...fields } }), input);
    return played.status === 'SUCCEEDED' ? played.seconds : played.cause;
  };

  it('lasts as many seconds as it says, or until a time, also by a path', () => {
    expect(seconds({ Seconds: 10 })).toBe(10);
    expect(seconds({ Seconds: 0 })).toBe(0);
    expect(seconds({ SecondsPath: '$.s' }, { s: 7 })).toBe(7);
    expect(seconds({ Timestamp: '2026-01-01T00:01:00Z' })).toBe(60);
    expect(seconds({ TimestampPath: '$.t' }, { t: '2026-01-01T02:00:30+02:00' })).toBe(30);
    expect(seconds({ Timestamp: '2016-03-14T01:59:00Z' })).toBe(0);
  });

  it('ends the execution where its time is none', () => {
    expect(seconds({ SecondsPath: '$.s' }, { s: -1 })).toContain('$.s');
    expect(seconds({ SecondsPath: '$.s' }, { s: 1.5 })).toContain('1.5');
    expect(seconds({ SecondsPath: '$.s' }, { s: 100_000_000 })).toContain('too long');
    expect(seconds({ TimestampPath: '$.t' }, { t: '2016-12-05T21:29:29' })).toContain('2016-12-05T21:29:29');
    expect(seconds({ SecondsPath: '$.gone' })).toContain('$.gone');
  });
});

it('fails an execution whose history has no room left, with its last event', () => {
  const Choices = [{ Variable: '$.stop', IsPresent: true, Next: 'Done' }];
  const machine = machineOf({
    First: { Type: 'Pass', Next: 'Again?' },
    'Again?': { Type: 'Choice', Choices, Default: 'First' },
    Done: { Type: 'Succeed' },
  });
  const played = play(machine, {}, { earlierEvents: 24_980 });
  expect(played).toMatchObject({
    status: 'FAILED',
    error: 'States.Runtime',
    cause: 'The execution reached the maximum number of history events (25000).',
  });
  expect(played.events.at(-1)).toMatchObject({ id: 25_000, type: 'ExecutionFailed' });
  expect(played.events).toHaveLength(21);
});
