/** The guard's machine, and examples that AWS publishes, in another interpreter of the language: both come to the same. */
import type { Json } from '../../../catalog/template';
import { guardMachine } from '../../../portfolios/guard/guard-machine';
import { type Answer, failing, machineOf, play, task } from './play';
import { findSecondOpinion, LEFT_OUT, type SecondOpinion } from './second-opinion';

const found = findSecondOpinion();
if (!found) console.warn(LEFT_OUT);
const withSecondOpinion = found ? describe : describe.skip;
const ask: SecondOpinion = (...of) => found?.(...of) ?? Promise.reject(new Error(LEFT_OUT));

/** Runs a machine in both, and answers how it ended. */
async function agreed(machine: object, input: Json, answer: Answer = () => ({})) {
  const { status, output, error, calls } = play(machine, input, { answer });
  const here = { status, output, error, calls: calls.map((call) => ({ ...call, at: 0 })) };
  expect(here).toEqual(await ask(machine, input, answer));
  return here;
}

const pass = (fields: object) => machineOf({ First: { Type: 'Pass', End: true, ...fields } });

withSecondOpinion('on the guard’s machine', () => {
  const account = '111122223333';
  const parameters = (type: string) => [
    { ParameterKey: 'EnvironmentName', ParameterValue: 'x' },
    { ParameterKey: 'EnvironmentType', ParameterValue: type },
  ];
  const PRODUCT = 'aws:servicecatalog:productArn';
  const ours = [{ Key: PRODUCT, Value: `arn:aws:catalog:us-east-1:${account}:product/prod-1` }];
  const StackId = `arn:aws:cloudformation:us-east-1:${account}:stack/SC-${account}-pp-0/1`;
  const stack = { StackId, StackStatus: 'UPDATE_COMPLETE', Tags: ours, Parameters: parameters('prod') };
  const launcher = `arn:aws:sts::${account}:assumed-role/BellyfedLaunch-environment/servicecatalog`;
  const ResourceType = 'AWS::ServiceCatalog::CloudFormationProvisionedProduct';
  const tiers = ['pp-1', 'pp-2'].map((PhysicalResourceId) => ({ ResourceType, PhysicalResourceId }));
  const policyOnly = ['describeStacks', 'setStackPolicy'];

  it.each<[string, Json, string[]]>([
    [
      'of a prod environment, with its tiers',
      stack,
      [
        ...[...policyOnly, 'updateTerminationProtection', 'describeStackResources'],
        ...['updateTerminationProtection', 'updateTerminationProtection'],
      ],
    ],
    [
      'of a prod environment that was put back',
      { ...stack, StackStatus: 'UPDATE_ROLLBACK_COMPLETE' },
      [...policyOnly, 'updateTerminationProtection'],
    ],
    [
      'of a tier of a prod environment',
      { ...stack, Tags: [...ours, { Key: 'aws:servicecatalog:provisioningPrincipalArn', Value: launcher }] },
      policyOnly,
    ],
    ['of a dev environment', { ...stack, Parameters: parameters('dev') }, policyOnly],
    ['under way', { ...stack, StackStatus: 'UPDATE_IN_PROGRESS' }, ['describeStacks']],
    ['that is gone', { ...stack, StackStatus: 'DELETE_COMPLETE' }, ['describeStacks']],
    ['without tags', { ...stack, Tags: [] }, ['describeStacks']],
    ['without parameters', { StackId: 'id', StackStatus: 'CREATE_COMPLETE', Tags: ours }, ['describeStacks']],
    ['of another product', { ...stack, Tags: [{ Key: 'other', Value: 'x' }] }, ['describeStacks']],
    [
      'of another hub',
      { ...stack, Tags: [{ Key: PRODUCT, Value: 'arn:aws:catalog:us-east-1:444455556666:product/prod-1' }] },
      ['describeStacks'],
    ],
  ])('for a stack %s', async (_, described, called) => {
    const answers: Readonly<Record<string, Json>> = {
      describeStacks: { Stacks: [described] },
      describeStackResources: { StackResources: [...tiers, { ResourceType: 'AWS::S3::Bucket' }] },
    };
    const answer: Answer = ({ resource }) => answers[resource] ?? null;
    const { status, calls } = await agreed(guardMachine(account), { detail: { 'stack-id': 'id' } }, answer);
    expect([status, calls.map(({ resource }) => resource)]).toEqual(['SUCCEEDED', called]);
  });

  it('when a call is refused once, and when it is refused for good', async () => {
    const input = { detail: { 'stack-id': 'id' } };
    const once: Answer = (_, number) =>
      number === 1 ? failing('CloudFormation.ThrottlingException') : { Stacks: [{ Tags: [] }] };
    expect((await agreed(guardMachine(account), input, once)).calls).toHaveLength(2);
    const always = await agreed(guardMachine(account), input, () => failing('CloudFormation.CloudFormationException'));
    expect([always.status, always.calls.length]).toEqual(['FAILED', 13]);
  });
});

withSecondOpinion('on examples of AWS’s pages', () => {
  it.each<[string, object, Json]>([
    ['several values', { InputPath: '$.a[0,1]' }, { a: [1, 2, 3, 4] }],
    ['a reference path', { InputPath: '$.car.cdr' }, { foo: 123, bar: ['a', 'b', 'c'], car: { cdr: true } }],
    ['a filter', { InputPath: '$.jar[?(@.a >= 5)]' }, { jar: [{ a: 1 }, { a: 5 }, { a: 2 }, { a: 7 }, { a: 3 }] }],
    [
      'flattening',
      { Parameters: { 'flattenArray.$': '$[*][*]' } },
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      'a payload template',
      {
        Parameters: {
          flagged: true,
          parts: { 'first.$': '$.vals[0]', 'last3.$': '$.vals[-3:]' },
          'formattedOutput.$': "States.Format('Today is {}', $.DayOfWeek)",
        },
      },
      { flagged: 7, vals: [0, 10, 20, 30, 40, 50], DayOfWeek: 'TUESDAY' },
    ],
    ['a result in the input', { Result: 6, ResultPath: '$.master.result.sum' }, { master: { detail: [1, 2, 3] } }],
    ['a result over the input', { Result: 6, ResultPath: '$.master.detail' }, { master: { detail: [1, 2, 3] } }],
    [
      'fixed data',
      { Result: { 'x-datum': 0.381018, 'y-datum': 622.2269926397355 }, ResultPath: '$.coords' },
      { georefOf: 'Home' },
    ],
    ['no input', { InputPath: null }, { a: 1 }],
    ['no output', { OutputPath: null }, { a: 1 }],
    [
      'intrinsic functions',
      {
        Parameters: {
          'partition.$': 'States.ArrayPartition($.list,4)',
          'contains.$': 'States.ArrayContains($.list, $.lookingFor)',
          'range.$': 'States.ArrayRange(1, 9, 2)',
          'item.$': 'States.ArrayGetItem($.list, $.lookingFor)',
          'length.$': 'States.ArrayLength($.list)',
          'unique.$': 'States.ArrayUnique($.twice)',
          'encoded.$': 'States.Base64Encode($.text)',
          'decoded.$': "States.Base64Decode('RGF0YSB0byBlbmNvZGU=')",
          'hash.$': "States.Hash('input data', 'SHA-1')",
          'sum.$': 'States.MathAdd(111, -1)',
          'split.$': "States.StringSplit('1,2,3,4,5', ',')",
          'json.$': 'States.StringToJson($.json)',
          'string.$': 'States.JsonToString($.first)',
          'array.$': "States.Array('Foo', 2020, $.first, null)",
        },
      },
      {
        ...{ list: [1, 2, 3, 4, 5, 6, 7, 8, 9], twice: [1, 2, 3, 3, 3, 4], lookingFor: 5, text: 'Data to encode' },
        ...{ first: { a: { a1: 1 }, b: 2 }, json: '{"foo": "bar"}' },
      },
    ],
    [
      'merging objects',
      { Parameters: { 'merged.$': 'States.JsonMerge($.first, $.second, false)' } },
      { first: { a: { a1: 1 }, b: 2 }, second: { a: { a3: 1 }, c: 3 } },
    ],
  ])('%s', async (_, fields, input) => {
    expect((await agreed(pass(fields), input)).status).toBe('SUCCEEDED');
  });

  it('a choice', async () => {
    const Choices = [
      { Not: { Variable: '$.type', StringEquals: 'Private' }, Next: 'Public' },
      {
        And: [
          { Variable: '$.value', IsPresent: true },
          { Variable: '$.value', NumericLessThan: 30 },
        ],
        Next: 'ValueInTwenties',
      },
    ];
    const end = (Result: string) => ({ Type: 'Pass', Result, End: true });
    const machine = machineOf({
      DispatchEvent: { Type: 'Choice', Choices, Default: 'RecordEvent' },
      ...{ Public: end('public'), ValueInTwenties: end('twenties'), RecordEvent: end('record') },
    });
    expect((await agreed(machine, { type: 'Private', value: 22 })).output).toBe('twenties');
    expect((await agreed(machine, { type: 'Private' })).output).toBe('record');
    expect((await agreed(machine, { type: 'Open' })).output).toBe('public');
  });

  it('retriers and a catcher', async () => {
    const X = task({
      Retry: [{ ErrorEquals: ['ErrorA', 'ErrorB'], MaxAttempts: 2 }, { ErrorEquals: ['ErrorC'] }],
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Z' }],
    });
    const errors = ['ErrorA', 'ErrorB', 'ErrorC', 'ErrorB'];
    const answer: Answer = (_, number) => failing(errors[number - 1] ?? '');
    const { output, calls } = await agreed(machineOf({ X, Z: { Type: 'Succeed' } }), { foo: 'bar' }, answer);
    expect([output, calls.length]).toEqual([{ foo: 'bar', error: { Error: 'ErrorB', Cause: 'so it is' } }, 4]);
  });

  it('a map with a selector, and a parallel state', async () => {
    const Validate = task();
    const Each = {
      ...{
        Type: 'Map',
        InputPath: '$.detail',
        ItemsPath: '$.shipped',
        ResultPath: '$.detail.shipped',
        MaxConcurrency: 1,
        End: true,
      },
      ItemSelector: { 'parcel.$': '$$.Map.Item.Value', 'courier.$': '$.delivery-partner' },
      ItemProcessor: machineOf({ Validate }),
    };
    const detail = { 'delivery-partner': 'UQS', shipped: [{ prod: 'R31' }, { prod: 'S39' }] };
    const { status } = await agreed(machineOf({ Each }), { detail }, ({ input }) => [input]);
    const branch = (name: string, InputPath: string) => machineOf({ [name]: { Type: 'Pass', InputPath, End: true } });
    const Both = { Type: 'Parallel', Branches: [branch('Add', '$[0]'), branch('Subtract', '$[1]')], End: true };
    expect([status, (await agreed(machineOf({ Both }), [3, 2])).output]).toEqual(['SUCCEEDED', [3, 2]]);
  });

  it('a state that fails', async () => {
    const { error } = await agreed(machineOf({ First: { Type: 'Fail', Error: 'ErrorA', Cause: 'Kaiju attack' } }), {});
    expect(error).toBe('ErrorA');
  });
});
