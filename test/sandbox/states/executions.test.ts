import { EventBridge } from '@aws-sdk/client-eventbridge';
import { IAM } from '@aws-sdk/client-iam';
import { SFN } from '@aws-sdk/client-sfn';
import { SSM } from '@aws-sdk/client-ssm';
import { refusal, text } from '../service-catalog/with-catalog';
import { startTestSandbox, type TestSandbox } from '../with-sandbox';

let sandbox: TestSandbox;
let states: SFN;
let iam: IAM;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  states = new SFN(sandbox.client());
  iam = new IAM(sandbox.client());
});
afterAll(() => sandbox.stop());

async function role(RoleName: string, service: string, Action: string[], Resource = '*'): Promise<string> {
  const trust = { Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [trust] });
  const { Role } = await iam.createRole({ RoleName, AssumeRolePolicyDocument });
  const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource }] };
  await iam.putRolePolicy({ RoleName, PolicyName: 'p', PolicyDocument: JSON.stringify(policy) });
  return text(Role?.Arn);
}

async function machine(name: string, States: object, roleArn: string, more = {}): Promise<string> {
  const definition = JSON.stringify({ StartAt: 'First', States, ...more });
  const { stateMachineArn } = await states.createStateMachine({ name, definition, roleArn });
  return text(stateMachineArn);
}

async function ended(executionArn: string | undefined) {
  for (;;) {
    const execution = await states.describeExecution({ executionArn });
    if (execution.status !== 'RUNNING') return execution;
    await new Promise((done) => setTimeout(done, 20));
  }
}

async function run(stateMachineArn: string, input: object = {}) {
  const { executionArn } = await states.startExecution({ stateMachineArn, input: JSON.stringify(input) });
  return ended(executionArn);
}

/** Reads a parameter; what it holds is the output. */
const read = {
  Type: 'Task',
  Resource: 'arn:aws:states:::aws-sdk:ssm:getParameter',
  Parameters: { 'Name.$': '$.name' },
  OutputPath: '$.Parameter.Value',
  End: true,
};

it('runs tasks against the sandbox’s own services, as the role of the machine', async () => {
  await new SSM(sandbox.client()).putParameter({ Name: '/greeting', Value: 'hello', Type: 'String' });
  const roleArn = await role('reader', 'states.amazonaws.com', ['ssm:GetParameter']);
  const arn = await machine('reads', { First: read }, roleArn);
  expect(await run(arn, { name: '/greeting' })).toMatchObject({ status: 'SUCCEEDED', output: '"hello"' });
  expect(await run(arn, { name: '/nowhere' })).toMatchObject({
    status: 'FAILED',
    error: 'Ssm.ParameterNotFoundException',
  });
});

it('refuses a task what the role’s policies don’t allow, on that very stack', async () => {
  const own = 'arn:aws:cloudformation:us-east-1:000000000000:stack/own/*';
  const roleArn = await role('narrow', 'states.amazonaws.com', ['cloudformation:DescribeStacks'], own);
  const First = { ...read, Resource: 'arn:aws:states:::aws-sdk:cloudformation:describeStacks', OutputPath: '$' };
  const arn = await machine('looks', { First: { ...First, Parameters: { 'StackName.$': '$.name' } } }, roleArn);
  expect(await run(arn, { name: 'other' })).toMatchObject({
    status: 'FAILED',
    error: 'CloudFormation.CloudFormationException',
    cause: expect.stringContaining('narrow/'),
  });
  expect(await run(arn, { name: 'own' })).toMatchObject({
    cause: 'Stack with id own does not exist (Service: CloudFormation, Status Code: 400)',
  });
});

it('asks again as its definition says, and tells the history of that', async () => {
  const roleArn = await role('patient', 'states.amazonaws.com', ['ssm:GetParameter']);
  const Retry = [{ ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 3, MaxAttempts: 5, BackoffRate: 1 }];
  const arn = await machine('waits', { First: { ...read, Retry } }, roleArn);
  const { executionArn } = await states.startExecution({ stateMachineArn: arn, input: '{"name":"/late"}' });
  const history = async () => (await states.getExecutionHistory({ executionArn })).events ?? [];
  while (!(await history()).some(({ type }) => type === 'TaskFailed'))
    await new Promise((done) => setTimeout(done, 20));
  await new SSM(sandbox.client()).putParameter({ Name: '/late', Value: 'there', Type: 'String' });
  expect(await ended(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"there"' });
  const events = await history();
  expect(events.map(({ type }) => type)).toEqual([
    ...['ExecutionStarted', 'TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskFailed'],
    ...['TaskScheduled', 'TaskStarted', 'TaskSucceeded', 'TaskStateExited', 'ExecutionSucceeded'],
  ]);
  expect(events[4]?.taskFailedEventDetails).toMatchObject({
    ...{ resourceType: 'aws-sdk:ssm', resource: 'getParameter', error: 'Ssm.ParameterNotFoundException' },
  });
});

it('is started by a rule’s target, with the event or what the target says, if its role may', async () => {
  const events = new EventBridge(sandbox.client());
  const roleArn = await role('passes', 'states.amazonaws.com', ['ssm:GetParameter']);
  const arn = await machine('hears', { First: { Type: 'Pass', End: true } }, roleArn);
  const starts = await role('starts', 'events.amazonaws.com', ['states:StartExecution'], arn);
  const startsNothing = await role('startsNothing', 'events.amazonaws.com', ['states:StartExecution'], `${arn}-other`);
  await events.putRule({ Name: 'orders', EventPattern: '{"source":["shop"],"detail":{"n":[{"numeric":[">",1]}]}}' });
  await events.putTargets({
    Rule: 'orders',
    Targets: [
      { Id: 'whole', Arn: arn, RoleArn: starts },
      { Id: 'constant', Arn: arn, RoleArn: starts, Input: '{"said":"so"}' },
      { Id: 'refused', Arn: arn, RoleArn: startsNothing },
    ],
  });
  const entry = (n: number) => ({ Source: 'shop', DetailType: 'Order', Detail: JSON.stringify({ n }) });
  await events.putEvents({ Entries: [entry(1), entry(2)] });
  // The two that may start are there before what a third one would have started with them is looked for.
  const started = async () => (await states.listExecutions({ stateMachineArn: arn })).executions ?? [];
  while ((await started()).length < 2) await new Promise((done) => setTimeout(done, 20));
  await new Promise((done) => setTimeout(done, 200));
  const executions = await started();
  const inputs = await Promise.all(executions.map(async ({ executionArn }) => (await ended(executionArn)).input ?? ''));
  expect(inputs.map((input) => JSON.parse(input))).toEqual(
    expect.arrayContaining([{ said: 'so' }, expect.objectContaining({ source: 'shop', detail: { n: 2 } })]),
  );
  expect(inputs).toHaveLength(2);
});

it('answers the same start again with the same execution, and pages through executions, newest first', async () => {
  const roleArn = await role('lists', 'states.amazonaws.com', ['ssm:GetParameter']);
  const arn = await machine('lists', { First: { Type: 'Pass', End: true } }, roleArn);
  for (const name of ['one', 'two', 'three']) {
    const { executionArn } = await states.startExecution({ stateMachineArn: arn, name });
    await ended(executionArn);
  }
  const again = states.startExecution({ stateMachineArn: arn, name: 'one', input: '{"other":1}' });
  expect(await refusal(again)).toMatch(/^ExecutionAlreadyExists/);
  const first = await states.listExecutions({ stateMachineArn: arn, maxResults: 2 });
  const second = await states.listExecutions({ stateMachineArn: arn, maxResults: 2, nextToken: first.nextToken });
  const names = [first, second].flatMap(({ executions = [] }) => executions.map(({ name }) => name));
  expect(names).toEqual(['three', 'two', 'one']);
  for (const nextToken of ['x', Buffer.from('after:x').toString('base64url')]) {
    expect(await refusal(states.listExecutions({ stateMachineArn: arn, nextToken }))).toBe(
      'InvalidToken: Invalid Token',
    );
  }
});

it('refuses what Step Functions refuses', async () => {
  const roleArn = await role('refused', 'states.amazonaws.com', ['*']);
  const stranger = await role('stranger', 'lambda.amazonaws.com', ['*']);
  const pass = { First: { Type: 'Pass', End: true } };
  expect(await refusal(machine('no-end', { First: { Type: 'Pass' } }, roleArn))).toMatch(/^InvalidDefinition/);
  expect(await refusal(machine('nowhere', { First: { Type: 'Pass', Next: 'Gone' } }, roleArn))).toContain(
    'MISSING_TRANSITION',
  );
  expect(await refusal(machine('a name', pass, roleArn))).toBe("InvalidName: Invalid Name: 'a name'");
  expect(await refusal(machine('stranger', pass, stranger))).toContain('authorized to assume the provided role');
  const arn = await machine('fine', pass, roleArn);
  expect(await machine('fine', pass, roleArn)).toBe(arn);
  expect(await refusal(machine('fine', { First: { Type: 'Succeed' } }, roleArn))).toMatch(/^StateMachineAlreadyExists/);
  expect(await refusal(states.startExecution({ stateMachineArn: arn, input: '{' }))).toMatch(/^InvalidExecutionInput/);
  expect(await refusal(states.startExecution({ stateMachineArn: `${arn}x` }))).toMatch(/^StateMachineDoesNotExist/);
  expect(await refusal(states.describeExecution({ executionArn: `${arn}x` }))).toMatch(/^ExecutionDoesNotExist/);
});

it('takes the same name and input twice for one execution, and refuses the name with another input', async () => {
  const waits = { First: { Type: 'Wait', Seconds: 3600, End: true } };
  const stateMachineArn = await machine('twice', waits, await role('twice', 'states.amazonaws.com', ['*']));
  const begin = (input: string) => states.startExecution({ stateMachineArn, name: 'once', input });
  const { executionArn } = await begin('{"a":1}');
  expect((await begin('{"a":1}')).executionArn).toBe(executionArn);
  expect(await refusal(begin('{"a":2}'))).toMatch(/^ExecutionAlreadyExists/);
  await states.stopExecution({ executionArn });
  expect(await refusal(begin('{"a":1}'))).toMatch(/^ExecutionAlreadyExists/);
});

it('says what it can’t run, instead of running it wrongly', async () => {
  const roleArn = await role('honest', 'states.amazonaws.com', ['*']);
  const jsonata = await machine('jsonata', { First: { Type: 'Pass', End: true } }, roleArn, {
    QueryLanguage: 'JSONata',
  });
  expect(await run(jsonata)).toMatchObject({ status: 'FAILED', cause: expect.stringContaining('JSONata') });
  const First = { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', End: true };
  expect(await run(await machine('sqs', { First }, roleArn))).toMatchObject({
    status: 'FAILED',
    cause: expect.stringContaining('The sandbox runs no task of the resource'),
  });
});

it('stops an execution that waits, with the reason that is given, and tells it in its history', async () => {
  const roleArn = await role('stops', 'states.amazonaws.com', ['ssm:GetParameter']);
  const arn = await machine('stops', { First: { Type: 'Wait', Seconds: 3600, End: true } }, roleArn);
  const { executionArn } = await states.startExecution({ stateMachineArn: arn });
  const history = async () => (await states.getExecutionHistory({ executionArn })).events ?? [];
  while ((await history()).length < 2) await new Promise((done) => setTimeout(done, 20));
  await states.stopExecution({ executionArn, error: 'Enough', cause: 'It is late' });
  expect(await ended(executionArn)).toMatchObject({ status: 'ABORTED', error: 'Enough', cause: 'It is late' });
  expect((await history()).at(-1)).toMatchObject({
    ...{ type: 'ExecutionAborted', executionAbortedEventDetails: { error: 'Enough', cause: 'It is late' } },
  });
  await states.deleteStateMachine({ stateMachineArn: arn });
  expect(await refusal(states.describeExecution({ executionArn }))).toMatch(/^ExecutionDoesNotExist/);
});

it('goes on where it was when the sandbox is started again', async () => {
  const roleArn = await role('goes-on', 'states.amazonaws.com', ['ssm:PutParameter', 'ssm:GetParameter']);
  const put = { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:ssm:putParameter', ResultPath: null };
  const Parameters = { Name: '/count', Value: 'x', Type: 'String', Overwrite: true };
  const First = { ...put, Parameters, Next: 'Wait' };
  const arn = await machine(
    'goes-on',
    { First, Wait: { Type: 'Wait', Seconds: 1, Next: 'Read' }, Read: { ...read, OutputPath: '$.Parameter.Version' } },
    roleArn,
  );
  const { executionArn } = await states.startExecution({ stateMachineArn: arn, input: '{"name":"/count"}' });
  const entered = async () => (await states.getExecutionHistory({ executionArn })).events ?? [];
  while (!(await entered()).some(({ type }) => type === 'WaitStateEntered'))
    await new Promise((done) => setTimeout(done, 20));
  await sandbox.restart();
  states = new SFN(sandbox.client());
  iam = new IAM(sandbox.client());
  expect(await ended(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '1' });
});

it('makes a task’s call wait as long as every call does while that fault is in force', async () => {
  const roleArn = await role('slow', 'states.amazonaws.com', ['ssm:GetParameter']);
  const arn = await machine('slow', { First: { ...read, TimeoutSeconds: 1 } }, roleArn);
  await sandbox.setFaults({ delayMs: 1_200 });
  const { executionArn } = await states.startExecution({ stateMachineArn: arn, input: '{"name":"/greeting"}' });
  const execution = await ended(executionArn);
  await sandbox.setFaults({});
  expect(execution).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
});

it('refuses an input of more than 256 KiB', async () => {
  const roleArn = await role('large', 'states.amazonaws.com', ['ssm:GetParameter']);
  const arn = await machine('large', { First: { Type: 'Pass', End: true } }, roleArn);
  const input = JSON.stringify('ä'.repeat(131_072));
  expect(await refusal(states.startExecution({ stateMachineArn: arn, input }))).toMatch(/^InvalidExecutionInput/);
  const { executionArn } = await states.startExecution({
    stateMachineArn: arn,
    input: JSON.stringify('ä'.repeat(131_071)),
  });
  expect((await ended(executionArn)).status).toBe('SUCCEEDED');
});
