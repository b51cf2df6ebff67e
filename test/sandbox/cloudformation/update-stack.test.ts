import {
  CancelUpdateStackCommand,
  ContinueUpdateRollbackCommand,
  DeleteStackCommand,
  DescribeStackResourceCommand,
  ListStackResourcesCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { Cloud, refusal, TOPIC } from './cloud';

let cloud: Cloud;
beforeAll(async () => {
  cloud = await Cloud.start();
});
afterAll(() => cloud.stop());
afterEach(() => cloud.faults({}));

const topic = (properties: object, rest: object = {}) => ({ ...TOPIC, Properties: properties, ...rest });
const only = (A: unknown) => ({ Resources: { A } });

async function physicalId(stack: string, logicalId: string): Promise<string | undefined> {
  const input = { StackName: stack, LogicalResourceId: logicalId };
  const { StackResourceDetail } = await cloud.client.send(new DescribeStackResourceCommand(input));
  return StackResourceDetail?.PhysicalResourceId;
}

/** Events since the stack was last complete. */
async function since(stack: string, event: string): Promise<string[]> {
  const story = await cloud.story(stack);
  return story.slice(story.lastIndexOf(event));
}

test('changes a property in place', async () => {
  await cloud.create('inplace', only(topic({ DisplayName: 'one' })));
  const before = await physicalId('inplace', 'A');
  const stack = await cloud.update('inplace', only(topic({ DisplayName: 'two' })));
  expect(stack.StackStatus).toBe('UPDATE_COMPLETE');
  expect(await physicalId('inplace', 'A')).toBe(before);
  expect(await since('inplace', 'inplace UPDATE_IN_PROGRESS: User Initiated')).toEqual([
    'inplace UPDATE_IN_PROGRESS: User Initiated',
    'A UPDATE_IN_PROGRESS',
    'A UPDATE_COMPLETE',
    'inplace UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
    'inplace UPDATE_COMPLETE',
  ]);
});

test('replaces a resource, what refers to it follows, and the old one goes afterwards', async () => {
  const template = (name: string) => ({
    Resources: {
      A: topic({ TopicName: name }),
      B: { Type: 'AWS::SNS::Subscription', Properties: { TopicArn: { Ref: 'A' }, Protocol: 'sqs', Endpoint: 'arn:x' } },
    },
  });
  await cloud.create('replacing', template('before'));
  await cloud.update('replacing', template('after'));
  expect(await physicalId('replacing', 'A')).toBe('arn:aws:sns:us-east-1:000000000000:after');
  expect(await since('replacing', 'replacing UPDATE_IN_PROGRESS: User Initiated')).toEqual([
    'replacing UPDATE_IN_PROGRESS: User Initiated',
    'A UPDATE_IN_PROGRESS: Requested update requires the creation of a new physical resource; hence creating one.',
    'A UPDATE_IN_PROGRESS: Resource creation Initiated',
    'A UPDATE_COMPLETE',
    'B UPDATE_IN_PROGRESS: Requested update requires the creation of a new physical resource; hence creating one.',
    'B UPDATE_IN_PROGRESS: Resource creation Initiated',
    'B UPDATE_COMPLETE',
    'replacing UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
    'B DELETE_IN_PROGRESS',
    'B DELETE_COMPLETE',
    'A DELETE_IN_PROGRESS',
    'A DELETE_COMPLETE',
    'replacing UPDATE_COMPLETE',
  ]);
});

test('refuses what a service refuses although each property may change, and takes back what it can', async () => {
  const member = (EngineVersion: string) => ({
    Cluster: {
      Type: 'AWS::RDS::DBCluster',
      DeletionPolicy: 'Delete',
      Properties: { Engine: 'aurora-postgresql', EngineVersion, MasterUsername: 'app', ManageMasterUserPassword: true },
    },
    Member: {
      Type: 'AWS::RDS::DBInstance',
      Properties: {
        Engine: 'aurora-postgresql',
        EngineVersion,
        DBInstanceClass: 'db.serverless',
        DBClusterIdentifier: { Ref: 'Cluster' },
      },
    },
  });
  await cloud.create('member', { Resources: member('17.7') });
  const stack = await cloud.update('member', { Resources: member('17.8') });
  // The cluster's engine never goes back to an earlier version.
  expect(stack).toMatchObject({
    StackStatus: 'UPDATE_ROLLBACK_FAILED',
    StackStatusReason: 'The following resource(s) failed to update: [Cluster]. ',
  });
  expect((await cloud.story('member')).join('\n')).toContain(
    'Member UPDATE_FAILED: Resource handler returned message: "The specified DB Instance is a member of a cluster.',
  );
});

test('UpdateReplacePolicy Retain keeps what was replaced', async () => {
  await cloud.create('keeping', only(topic({ TopicName: 'kept-1' }, { UpdateReplacePolicy: 'Retain' })));
  await cloud.update('keeping', only(topic({ TopicName: 'kept-2' }, { UpdateReplacePolicy: 'Retain' })));
  expect(await since('keeping', 'keeping UPDATE_COMPLETE_CLEANUP_IN_PROGRESS')).toEqual([
    'keeping UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
    'A DELETE_SKIPPED',
    'keeping UPDATE_COMPLETE',
  ]);
  const again = await cloud.create('wants-kept', only(topic({ TopicName: 'kept-1' })));
  expect(again.StackStatus).toBe('ROLLBACK_COMPLETE');
});

test('refuses to replace a resource that keeps its own name', async () => {
  const table = (keyName: string) => ({
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      TableName: 'orders',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: keyName, AttributeType: 'S' }],
      KeySchema: [{ AttributeName: keyName, KeyType: 'HASH' }],
    },
  });
  await cloud.create('custom', only(table('id')));
  const stack = await cloud.update('custom', only(table('key')));
  expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(await cloud.story('custom')).toContain(
    'A UPDATE_FAILED: CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename orders and update the stack again.',
  );
});

test('names a resource by its name where its physical id is an ARN', async () => {
  const group = (Port: number) => ({
    Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
    Properties: { Name: 'web', Port, Protocol: 'HTTP', VpcId: 'vpc-0a1b2c3d' },
  });
  await cloud.create('custom-arn', only(group(80)));
  await cloud.update('custom-arn', only(group(81)));
  expect((await cloud.story('custom-arn')).join('\n')).toContain('Rename web and update the stack again.');
});

test('removes what the template no longer has, and keeps what its policy says', async () => {
  const kept = { ...TOPIC, DeletionPolicy: 'Retain' };
  await cloud.create('shrinking', { Resources: { A: TOPIC, B: TOPIC, C: kept } });
  await cloud.update('shrinking', only(TOPIC));
  expect(await since('shrinking', 'shrinking UPDATE_COMPLETE_CLEANUP_IN_PROGRESS')).toEqual([
    'shrinking UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
    'B DELETE_IN_PROGRESS',
    'B DELETE_COMPLETE',
    'C DELETE_SKIPPED',
    'shrinking UPDATE_COMPLETE',
  ]);
  const { StackResourceSummaries } = await cloud.client.send(new ListStackResourcesCommand({ StackName: 'shrinking' }));
  expect(StackResourceSummaries?.map(({ LogicalResourceId }) => LogicalResourceId)).toEqual(['A']);
});

test('a failed update puts everything back', async () => {
  await cloud.create('back', {
    Resources: { A: topic({ DisplayName: 'one' }), B: topic({ TopicName: 'back-1' }), Z: TOPIC },
    Outputs: { Name: { Value: { 'Fn::GetAtt': ['B', 'TopicName'] } } },
  });
  const before = await physicalId('back', 'B');
  await cloud.faults({ failResources: { Z: 'no luck today' } });
  const stack = await cloud.update('back', {
    Resources: {
      A: topic({ DisplayName: 'two' }),
      B: topic({ TopicName: 'back-2' }),
      New: TOPIC,
      Z: topic({ DisplayName: 'late' }, { DependsOn: ['A', 'B', 'New'] }),
    },
    Outputs: { Name: { Value: { 'Fn::GetAtt': ['B', 'TopicName'] } } },
  });
  expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(stack.Outputs).toEqual([{ OutputKey: 'Name', OutputValue: 'back-1' }]);
  expect(await physicalId('back', 'B')).toBe(before);
  expect(await refusal(physicalId('back', 'New'))).toBe('ValidationError: Resource New does not exist for stack back');
  const reason = 'back UPDATE_ROLLBACK_IN_PROGRESS: The following resource(s) failed to update: [Z]. ';
  expect(await since('back', reason)).toEqual([
    reason,
    'A UPDATE_IN_PROGRESS',
    'A UPDATE_COMPLETE',
    'B UPDATE_IN_PROGRESS',
    'B UPDATE_COMPLETE',
    'Z UPDATE_IN_PROGRESS',
    'Z UPDATE_COMPLETE',
    'back UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
    'B DELETE_IN_PROGRESS',
    'B DELETE_COMPLETE',
    'New DELETE_IN_PROGRESS',
    'New DELETE_COMPLETE',
    'back UPDATE_ROLLBACK_COMPLETE',
  ]);
  const retry = await cloud.update('back', only(topic({ DisplayName: 'three' })));
  expect(retry.StackStatus).toBe('UPDATE_COMPLETE');
});

test('an update without rollback stays where it failed, and can be repaired', async () => {
  await cloud.create('stuck', only(TOPIC));
  await cloud.faults({ failResources: { B: 'no luck today' } });
  const failed = await cloud.update('stuck', { Resources: { A: TOPIC, B: TOPIC } }, { DisableRollback: true });
  expect(failed).toMatchObject({
    StackStatus: 'UPDATE_FAILED',
    StackStatusReason: 'The following resource(s) failed to create: [B]. ',
  });
  await cloud.faults({});
  const repaired = await cloud.update('stuck', { Resources: { A: TOPIC, B: TOPIC } });
  expect(repaired.StackStatus).toBe('UPDATE_COMPLETE');
});

test('what failed updates without rollback put aside goes with the stack', async () => {
  const named = (name: string, bad: object) => ({
    Resources: { A: topic({ TopicName: name }), B: topic(bad, { DependsOn: 'A' }) },
  });
  const { StackId = '' } = await cloud.create('aside', named('aside-1', {}));
  for (const name of ['aside-2', 'aside-3']) {
    const failed = await cloud.update('aside', named(name, { Colour: name }), { DisableRollback: true });
    expect(failed.StackStatus).toBe('UPDATE_FAILED');
  }
  await cloud.client.send(new DeleteStackCommand({ StackName: 'aside' }));
  expect((await cloud.settled(StackId)).StackStatus).toBe('DELETE_COMPLETE');
  for (const name of ['aside-1', 'aside-2', 'aside-3']) {
    expect((await cloud.create(`again-${name}`, only(topic({ TopicName: name })))).StackStatus).toBe('CREATE_COMPLETE');
  }
});

test('refuses to update a stack whose creation went back', async () => {
  const stack = await cloud.create('never-was', only(topic({ Colour: 'red' })));
  expect(await refusal(cloud.update('never-was', only(TOPIC)))).toBe(
    `ValidationError: Stack:${stack.StackId} is in ROLLBACK_COMPLETE state and can not be updated.`,
  );
});

test('refuses an update that changes nothing', async () => {
  await cloud.create('same', only(TOPIC));
  expect(await refusal(cloud.update('same', only(TOPIC)))).toBe('ValidationError: No updates are to be performed.');
  const described = { ...only(TOPIC), Description: 'now with words' };
  expect(await refusal(cloud.update('same', described))).toBe('ValidationError: No updates are to be performed.');
});

test('an output alone is a change', async () => {
  await cloud.create('outputs', only(TOPIC));
  const stack = await cloud.update('outputs', { ...only(TOPIC), Outputs: { O: { Value: 'x' } } });
  expect(stack.Outputs).toEqual([{ OutputKey: 'O', OutputValue: 'x' }]);
});

test('new tags of the stack reach its resources', async () => {
  await cloud.create('tagged', only(TOPIC), { Tags: [{ Key: 'k', Value: '1' }] });
  await cloud.update('tagged', only(TOPIC), { Tags: [{ Key: 'k', Value: '2' }] });
  expect(await cloud.story('tagged')).toContain('A UPDATE_COMPLETE');
});

test('refuses an update while another one runs', async () => {
  await cloud.create('busy', only(TOPIC));
  await cloud.faults({ stackStepMs: 200 });
  const body = (name: string) => JSON.stringify(only(topic({ DisplayName: name })));
  await cloud.client.send(new UpdateStackCommand({ StackName: 'busy', TemplateBody: body('one') }));
  const second = cloud.client.send(new UpdateStackCommand({ StackName: 'busy', TemplateBody: body('two') }));
  expect(await refusal(second)).toMatch(
    /^ValidationError: Stack:arn:aws:cloudformation:us-east-1:000000000000:stack\/busy\/\S+ is in UPDATE_IN_PROGRESS state and can not be updated\.$/,
  );
  await cloud.faults({});
  await cloud.settled('busy');
});

test('refuses to update a stack that is not there, and to retype a resource', async () => {
  expect(await refusal(cloud.update('nowhere', only(TOPIC)))).toBe('ValidationError: Stack [nowhere] does not exist');
  await cloud.create('retyped', only(TOPIC));
  expect(await refusal(cloud.update('retyped', only({ Type: 'AWS::SQS::Queue' })))).toBe(
    'ValidationError: Update of resource type is not permitted. The new template modifies resource type of the following resources: [A]',
  );
});

test('keeps previous parameters and the previous template when asked, and tells nobody a NoEcho value', async () => {
  const template = {
    Parameters: { P: { Type: 'String' }, Secret: { Type: 'String', NoEcho: true } },
    Resources: { A: topic({ DisplayName: { Ref: 'P' }, TopicName: { Ref: 'Secret' } }) },
  };
  const parameters = [
    { ParameterKey: 'P', ParameterValue: 'one' },
    { ParameterKey: 'Secret', ParameterValue: 'hush' },
  ];
  await cloud.create('previous', template, { Parameters: parameters });
  const input = {
    StackName: 'previous',
    UsePreviousTemplate: true,
    Parameters: [
      { ParameterKey: 'P', ParameterValue: 'two' },
      { ParameterKey: 'Secret', UsePreviousValue: true },
    ],
  };
  await cloud.client.send(new UpdateStackCommand(input));
  const stack = await cloud.settled('previous');
  expect(stack.Parameters).toEqual([
    { ParameterKey: 'P', ParameterValue: 'two' },
    { ParameterKey: 'Secret', ParameterValue: '****' },
  ]);
  const shown = (await cloud.events('previous')).map(({ ResourceProperties }) => ResourceProperties);
  expect(shown).toContain('{"DisplayName":"two","TopicName":"****"}');
  expect(shown.join()).not.toContain('hush');
});

test('a cancelled update goes back; nothing else can be cancelled', async () => {
  await cloud.create('cancelled', { Resources: { A: TOPIC, B: TOPIC } });
  expect(await refusal(cloud.client.send(new CancelUpdateStackCommand({ StackName: 'cancelled' })))).toBe(
    'ValidationError: CancelUpdateStack cannot be called from current stack status',
  );
  await cloud.faults({ stackStepMs: 100 });
  const TemplateBody = JSON.stringify({ Resources: { A: topic({ DisplayName: 'x' }), B: TOPIC } });
  await cloud.client.send(new UpdateStackCommand({ StackName: 'cancelled', TemplateBody }));
  await cloud.client.send(new CancelUpdateStackCommand({ StackName: 'cancelled' }));
  await cloud.faults({});
  expect((await cloud.settled('cancelled')).StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(await cloud.story('cancelled')).toContain(
    'cancelled UPDATE_ROLLBACK_IN_PROGRESS: User initiated cancellation',
  );
});

test('refuses to continue a rollback that did not fail', async () => {
  await cloud.create('fine', only(TOPIC));
  expect(await refusal(cloud.client.send(new ContinueUpdateRollbackCommand({ StackName: 'fine' })))).toMatch(
    /^ValidationError: Stack:\S+ is in CREATE_COMPLETE state and can not continue update rollback\.$/,
  );
});
