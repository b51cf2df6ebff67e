import {
  CreateBucketCommand,
  DeleteBucketCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { startTestSandbox, type TestSandbox } from '../with-sandbox';

let sandbox: TestSandbox;
let own: S3Client;
let other: S3Client;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  own = new S3Client(sandbox.client('111111111111'));
  other = new S3Client(sandbox.client('222222222222'));
});
afterAll(() => sandbox.stop());

test('an account lists its own buckets, the one of the CDK bootstrap among them', async () => {
  await own.send(new CreateBucketCommand({ Bucket: 'own-listed' }));
  const names = (await own.send(new ListBucketsCommand({}))).Buckets?.map(({ Name }) => Name);
  expect(names).toEqual(['cdk-hnb659fds-assets-111111111111-us-east-1', 'own-listed']);
});

test.each(['Capital', 'ab', 'a..b', '1.2.3.4', 'ends-', 'table--table-s3', 'xn--what'])(
  'refuses %s as the name of a bucket',
  async (Bucket) => {
    await expect(own.send(new CreateBucketCommand({ Bucket }))).rejects.toMatchObject({ name: 'InvalidBucketName' });
  },
);

test('refuses the name of a bucket that another account has', async () => {
  await own.send(new CreateBucketCommand({ Bucket: 'taken-by-one' }));
  await expect(other.send(new CreateBucketCommand({ Bucket: 'taken-by-one' }))).rejects.toMatchObject({
    name: 'BucketAlreadyExists',
    $metadata: { httpStatusCode: 409 },
  });
});

test("making one's own bucket again is refused everywhere but in us-east-1", async () => {
  await own.send(new CreateBucketCommand({ Bucket: 'again-virginia' }));
  await own.send(new CreateBucketCommand({ Bucket: 'again-virginia' }));
  const ireland = new S3Client(sandbox.client('111111111111', 'eu-west-1'));
  const input = { Bucket: 'again-ireland', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' as const } };
  await ireland.send(new CreateBucketCommand(input));
  await expect(ireland.send(new CreateBucketCommand(input))).rejects.toMatchObject({ name: 'BucketAlreadyOwnedByYou' });
});

test('a bucket says where it is, and refuses calls that are signed for another region', async () => {
  const ireland = new S3Client(sandbox.client('111111111111', 'eu-west-1'));
  const Bucket = 'in-ireland';
  await ireland.send(
    new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }),
  );
  expect((await own.send(new GetBucketLocationCommand({ Bucket }))).LocationConstraint).toBe('eu-west-1');
  await expect(own.send(new ListObjectsV2Command({ Bucket }))).rejects.toMatchObject({
    name: 'AuthorizationHeaderMalformed',
    message: expect.stringContaining("expecting 'eu-west-1'"),
  });
});

test('refuses a location that is not the region of the call', async () => {
  const input = { Bucket: 'elsewhere', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' as const } };
  await expect(own.send(new CreateBucketCommand(input))).rejects.toMatchObject({
    name: 'IllegalLocationConstraintException',
  });
});

test('refuses to delete a bucket that holds something', async () => {
  await own.send(new CreateBucketCommand({ Bucket: 'not-empty' }));
  await own.send(new PutObjectCommand({ Bucket: 'not-empty', Key: 'a', Body: 'a' }));
  await expect(own.send(new DeleteBucketCommand({ Bucket: 'not-empty' }))).rejects.toMatchObject({
    name: 'BucketNotEmpty',
  });
});

test('a deleted bucket is gone, and its name is free', async () => {
  await own.send(new CreateBucketCommand({ Bucket: 'short-lived' }));
  await own.send(new DeleteBucketCommand({ Bucket: 'short-lived' }));
  await expect(own.send(new HeadBucketCommand({ Bucket: 'short-lived' }))).rejects.toMatchObject({ name: 'NotFound' });
  await other.send(new CreateBucketCommand({ Bucket: 'short-lived' }));
});

test('another account is refused unless the policy of the bucket lets it in', async () => {
  const Bucket = 'shared-with-two';
  await own.send(new CreateBucketCommand({ Bucket }));
  await expect(other.send(new ListObjectsV2Command({ Bucket }))).rejects.toMatchObject({ name: 'AccessDenied' });
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::222222222222:root' },
    Action: 's3:ListBucket',
    Resource: `arn:aws:s3:::${Bucket}`,
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await own.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  expect((await own.send(new GetBucketPolicyCommand({ Bucket }))).Policy).toBe(Policy);
  await other.send(new ListObjectsV2Command({ Bucket }));
  await expect(other.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }))).rejects.toMatchObject({
    name: 'AccessDenied',
  });
});

test('the owner is refused what the policy of the bucket denies', async () => {
  const Bucket = 'denies-writing';
  await own.send(new CreateBucketCommand({ Bucket }));
  const statement = { Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: `arn:aws:s3:::${Bucket}/*` };
  await own.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Statement: [statement] }) }));
  await expect(own.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }))).rejects.toMatchObject({
    name: 'AccessDenied',
  });
});

test.each([
  ['no JSON', 'not json'],
  ['no principal', JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] })],
  [
    'the resource of another bucket',
    JSON.stringify({
      Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::other/*' }],
    }),
  ],
])('refuses a bucket policy with %s', async (_what, Policy) => {
  await own.send(new CreateBucketCommand({ Bucket: 'bad-policy' }));
  await expect(own.send(new PutBucketPolicyCommand({ Bucket: 'bad-policy', Policy }))).rejects.toMatchObject({
    name: 'MalformedPolicy',
  });
});

test('versioning is off until it is set', async () => {
  const Bucket = 'versioned-later';
  await own.send(new CreateBucketCommand({ Bucket }));
  expect((await own.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBeUndefined();
  await own.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  expect((await own.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe('Enabled');
});

test('a new bucket blocks public access and has no policy', async () => {
  const Bucket = 'born-private';
  await own.send(new CreateBucketCommand({ Bucket }));
  const { PublicAccessBlockConfiguration: block } = await own.send(new GetPublicAccessBlockCommand({ Bucket }));
  expect(block).toMatchObject({ BlockPublicAcls: true, RestrictPublicBuckets: true });
  await expect(own.send(new GetBucketPolicyCommand({ Bucket }))).rejects.toMatchObject({ name: 'NoSuchBucketPolicy' });
});

test('refuses another owner than the expected one', async () => {
  await own.send(new CreateBucketCommand({ Bucket: 'whose' }));
  const input = { Bucket: 'whose', ExpectedBucketOwner: '222222222222' };
  await expect(own.send(new ListObjectsV2Command(input))).rejects.toMatchObject({ name: 'AccessDenied' });
});

test('answers for a bucket that does not exist with its name', async () => {
  await expect(own.send(new ListObjectsV2Command({ Bucket: 'nowhere' }))).rejects.toMatchObject({
    name: 'NoSuchBucket',
    BucketName: 'nowhere',
  });
});

test('keeps the tags of a bucket', async () => {
  const Bucket = 'tagged-bucket';
  await own.send(new CreateBucketCommand({ Bucket }));
  await own.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [{ Key: 'a', Value: '<1>' }] } }));
  expect((await own.send(new GetBucketTaggingCommand({ Bucket }))).TagSet).toEqual([{ Key: 'a', Value: '<1>' }]);
});
