import { EventBridge } from '@aws-sdk/client-eventbridge';
import { IAM } from '@aws-sdk/client-iam';
import { SFN } from '@aws-sdk/client-sfn';
import { beginSchedule, periodOf } from '../../../sandbox/services/events/schedule';
import { eventually } from '../../portfolios/guard/eventually';
import { refusal } from '../service-catalog/with-catalog';
import { startTestSandbox, type TestSandbox } from '../with-sandbox';

let sandbox: TestSandbox;
let events: EventBridge;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  events = new EventBridge(sandbox.client());
});
afterAll(() => sandbox.stop());

const EventPattern = JSON.stringify({ source: ['shop'] });
const machine = 'arn:aws:states:us-east-1:000000000000:stateMachine:Any';

it('keeps a rule with its targets until both are removed', async () => {
  const { RuleArn } = await events.putRule({ Name: 'orders', EventPattern, Description: 'Orders' });
  expect(RuleArn).toBe('arn:aws:events:us-east-1:000000000000:rule/orders');
  await events.putTargets({ Rule: 'orders', Targets: [{ Id: 'queue', Arn: 'arn:aws:sqs:us-east-1:000000000000:q' }] });
  await events.putRule({ Name: 'orders', EventPattern, State: 'DISABLED' });
  expect(await events.describeRule({ Name: 'orders' })).toMatchObject({ State: 'DISABLED', EventPattern });
  expect((await events.listTargetsByRule({ Rule: 'orders' })).Targets).toHaveLength(1);
  expect(await refusal(events.deleteRule({ Name: 'orders' }))).toBe(
    "ValidationException: Rule can't be deleted since it has targets.",
  );
  await events.removeTargets({ Rule: 'orders', Ids: ['queue'] });
  await events.deleteRule({ Name: 'orders' });
  expect(await refusal(events.describeRule({ Name: 'orders' }))).toBe(
    'ResourceNotFoundException: Rule orders does not exist on EventBus default.',
  );
});

it('lists the rules of one bus, page by page', async () => {
  for (const Name of ['a1', 'a2', 'a3']) await events.putRule({ Name, EventPattern, EventBusName: 'mine' });
  const first = await events.listRules({ EventBusName: 'mine', NamePrefix: 'a', Limit: 2 });
  const second = await events.listRules({
    EventBusName: 'mine',
    NamePrefix: 'a',
    Limit: 2,
    NextToken: first.NextToken,
  });
  expect([first, second].flatMap(({ Rules = [] }) => Rules.map(({ Name }) => Name))).toEqual(['a1', 'a2', 'a3']);
  expect(second.NextToken).toBeUndefined();
});

it('refuses what EventBridge refuses', async () => {
  expect(await refusal(events.putRule({ Name: 'none' }))).toMatch(
    /EventPattern or ScheduleExpression must be specified/,
  );
  expect(await refusal(events.putRule({ Name: 'bad', EventPattern: '{"a":[{"like":"x"}]}' }))).toBe(
    'InvalidEventPatternException: Event pattern is not valid. Reason: Unrecognized match type like',
  );
  expect(await refusal(events.putRule({ Name: 'a name', EventPattern }))).toMatch(/failed to satisfy constraint/);
  await events.putRule({ Name: 'few', EventPattern });
  const Targets = Array.from({ length: 6 }, (_, index) => ({
    Id: `t${index}`,
    Arn: `arn:aws:sqs:us-east-1:1:q${index}`,
  }));
  expect(await refusal(events.putTargets({ Rule: 'few', Targets }))).toMatch(/^LimitExceededException/);
  const target = { Id: 'machine', Arn: machine };
  expect(await refusal(events.putTargets({ Rule: 'few', Targets: [target] }))).toMatch(/RoleArn is required/);
});

it('answers events entry by entry, and tests patterns', async () => {
  const { Entries, FailedEntryCount } = await events.putEvents({
    Entries: [
      { Source: 'shop', DetailType: 'Order', Detail: '{"n":1}' },
      { Source: 'aws.ec2', DetailType: 'Order', Detail: '{}' },
      { Source: 'shop', DetailType: 'Order', Detail: 'n' },
      { Source: 'shop', DetailType: 'Order' },
    ],
  });
  expect(FailedEntryCount).toBe(3);
  expect(Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual([
    ...[undefined, 'NotAuthorizedForSourceException', 'MalformedDetail', 'InvalidArgument'],
  ]);
  const event = {
    id: '1',
    account: '1',
    source: 'shop',
    time: 't',
    region: 'r',
    resources: [],
    'detail-type': 'Order',
  };
  expect((await events.testEventPattern({ EventPattern, Event: JSON.stringify(event) })).Result).toBe(true);
  const { source: _source, ...sourceless } = event;
  expect(await refusal(events.testEventPattern({ EventPattern, Event: JSON.stringify(sourceless) }))).toContain(
    'Event must contain source',
  );
});

describe('a schedule', () => {
  const account = '000000000000';
  const definition = JSON.stringify({ StartAt: 'End', States: { End: { Type: 'Succeed' } } });

  /** A machine that a rule of this name starts each hour, and the inputs of its executions. */
  async function started(Name: string) {
    const states = new SFN(sandbox.client());
    const iam = new IAM(sandbox.client());
    const trusted = (service: string) =>
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
      });
    const roleOf = async (service: string) => {
      const RoleName = `${Name}-${service}`;
      const { Role } = await iam.createRole({
        RoleName,
        AssumeRolePolicyDocument: trusted(`${service}.amazonaws.com`),
      });
      const PolicyDocument = JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'states:StartExecution', Resource: '*' }],
      });
      await iam.putRolePolicy({ RoleName, PolicyName: 'Start', PolicyDocument });
      return Role?.Arn;
    };
    const { stateMachineArn } = await states.createStateMachine({
      name: Name,
      definition,
      roleArn: await roleOf('states'),
    });
    await events.putRule({ Name, ScheduleExpression: 'rate(1 hour)' });
    await events.putTargets({
      Rule: Name,
      Targets: [{ Id: 'machine', Arn: stateMachineArn, RoleArn: await roleOf('events') }],
    });
    return async () => {
      const { executions = [] } = await states.listExecutions({ stateMachineArn });
      const all = executions.map(({ executionArn }) => states.describeExecution({ executionArn }));
      return (await Promise.all(all)).map(({ input }) => JSON.parse(input ?? ''));
    };
  }

  it('starts its targets with the event of a schedule, once it is due, and not while its rule is off', async () => {
    const inputs = await started('hourly');
    expect(await inputs()).toEqual([]);
    await events.disableRule({ Name: 'hourly' });
    await sandbox.makeDue('hourly');
    await events.enableRule({ Name: 'hourly' });
    await sandbox.makeDue('hourly');
    await eventually(async () => (await inputs()).length > 0);
    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html
    expect(await inputs()).toEqual([
      {
        ...{ version: '0', id: expect.any(String), 'detail-type': 'Scheduled Event', source: 'aws.events', account },
        ...{ time: expect.stringMatching(/Z$/), region: 'us-east-1', detail: {} },
        resources: [`arn:aws:events:us-east-1:${account}:rule/hourly`],
      },
    ]);
  });

  it('is due by itself after each period, until its rule is written anew', () => {
    const rule = {
      accountId: account,
      region: 'us-east-1',
      bus: 'default',
      name: 'r',
      arn: 'arn',
      enabled: true,
      targets: [],
    };
    const scheduled = { ...rule, schedule: 'rate(5 minutes)', scheduleId: 'one' };
    const jobs: { readonly payload: unknown; readonly afterMs: number | undefined }[] = [];
    const parts = {
      jobs: { enqueue: (_: string, payload: unknown, afterMs?: number) => jobs.push({ payload, afterMs }) },
    };
    beginSchedule(scheduled, { parts });
    expect(jobs).toEqual([
      { payload: { accountId: account, region: 'us-east-1', rule: 'r', scheduleId: 'one' }, afterMs: 300_000 },
    ]);
  });

  it.each([
    ['rate(1 hour)', 3_600_000],
    ['rate(2 days)', 172_800_000],
    ['cron(0 10 * * ? *)', undefined],
  ])('%s', (schedule, period) => expect(periodOf(schedule)).toBe(period));

  it.each(['rate(1 hours)', 'rate(5 minute)', 'rate(0 minutes)', 'rate(1 week)', 'every hour', 'cron(0 10 * *)'])(
    'refuses %s',
    async (ScheduleExpression) => {
      expect(await refusal(events.putRule({ Name: 'bad', ScheduleExpression }))).toBe(
        'ValidationException: Parameter ScheduleExpression is not valid.',
      );
    },
  );

  it('can’t be made due where there is none', async () => {
    await expect(sandbox.makeDue('nothing')).rejects.toThrow('Rule nothing does not exist');
  });
});
