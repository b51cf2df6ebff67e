import { EventBridge } from '@aws-sdk/client-eventbridge';
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
