import { DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import {
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  HeadBucketCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { Cloud } from '../cloudformation/cloud';

let cloud: Cloud;
let s3: S3Client;
beforeAll(async () => {
  cloud = await Cloud.start();
  s3 = new S3Client(cloud.sandbox.client());
});
afterAll(() => cloud.stop());

const versioned = { VersioningConfiguration: { Status: 'Enabled' } };

function template(BucketName: string | undefined, more: object = {}) {
  const Statement = [
    {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: [{ 'Fn::GetAtt': ['Store', 'Arn'] }, { 'Fn::Sub': '${Store.Arn}/*' }],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ];
  return {
    Resources: {
      Store: { Type: 'AWS::S3::Bucket', Properties: { BucketName, ...more } },
      Policy: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: { Bucket: { Ref: 'Store' }, PolicyDocument: { Version: '2012-10-17', Statement } },
      },
    },
    Outputs: {
      Name: { Value: { Ref: 'Store' } },
      Domain: { Value: { 'Fn::GetAtt': ['Store', 'RegionalDomainName'] } },
    },
  };
}

test('a bucket comes into being with its policy and goes with its stack', async () => {
  const stack = await cloud.create('Bucket-Stack', template(undefined, versioned));
  const Bucket = stack.Outputs?.find(({ OutputKey }) => OutputKey === 'Name')?.OutputValue ?? '';
  expect(Bucket).toMatch(/^bucket-stack-store-[a-z0-9]{12}$/);
  expect(stack.Outputs).toEqual(
    expect.arrayContaining([expect.objectContaining({ OutputValue: `${Bucket}.s3.us-east-1.amazonaws.com` })]),
  );
  expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe('Enabled');
  const { Policy } = await s3.send(new GetBucketPolicyCommand({ Bucket }));
  expect(JSON.parse(Policy ?? '').Statement[0].Resource).toEqual([
    `arn:aws:s3:::${Bucket}`,
    `arn:aws:s3:::${Bucket}/*`,
  ]);
  await cloud.client.send(new DeleteStackCommand({ StackName: 'Bucket-Stack' }));
  expect((await cloud.settled(stack.StackId ?? '')).StackStatus).toBe('DELETE_COMPLETE');
  await expect(s3.send(new HeadBucketCommand({ Bucket }))).rejects.toMatchObject({ name: 'NotFound' });
});

test('versioning that a template no longer asks for is suspended, since it can never be off again', async () => {
  await cloud.create('unversioned', template('unversioned-later', versioned));
  await cloud.update('unversioned', template('unversioned-later'));
  expect((await s3.send(new GetBucketVersioningCommand({ Bucket: 'unversioned-later' }))).Status).toBe('Suspended');
});

test('a bucket that holds something is in the way of the deletion of its stack', async () => {
  const stack = await cloud.create('holding', template('holding-something'));
  await s3.send(new PutObjectCommand({ Bucket: 'holding-something', Key: 'a', Body: 'x' }));
  await cloud.client.send(new DeleteStackCommand({ StackName: 'holding' }));
  expect((await cloud.settled(stack.StackId ?? '')).StackStatus).toBe('DELETE_FAILED');
  expect((await cloud.story('holding')).join('\n')).toContain('not empty');
});

test('a name that is taken fails the stack', async () => {
  await cloud.create('first-owner', template('wanted-by-two'));
  const stack = await cloud.create('second-owner', template('wanted-by-two'));
  expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
  await s3.send(new HeadBucketCommand({ Bucket: 'wanted-by-two' }));
});
