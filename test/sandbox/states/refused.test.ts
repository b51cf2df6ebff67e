/** Definitions that AWS runs and the sandbox doesn't: an execution fails before its first state, and says why. */
import { unsupported } from '../../../sandbox/services/states/language/unsupported';
import { isCallable } from '../../../sandbox/services/states/task';
import { machineOf, task } from './play';

const pass = { Type: 'Pass', End: true };
const problems = (States: Record<string, object>, more: object = {}) =>
  unsupported(JSON.parse(JSON.stringify(machineOf(States, more))), isCallable);
const map = (fields: object, config: object = {}) => ({
  Type: 'Map',
  ItemProcessor: { ...machineOf({ One: pass }), ...config },
  End: true,
  ...fields,
});

it.each<[string, object, string]>([
  ['another query language', { ...pass, QueryLanguage: 'JSONata' }, 'not in JSONata'],
  ['variables', { ...pass, Assign: { a: 1 } }, "doesn't run Assign"],
  [
    'variables that a rule assigns',
    { Type: 'Choice', Choices: [{ Variable: '$', IsNull: true, Next: 'First', Assign: { a: 1 } }] },
    "doesn't run Assign",
  ],
  [
    'variables that a catcher assigns',
    task({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'First', Assign: { a: 1 } }] }),
    "doesn't run Assign",
  ],
  ['variables in paths', { ...pass, InputPath: '$a.b' }, "can't read $a.b"],
  [
    'another role',
    task({ Credentials: { RoleArn: 'arn:aws:iam::222222222222:role/nobody' } }),
    "doesn't run Credentials",
  ],
  ['heartbeats', task({ HeartbeatSeconds: 5 }), "doesn't run HeartbeatSeconds"],
  [
    'distributed maps',
    map({}, { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } }),
    'not DISTRIBUTED',
  ],
  [
    'items from elsewhere',
    map({ ItemReader: { Resource: 'arn:aws:states:::s3:getObject' } }),
    "doesn't run ItemReader",
  ],
  ['batches', map({ ItemBatcher: { MaxItemsPerBatch: 2 } }), "doesn't run ItemBatcher"],
  [
    'results elsewhere',
    map({ ResultWriter: { Resource: 'arn:aws:states:::s3:putObject' } }),
    "doesn't run ResultWriter",
  ],
  ['tolerated failures', map({ ToleratedFailureCount: 1 }), "doesn't run ToleratedFailureCount"],
  [
    'a share of tolerated failures',
    map({ ToleratedFailurePercentagePath: '$.p' }),
    "doesn't run ToleratedFailurePercentagePath",
  ],
  [
    'task tokens',
    { ...task(), Resource: 'arn:aws:states:::aws-sdk:sfn:startExecution.waitForTaskToken' },
    'no task of the resource',
  ],
  [
    'waiting for a job',
    { ...task(), Resource: 'arn:aws:states:::states:startExecution.sync:2' },
    'no task of the resource',
  ],
  ['functions', { ...task(), Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f' }, 'no task of the resource'],
  [
    'activities',
    { ...task(), Resource: 'arn:aws:states:us-east-1:123456789012:activity:a' },
    'no task of the resource',
  ],
  [
    'services that the sandbox lacks',
    { ...task(), Resource: 'arn:aws:states:::aws-sdk:dynamodb:getItem' },
    'no task of the resource',
  ],
  [
    'functions of paths',
    { ...pass, Parameters: { deep: [{ 'n.$': '$.list.length()' }] } },
    "can't read $.list.length()",
  ],
  [
    'such paths of rules',
    { Type: 'Choice', Choices: [{ Not: { Variable: '$.a.size()', IsNull: true }, Next: 'First' }] },
    "can't read $.a.size()",
  ],
])('has no %s', (_, state, why) => {
  expect(problems({ First: state })).toEqual([expect.stringContaining(why)]);
  expect(problems({ First: state })[0]).toContain('First');
});

it('looks into branches and iterations', () => {
  const inner = task({ Credentials: { RoleArn: 'x' } });
  expect(problems({ First: { Type: 'Parallel', Branches: [machineOf({ Inner: inner })], End: true } })).toHaveLength(1);
  expect(problems({ First: { Type: 'Map', Iterator: machineOf({ Inner: inner }), End: true } })).toHaveLength(1);
});

it('refuses a machine that is in another query language as a whole', () => {
  expect(problems({ First: pass }, { QueryLanguage: 'JSONata' })).toEqual([
    'The sandbox runs state machines in JSONPath, not in JSONata.',
  ]);
});

it('takes what only looks like a field or a path for the data that it is', () => {
  const Parameters = { Credentials: 'x', SomePath: '/not/a/path', 'n.$': '$.a' };
  expect(problems({ First: task({ Parameters }) })).toEqual([]);
  expect(problems({ First: { ...pass, Result: { 'x.$': 'no path', Variable: '/' } } })).toEqual([]);
  expect(
    problems({ First: map({ ItemSelector: { 'a.$': '$$.Map.Item.Value' } }, { ProcessorConfig: { Mode: 'INLINE' } }) }),
  ).toEqual([]);
});
