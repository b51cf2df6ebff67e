/** Parallel and Map states: https://docs.aws.amazon.com/step-functions/latest/dg/state-parallel.html, https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html */
import type { Json } from '../../../catalog/template';
import { failing, machineOf, type Played, play, task, typesOf } from './play';

const pass = (fields: object = {}) => ({ Type: 'Pass', End: true, ...fields });
const wait = (Seconds: number) => ({ Type: 'Wait', Seconds, End: true });
/** Machine of one state, and of the one that its catcher goes to. */
const machineWith = (name: string, state: object) => ({
  StartAt: name,
  States: { [name]: { End: true, ...state }, ...('Catch' in state && { Caught: pass() }) },
});
const parallel = (Branches: readonly object[], fields: object = {}) =>
  machineWith('Both', { Type: 'Parallel', Branches, ...fields });
const map = (states: Record<string, object>, fields: object = {}) =>
  machineWith('Each', { Type: 'Map', ItemProcessor: machineOf(states), ...fields });
const all = { ErrorEquals: ['States.ALL'] };

/** Events as `<number> ← <the one before it> <type>`. */
const chain = ({ events }: Played) =>
  events.map(({ id, previousEventId, type }) => `${id} ← ${previousEventId ?? 0} ${type}`);

describe('a parallel state', () => {
  it('gives each branch its input, and their outputs in the order of the branches', () => {
    const slow = machineOf({
      Slow: { ...wait(5), End: undefined, Next: 'Add' },
      Add: pass({ Parameters: { 'sum.$': 'States.MathAdd($[0], $[1])' } }),
    });
    const quick = machineOf({ Quick: pass({ InputPath: '$[0]' }) });
    const played = play(parallel([slow, quick], { InputPath: '$.numbers', ResultPath: '$.results' }), {
      numbers: [3, 2],
    });
    expect(played).toMatchObject({
      status: 'SUCCEEDED',
      output: { numbers: [3, 2], results: [{ sum: 5 }, 3] },
      seconds: 5,
    });
  });

  it('is told as AWS tells it', () => {
    const branches = [machineOf({ A: pass() }), machineOf({ B: { Type: 'Succeed' } })];
    expect(chain(play(parallel(branches)))).toEqual([
      ...[
        '1 ← 0 ExecutionStarted',
        '2 ← 0 ParallelStateEntered',
        '3 ← 2 ParallelStateStarted',
        '4 ← 3 PassStateEntered',
      ],
      ...['5 ← 4 PassStateExited', '6 ← 3 SucceedStateEntered', '7 ← 6 SucceedStateExited'],
      ...['8 ← 7 ParallelStateSucceeded', '9 ← 7 ParallelStateExited', '10 ← 9 ExecutionSucceeded'],
    ]);
  });

  it('fails with the branch that fails first, and ends the others', () => {
    const failed = machineOf({
      First: { ...wait(1), End: undefined, Next: 'Fail' },
      Fail: { Type: 'Fail', Error: 'E', Cause: 'C' },
    });
    const other = machineOf({ Long: { ...wait(10), End: undefined, Next: 'Call' }, Call: task() });
    const played = play(parallel([other, failed]));
    expect(played).toMatchObject({ status: 'FAILED', error: 'E', cause: 'C', seconds: 1, calls: [] });
    expect(typesOf(played).slice(-4)).toEqual([
      'FailStateEntered',
      'WaitStateAborted',
      'ParallelStateFailed',
      'ExecutionFailed',
    ]);
  });

  it('is run again as a whole, its branches anew, and those of before do nothing more', () => {
    const counted = machineOf({ Call: task() });
    const late = machineOf({ Wait: { ...wait(3), End: undefined, Next: 'Late' }, Late: task({}, 'late') });
    const machine = parallel([counted, late], { Retry: [{ ...all, IntervalSeconds: 1, BackoffRate: 1 }] });
    const { status, calls, seconds } = play(
      machine,
      {},
      { answer: (_, number) => (number <= 2 ? failing('E') : number) },
    );
    expect(calls.map(({ resource, at }) => [resource, at])).toEqual([
      ['getParameter', 0],
      ['getParameter', 1],
      ['getParameter', 2],
      ['late', 5],
    ]);
    expect([status, seconds]).toEqual(['SUCCEEDED', 5]);
  });

  it('goes where its catcher says, and leaves nothing of its branches running', () => {
    const branches = [
      machineOf({ Call: task() }),
      machineOf({ Wait: { ...wait(1), End: undefined, Next: 'Late' }, Late: task({}, 'late') }),
    ];
    const machine = parallel(branches, { Catch: [{ ...all, ResultPath: '$.error', Next: 'Caught' }] });
    const { States } = machine;
    const slowly = { ...machine, States: { ...States, Caught: wait(10) } };
    const { output, calls, events } = play(slowly, { in: 1 }, { answer: () => failing('E', 'why') });
    expect(output).toEqual({ in: 1, error: { Error: 'E', Cause: 'why' } });
    expect(calls).toHaveLength(1);
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['ParallelStateFailed', 'ParallelStateExited']),
    );
  });

  it('is failed by a branch whose own retries and catchers come first', () => {
    const inner = machineOf({
      Call: task({ Retry: [{ ErrorEquals: ['E'], MaxAttempts: 1 }], Catch: [{ ErrorEquals: ['E'], Next: 'Again' }] }),
      Again: task({}, 'again'),
    });
    const machine = parallel([inner], { Catch: [{ ErrorEquals: ['Last'], Next: 'Caught' }] });
    const { status, calls } = play(
      machine,
      {},
      { answer: ({ resource }) => failing(resource === 'again' ? 'Last' : 'E') },
    );
    expect([status, calls.map(({ resource }) => resource)]).toEqual([
      'SUCCEEDED',
      ['getParameter', 'getParameter', 'again'],
    ]);
  });
});

describe('a map', () => {
  const shipped = [
    { prod: 'R31', quantity: 1344 },
    { prod: 'S39', quantity: 40 },
  ];
  const input = { 'ship-date': '2016-03-14T01:59:00Z', detail: { 'delivery-partner': 'UQS', shipped } };
  const validate = { Validate: task() };
  const fields = { InputPath: '$.detail', ItemsPath: '$.shipped', ResultPath: '$.detail.shipped' };

  it('runs its states for each item, and puts their outputs in the items’ order', () => {
    const { output, calls } = play(map(validate, fields), input, { answer: (_, number) => number });
    expect(calls.map((call) => call.input)).toEqual(shipped);
    expect(output).toEqual({ ...input, detail: { ...input.detail, shipped: [1, 2] } });
  });

  it.each(['ItemSelector', 'Parameters'])('takes what %s makes of each item', (field) => {
    const selector = {
      'parcel.$': '$$.Map.Item.Value',
      'courier.$': '$.delivery-partner',
      'at.$': '$$.Map.Item.Index',
    };
    const { calls } = play(map(validate, { ...fields, [field]: selector }), input);
    expect(calls.map((call) => call.input)).toEqual([
      { parcel: shipped[0], courier: 'UQS', at: 0 },
      { parcel: shipped[1], courier: 'UQS', at: 1 },
    ]);
  });

  it('takes the older Iterator too', () => {
    const machine = machineOf({ Each: { Type: 'Map', Iterator: machineOf({ One: pass({ Result: 1 }) }), End: true } });
    expect(play(machine, [5, 6]).output).toEqual([1, 1]);
  });

  it('is told as AWS tells it', () => {
    expect(chain(play(map({ One: pass() }, { MaxConcurrency: 1 }), ['a', 'b']))).toEqual([
      ...['1 ← 0 ExecutionStarted', '2 ← 0 MapStateEntered', '3 ← 2 MapStateStarted'],
      ...[
        '4 ← 3 MapIterationStarted',
        '5 ← 4 PassStateEntered',
        '6 ← 5 PassStateExited',
        '7 ← 6 MapIterationSucceeded',
      ],
      ...[
        '8 ← 6 MapIterationStarted',
        '9 ← 8 PassStateEntered',
        '10 ← 9 PassStateExited',
        '11 ← 10 MapIterationSucceeded',
      ],
      ...['12 ← 11 MapStateSucceeded', '13 ← 11 MapStateExited', '14 ← 13 ExecutionSucceeded'],
    ]);
    expect(chain(play(map({ One: pass() }), [])).slice(2)).toEqual([
      ...['3 ← 2 MapStateStarted', '4 ← 3 MapStateSucceeded', '5 ← 3 MapStateExited', '6 ← 5 ExecutionSucceeded'],
    ]);
  });

  it.each<[object, Json, number, number]>([
    [{ MaxConcurrency: 1 }, 5, 1, 50],
    [{ MaxConcurrency: 2 }, 5, 2, 30],
    [{ MaxConcurrencyPath: '$[0]' }, 5, 5, 10],
    [{}, 100, 40, 30],
    [{ MaxConcurrency: 0 }, 41, 40, 20],
    [{ MaxConcurrency: 100 }, 41, 40, 20],
  ])('with %j runs %d items %d at a time, in %d seconds', (settings, count, atOnce, seconds) => {
    const items = Array.from({ length: Number(count) }, () => 5);
    const played = play(map({ Wait: wait(10) }, settings), items);
    let running = 0;
    let most = 0;
    for (const { type } of played.events) {
      if (type === 'MapIterationStarted') running += 1;
      if (type === 'MapIterationSucceeded') running -= 1;
      most = Math.max(most, running);
    }
    expect([played.status, most, played.seconds]).toEqual(['SUCCEEDED', atOnce, seconds]);
    expect(played.output).toEqual(items);
  });

  it('fails with an iteration that fails: those under way end, and no other starts', () => {
    const states = { Wait: { Type: 'Wait', SecondsPath: '$', Next: 'Call' }, Call: task() };
    const played = play(map(states, { MaxConcurrency: 2 }), [5, 1, 9], { answer: () => failing('E', 'why') });
    expect(played).toMatchObject({ status: 'FAILED', error: 'E', cause: 'why', seconds: 1 });
    expect(played.calls).toHaveLength(1);
    expect(typesOf(played).slice(-6)).toEqual([
      ...[
        'TaskFailed',
        'MapIterationFailed',
        'WaitStateAborted',
        'MapIterationAborted',
        'MapStateFailed',
        'ExecutionFailed',
      ],
    ]);
    expect(played.events.filter(({ type }) => type === 'MapIterationStarted')).toHaveLength(2);
    const failed = played.events.find(({ type }) => type === 'MapIterationFailed');
    expect(failed?.mapIterationFailedEventDetails).toEqual({ name: 'Each', index: 1 });
  });

  it('is run again as a whole, or caught', () => {
    const retried = play(map(validate, { Retry: [{ ...all, MaxAttempts: 1 }] }), ['a'], {
      answer: (_, number) => (number === 1 ? failing('E') : 'ok'),
    });
    expect([retried.output, retried.seconds]).toEqual([['ok'], 1]);
    const caught = play(map(validate, { Catch: [{ ...all, Next: 'Caught' }] }), ['a'], { answer: () => failing('E') });
    expect(caught.output).toEqual({ Error: 'E', Cause: 'so it is' });
  });

  it('nests', () => {
    const inner = { Inner: { Type: 'Map', ItemProcessor: machineOf({ One: pass() }), End: true } };
    expect(
      play(map(inner), [
        [1, 2, 3],
        [4, 5, 6],
      ]).output,
    ).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    const failing = {
      Inner: {
        Type: 'Parallel',
        Branches: [machineOf({ F: { Type: 'Fail', Error: 'Deep' } }), machineOf({ W: wait(5) })],
        End: true,
      },
    };
    const failed = play(map(failing), [1]);
    expect(failed).toMatchObject({ status: 'FAILED', error: 'Deep', seconds: 0 });
    expect(typesOf(failed).slice(-5)).toEqual([
      'FailStateEntered',
      'ParallelStateFailed',
      'MapIterationFailed',
      'MapStateFailed',
      'ExecutionFailed',
    ]);
  });

  it('ends the execution where its items are no array', () => {
    const { error, cause } = play(map(validate), { a: 1 });
    expect([error, cause]).toEqual([
      'States.Runtime',
      expect.stringContaining('Map state input must be an array but was: {"a":1}'),
    ]);
    expect(play(map(validate, { ItemsPath: '$.gone' }), {}).error).toBe('States.Runtime');
    expect(play(map(validate, { MaxConcurrencyPath: '$[0]' }), ['x']).error).toBe('States.Runtime');
  });
});
