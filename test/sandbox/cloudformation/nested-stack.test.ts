import { DeleteStackCommand, DescribeStacksCommand, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Cloud, TOPIC } from './cloud';

let cloud: Cloud;
let s3: S3Client;
beforeAll(async () => {
  cloud = await Cloud.start();
  s3 = new S3Client(cloud.sandbox.client());
  await s3.send(new CreateBucketCommand({ Bucket: 'inner-templates' }));
});
afterAll(() => cloud.stop());

async function inner(key: string, properties: object): Promise<string> {
  const template = {
    Parameters: { Name: { Type: 'String' } },
    Resources: { Topic: { ...TOPIC, Properties: { DisplayName: { Ref: 'Name' }, ...properties } } },
    Outputs: { Arn: { Value: { Ref: 'Topic' } } },
  };
  await s3.send(new PutObjectCommand({ Bucket: 'inner-templates', Key: key, Body: JSON.stringify(template) }));
  return `https://s3.us-east-1.amazonaws.com/inner-templates/${key}`;
}

const outer = (TemplateURL: string, Name: string) => ({
  Resources: { Inner: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL, Parameters: { Name } } } },
  Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Inner', 'Outputs.Arn'] } } },
});

test('a nested stack comes, changes and goes with its parent, which reads its outputs', async () => {
  const url = await inner('good.json', {});
  const parent = await cloud.create('parent', outer(url, 'one'));
  expect(parent.StackStatus).toBe('CREATE_COMPLETE');
  expect(parent.Outputs?.[0]?.OutputValue).toMatch(/^arn:aws:sns:/);
  const { StackSummaries = [] } = await cloud.client.send(new ListStacksCommand({}));
  const nested = StackSummaries.find(({ ParentId }) => ParentId === parent.StackId);
  expect(nested).toMatchObject({ RootId: parent.StackId, StackName: expect.stringMatching(/^parent-Inner-\w{12}$/) });
  expect((await cloud.update('parent', outer(url, 'two'))).StackStatus).toBe('UPDATE_COMPLETE');
  const changed = await cloud.client.send(new DescribeStacksCommand({ StackName: nested?.StackId }));
  expect(changed.Stacks?.[0]).toMatchObject({
    StackStatus: 'UPDATE_COMPLETE',
    Parameters: [{ ParameterKey: 'Name', ParameterValue: 'two' }],
  });
  await cloud.client.send(new DeleteStackCommand({ StackName: 'parent' }));
  expect((await cloud.settled(parent.StackId ?? '')).StackStatus).toBe('DELETE_COMPLETE');
  expect((await cloud.settled(nested?.StackId ?? '')).StackStatus).toBe('DELETE_COMPLETE');
});

test('a nested stack that fails takes its parent back', async () => {
  const parent = await cloud.create('unlucky', outer(await inner('bad.json', { Colour: 'red' }), 'one'));
  expect(parent.StackStatus).toBe('ROLLBACK_COMPLETE');
  expect((await cloud.story('unlucky')).join('\n')).toMatch(
    /Inner CREATE_FAILED: .*Embedded stack arn:\S+ was not successfully created: The following resource\(s\) failed to create: \[Topic\]/,
  );
});

test('an update that fails inside is undone inside and outside', async () => {
  await cloud.create('undone', outer(await inner('first.json', {}), 'one'));
  const parent = await cloud.update('undone', outer(await inner('second.json', { Colour: 'red' }), 'one'));
  expect(parent.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
  const again = await cloud.update('undone', outer(await inner('first.json', {}), 'two'));
  expect(again.StackStatus).toBe('UPDATE_COMPLETE');
});

test('an update that fails outside cancels what is under way inside', async () => {
  const url = await inner('steady.json', {});
  await cloud.create('crossed', outer(url, 'one'));
  const { Resources, Outputs } = outer(url, 'two');
  const crossed = { Resources: { ...Resources, Wrong: { ...TOPIC, Properties: { Colour: 'red' } } }, Outputs };
  const parent = await cloud.update('crossed', crossed);
  expect(parent.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(await cloud.story('crossed')).toContain('Inner UPDATE_FAILED: Resource update cancelled');
  const { StackSummaries = [] } = await cloud.client.send(new ListStacksCommand({}));
  const nested = StackSummaries.find(({ ParentId }) => ParentId === parent.StackId);
  const settled = await cloud.settled(nested?.StackId ?? '');
  expect(settled).toMatchObject({
    StackStatus: expect.stringMatching(/^UPDATE_(?:ROLLBACK_)?COMPLETE$/),
    Parameters: [{ ParameterKey: 'Name', ParameterValue: 'one' }],
  });
});
