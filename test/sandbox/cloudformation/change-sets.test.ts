import {
  CreateChangeSetCommand,
  type CreateChangeSetCommandInput,
  DeleteChangeSetCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  type DescribeChangeSetCommandOutput,
  ExecuteChangeSetCommand,
  GetTemplateCommand,
  ListChangeSetsCommand,
} from '@aws-sdk/client-cloudformation';
import { Cloud, type PlainTemplate, refusal, TOPIC } from './cloud';

let cloud: Cloud;
beforeAll(async () => {
  cloud = await Cloud.start();
});
afterAll(() => cloud.stop());

type Input = Partial<CreateChangeSetCommandInput>;

function create(stack: string, name: string, template: PlainTemplate, input: Input = {}) {
  const TemplateBody = JSON.stringify(template);
  return cloud.client.send(
    new CreateChangeSetCommand({ StackName: stack, ChangeSetName: name, TemplateBody, ...input }),
  );
}

async function computed(stack: string, name: string): Promise<DescribeChangeSetCommandOutput> {
  for (;;) {
    const input = { StackName: stack, ChangeSetName: name };
    const answer = await cloud.client.send(new DescribeChangeSetCommand(input));
    if (!answer.Status?.startsWith('CREATE_PENDING')) return answer;
  }
}

function execute(stack: string, name: string) {
  return cloud.client.send(new ExecuteChangeSetCommand({ StackName: stack, ChangeSetName: name }));
}

const topic = (properties: object) => ({ ...TOPIC, Properties: properties });

test('creates a stack from a first change set', async () => {
  const made = await create('reviewed', 'first', { Resources: { A: TOPIC } }, { ChangeSetType: 'CREATE' });
  expect((await cloud.settled('reviewed')).StackStatus).toBe('REVIEW_IN_PROGRESS');
  expect(await computed('reviewed', 'first')).toMatchObject({
    ChangeSetId: made.Id,
    StackId: made.StackId,
    Status: 'CREATE_COMPLETE',
    ExecutionStatus: 'AVAILABLE',
    Changes: [
      { Type: 'Resource', ResourceChange: { Action: 'Add', LogicalResourceId: 'A', ResourceType: 'AWS::SNS::Topic' } },
    ],
  });
  await execute('reviewed', 'first');
  expect(await cloud.settled('reviewed')).toMatchObject({ StackStatus: 'CREATE_COMPLETE', ChangeSetId: made.Id });
  expect(await computed('reviewed', 'first')).toMatchObject({ ExecutionStatus: 'EXECUTE_COMPLETE' });
});

test('says what an update would add, change, replace and remove, and does nothing yet', async () => {
  await cloud.create('planned', {
    Resources: { Changed: topic({ DisplayName: '1' }), Replaced: topic({ TopicName: 'p1' }), Removed: TOPIC },
  });
  await create('planned', 'plan', {
    Resources: { Changed: topic({ DisplayName: '2' }), Replaced: topic({ TopicName: 'p2' }), Added: TOPIC },
  });
  const { Changes = [] } = await computed('planned', 'plan');
  const told = Changes.map(({ ResourceChange: change }) => [
    change?.LogicalResourceId,
    change?.Action,
    change?.Replacement,
    change?.PhysicalResourceId !== undefined,
  ]);
  expect(told).toEqual([
    ['Added', 'Add', undefined, false],
    ['Changed', 'Modify', 'False', true],
    ['Removed', 'Remove', undefined, true],
    ['Replaced', 'Modify', 'True', true],
  ]);
  expect((await cloud.settled('planned')).StackStatus).toBe('CREATE_COMPLETE');
  await execute('planned', 'plan');
  expect((await cloud.settled('planned')).StackStatus).toBe('UPDATE_COMPLETE');
});

test('a stack that is deleted before its first change set was executed takes it along', async () => {
  const { StackId = '', Id } = await create('dropped', 'set', { Resources: { A: TOPIC } }, { ChangeSetType: 'CREATE' });
  await cloud.client.send(new DeleteStackCommand({ StackName: 'dropped' }));
  expect((await cloud.settled(StackId)).StackStatus).toBe('DELETE_COMPLETE');
  expect(await refusal(cloud.client.send(new DescribeChangeSetCommand({ ChangeSetName: Id })))).toBe(
    `ChangeSetNotFoundException: ChangeSet [${Id}] does not exist`,
  );
});

test('a change set that changes nothing fails and cannot be executed', async () => {
  await cloud.create('unchanged', { Resources: { A: TOPIC } });
  await create('unchanged', 'nothing', { Resources: { A: TOPIC } });
  expect(await computed('unchanged', 'nothing')).toMatchObject({
    Status: 'FAILED',
    StatusReason:
      "The submitted information didn't contain changes. Submit different information to create a change set.",
    ExecutionStatus: 'UNAVAILABLE',
  });
  expect(await refusal(execute('unchanged', 'nothing'))).toMatch(
    /^InvalidChangeSetStatusException: ChangeSet \[arn:\S+\] cannot be executed in its current status of \[FAILED\]$/,
  );
});

test('a change set whose import is missing fails', async () => {
  const template = { Resources: { A: topic({ DisplayName: { 'Fn::ImportValue': 'missing' } }) } };
  await create('importing', 'set', template, { ChangeSetType: 'CREATE' });
  expect(await computed('importing', 'set')).toMatchObject({
    Status: 'FAILED',
    StatusReason: 'No export named missing found',
  });
});

test('executing one change set removes the others', async () => {
  await cloud.create('several', { Resources: { A: TOPIC } });
  await create('several', 'this', { Resources: { A: topic({ DisplayName: 'this' }) } });
  await create('several', 'other', { Resources: { A: topic({ DisplayName: 'other' }) } });
  await Promise.all([computed('several', 'this'), computed('several', 'other')]);
  const listed = await cloud.client.send(new ListChangeSetsCommand({ StackName: 'several' }));
  expect(listed.Summaries?.map(({ ChangeSetName }) => ChangeSetName).sort()).toEqual(['other', 'this']);
  await execute('several', 'this');
  expect(await refusal(execute('several', 'other'))).toBe(
    'ChangeSetNotFoundException: ChangeSet [other] does not exist',
  );
  await cloud.settled('several');
});

test('a deleted change set is gone; deleting it again is no error', async () => {
  await cloud.create('dropping', { Resources: { A: TOPIC } });
  await create('dropping', 'set', { Resources: { A: TOPIC, B: TOPIC } });
  const input = { StackName: 'dropping', ChangeSetName: 'set' };
  await cloud.client.send(new DeleteChangeSetCommand(input));
  await cloud.client.send(new DeleteChangeSetCommand(input));
  expect(await refusal(cloud.client.send(new DescribeChangeSetCommand(input)))).toBe(
    'ChangeSetNotFoundException: ChangeSet [set] does not exist',
  );
});

test('refuses a second change set of the same name, and a first one for an existing stack', async () => {
  await cloud.create('existing', { Resources: { A: TOPIC } });
  await create('existing', 'set', { Resources: { A: TOPIC, B: TOPIC } });
  expect(await refusal(create('existing', 'set', { Resources: { A: TOPIC, B: TOPIC } }))).toBe(
    'AlreadyExistsException: ChangeSet set already exists',
  );
  const first = create('existing', 'new', { Resources: { A: TOPIC } }, { ChangeSetType: 'CREATE' });
  expect(await refusal(first)).toBe(
    'ValidationError: Stack [existing] already exists and cannot be created again with the changeSet [new].',
  );
  expect(await refusal(create('absent', 'set', { Resources: { A: TOPIC } }))).toBe(
    'ValidationError: Stack [absent] does not exist',
  );
});

test('a template’s transform is expanded, and both texts can be read', async () => {
  const template = {
    Transform: 'AWS::LanguageExtensions',
    Resources: { 'Fn::ForEach::Topics': ['Name', ['A', 'B'], { 'Topic${Name}': TOPIC }] },
  };
  await create('looped', 'set', template, { ChangeSetType: 'CREATE' });
  const { Changes = [] } = await computed('looped', 'set');
  expect(Changes.map(({ ResourceChange }) => ResourceChange?.LogicalResourceId)).toEqual(['TopicA', 'TopicB']);
  await execute('looped', 'set');
  expect((await cloud.settled('looped')).StackStatus).toBe('CREATE_COMPLETE');
  const read = async (TemplateStage: 'Original' | 'Processed') => {
    const answer = await cloud.client.send(new GetTemplateCommand({ StackName: 'looped', TemplateStage }));
    return Object.keys(JSON.parse(answer.TemplateBody ?? '').Resources);
  };
  expect(await read('Original')).toEqual(['Fn::ForEach::Topics']);
  expect(await read('Processed')).toEqual(['TopicA', 'TopicB']);
});
