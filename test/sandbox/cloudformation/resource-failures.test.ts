import { CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { Cloud, type PlainTemplate, TOPIC } from './cloud';

let cloud: Cloud;
beforeAll(async () => {
  cloud = await Cloud.start();
});
afterAll(() => cloud.stop());

/** Creates a stack that fails and says why its resource did. */
async function reason(name: string, resource: unknown): Promise<string | undefined> {
  const stack = await cloud.create(name, { Resources: { A: resource } } as PlainTemplate);
  expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
  const events = await cloud.events(name);
  return events.find(({ ResourceStatus }) => ResourceStatus === 'CREATE_FAILED')?.ResourceStatusReason;
}

test('a property that the type does not have fails the resource', async () => {
  expect(await reason('unknown-property', { ...TOPIC, Properties: { Colour: 'red' } })).toBe(
    'Properties validation failed for resource A with message:\n#: extraneous key [Colour] is not permitted',
  );
});

test('a missing required property fails the resource', async () => {
  expect(await reason('missing-property', { Type: 'AWS::SNS::Subscription', Properties: { Protocol: 'email' } })).toBe(
    'Properties validation failed for resource A with message:\n#: required key [TopicArn] not found',
  );
});

test('a property of the wrong type fails the resource', async () => {
  expect(await reason('wrong-type', { ...TOPIC, Properties: { Tags: 'none' } })).toBe(
    'Properties validation failed for resource A with message:\n#/Tags: expected type: JSONArray, found: String',
  );
});

test.each([
  [
    'a certificate’s name of 65 characters',
    'AWS::CertificateManager::Certificate',
    { DomainName: `${'a'.repeat(53)}.example.com` },
    /cannot exceed 64 octets .* \(HandlerErrorCode: InvalidRequest\)$/,
  ],
  [
    'a load balancer’s name of 33',
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
    { Name: 'a'.repeat(33), Subnets: ['subnet-1', 'subnet-2'] },
    /a maximum of 32 characters/,
  ],
  [
    'a target group’s name of 33',
    'AWS::ElasticLoadBalancingV2::TargetGroup',
    { Name: 'a'.repeat(33) },
    /a maximum of 32 characters/,
  ],
  ['a queue’s name of 81', 'AWS::SQS::Queue', { QueueName: 'a'.repeat(81) }, /1 to 80 in length/],
  [
    'an empty list of indexes',
    'AWS::DynamoDB::Table',
    {
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
      GlobalSecondaryIndexes: [],
    },
    /List of GlobalSecondaryIndexes is empty/,
  ],
])('a service refuses what its schema allows: %s', async (name, Type, Properties, words) => {
  expect(await reason(`refused-${name.replaceAll(/[^a-z0-9]+/g, '-')}`, { Type, Properties })).toMatch(words);
});

test('names as long as a service takes them are made', async () => {
  const resources = {
    A: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'b'.repeat(80) } },
    B: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: { Name: 'b'.repeat(32) } },
    C: { Type: 'AWS::CertificateManager::Certificate', Properties: { DomainName: `${'b'.repeat(52)}.example.com` } },
  };
  expect((await cloud.create('long-names', { Resources: resources })).StackStatus).toBe('CREATE_COMPLETE');
});

test('a replacement that a service refuses to make fails the update', async () => {
  const group = (Name: string) => ({ A: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: { Name } } });
  await cloud.create('renamed', { Resources: group('short') });
  const stack = await cloud.update('renamed', { Resources: group('a'.repeat(33)) });
  expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
});

test('a dynamic reference to a parameter that is not there fails the resource', async () => {
  const name = '{{resolve:ssm:/nothing/here:1}}';
  expect(await reason('no-parameter', { ...TOPIC, Properties: { DisplayName: name } })).toBe(
    'Parameters: [ssm:/nothing/here:1] cannot be found.',
  );
});

test('an explicit name that another resource has fails the resource', async () => {
  const topic = { ...TOPIC, Properties: { TopicName: 'only-one' } };
  const first = await cloud.create('first', { Resources: { A: topic } });
  expect(await reason('second', topic)).toBe(
    `Resource handler returned message: "only-one already exists in stack ${first.StackId}" (HandlerErrorCode: AlreadyExists)`,
  );
});

test('a failed creation with OnFailure DO_NOTHING leaves what it made', async () => {
  const resources = { A: TOPIC, B: { ...TOPIC, DependsOn: 'A', Properties: { Colour: 'red' } } };
  const stack = await cloud.create('left', { Resources: resources }, { OnFailure: 'DO_NOTHING' });
  expect(stack).toMatchObject({
    StackStatus: 'CREATE_FAILED',
    StackStatusReason: 'The following resource(s) failed to create: [B]. ',
  });
  expect(await cloud.story('left')).not.toContain('A DELETE_COMPLETE');
});

test('a failed creation with OnFailure DELETE leaves no stack', async () => {
  const resources = { A: TOPIC, B: { ...TOPIC, DependsOn: 'A', Properties: { Colour: 'red' } } };
  const TemplateBody = JSON.stringify({ Resources: resources });
  const input = { StackName: 'vanishing', TemplateBody, OnFailure: 'DELETE' as const };
  const { StackId = '' } = await cloud.client.send(new CreateStackCommand(input));
  expect((await cloud.settled(StackId)).StackStatus).toBe('DELETE_COMPLETE');
  await expect(cloud.settled('vanishing')).rejects.toThrow('Stack with id vanishing does not exist');
});

test('a failed output takes the stack back', async () => {
  const stack = await cloud.create('empty-export', {
    Resources: { A: TOPIC },
    Outputs: { O: { Value: '', Export: { Name: 'nothing' } } },
  });
  expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
  expect((await cloud.story('empty-export')).join('\n')).toContain(
    'empty-export ROLLBACK_IN_PROGRESS: Cannot export output O. Exported values must not be empty or whitespace-only. Rollback requested by user.',
  );
});

test('what Retain keeps of a failed creation is skipped, what RetainExceptOnCreate names goes', async () => {
  const stack = await cloud.create('partly', {
    Resources: {
      Kept: { ...TOPIC, DeletionPolicy: 'Retain' },
      Gone: { ...TOPIC, DeletionPolicy: 'RetainExceptOnCreate' },
      Bad: { ...TOPIC, DependsOn: ['Kept', 'Gone'], Properties: { Colour: 'red' } },
    },
  });
  expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
  const story = await cloud.story('partly');
  expect(story).toContain('Kept DELETE_SKIPPED');
  expect(story).toContain('Gone DELETE_COMPLETE');
});
