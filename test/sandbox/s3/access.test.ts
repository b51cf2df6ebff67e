/** A session's own policies and a bucket's: https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-s3-evaluates-access-control.html */

import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { IAM } from '@aws-sdk/client-iam';
import { S3 } from '@aws-sdk/client-s3';
import type { PolicyStatement } from '../../../catalog/permissions';
import { addRole, allow, deny, policy, sessionOf } from '../role-session';
import { startTestSandbox, type TestSandbox } from '../with-sandbox';

const OWN = '111111111111';
const OTHER = '222222222222';
const Bucket = 'shared';
const OBJECTS = `arn:aws:s3:::${Bucket}/*`;

let sandbox: TestSandbox;
let admin: S3;
let count = 0;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  admin = new S3(sandbox.client(OWN));
  await admin.createBucket({ Bucket });
  await admin.putObject({ Bucket, Key: 'reports/one', Body: '1', Tagging: 'kind=report' });
  await admin.putObject({ Bucket, Key: 'secrets/two', Body: '2' });
});
afterEach(() => admin.deleteBucketPolicy({ Bucket }));
afterAll(() => sandbox.stop());

async function session(statements: readonly PolicyStatement[], account = OWN, input: object = {}): Promise<S3> {
  count += 1;
  await addRole(sandbox, `Role${count}`, statements, { account });
  return new S3(await sessionOf(sandbox, `Role${count}`, { account, ...input }));
}

const get = (s3: S3, Key = 'reports/one') => s3.getObject({ Bucket, Key });
const putPolicy = (...statements: PolicyStatement[]) =>
  admin.putBucketPolicy({ Bucket, Policy: policy(...statements) });
const forAccount = (account: string) => ({ Principal: { AWS: `arn:aws:iam::${account}:root` } });
const forRole = (account = OWN) => ({ Principal: { AWS: `arn:aws:iam::${account}:role/Role${count}` } });
const objects = { Resource: OBJECTS };

it('an account’s own sessions may do what their policies allow, and hear why not', async () => {
  await get(await session([allow('s3:GetObject', objects)]));
  const none = await session([]);
  const words = `User: arn:aws:sts::${OWN}:assumed-role/Role${count}/anna is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::${Bucket}/reports/one" because no identity-based policy allows the s3:GetObject action`;
  await expect(get(none)).rejects.toMatchObject({ name: 'AccessDenied', message: words });
  await expect(none.listBuckets({})).rejects.toThrow('s3:ListAllMyBuckets');
  await expect(none.createBucket({ Bucket: 'mine' })).rejects.toThrow(
    's3:CreateBucket on resource: "arn:aws:s3:::mine"',
  );
});

it('the bucket’s policy may allow it to a role that it names, and not by naming the account', async () => {
  const s3 = await session([]);
  await putPolicy(allow('s3:GetObject', { ...objects, ...forAccount(OWN) }));
  await expect(get(s3)).rejects.toMatchObject({ name: 'AccessDenied' });
  await putPolicy(allow('s3:GetObject', { ...objects, ...forRole() }));
  await get(s3);
});

it('a denial of the role’s own that can’t be told stands in the way of what the bucket’s policy allows', async () => {
  const s3 = await session([deny('s3:*', { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } })]);
  await putPolicy(allow('s3:GetObject', { ...objects, ...forRole() }));
  await expect(get(s3)).rejects.toThrow('aws:SourceIp');
});

it('session policies limit what the bucket’s policy allows to the role', async () => {
  const s3 = await session([], OWN, { Policy: policy(allow('s3:ListBucket')) });
  await putPolicy(allow('s3:GetObject', { ...objects, ...forRole() }));
  await expect(get(s3)).rejects.toThrow('because no session policy allows the s3:GetObject action');
});

it('a denial of the bucket’s policy comes before whatever allows', async () => {
  await putPolicy(deny('s3:GetObject', { ...objects, ...forAccount(OWN) }));
  await expect(get(await session([allow('*')]))).rejects.toThrow(/ with an explicit deny in a resource-based policy$/);
});

it('from another account both must allow it, and no reason is given', async () => {
  const s3 = await session([allow('s3:GetObject')], OTHER);
  await expect(get(s3)).rejects.toMatchObject({ name: 'AccessDenied', message: 'Access Denied' });
  await putPolicy(allow('s3:GetObject', { ...objects, ...forAccount(OTHER) }));
  await get(s3);
  const none = await session([], OTHER);
  await putPolicy(allow('s3:GetObject', { ...objects, ...forRole(OTHER) }));
  await expect(get(none)).rejects.toMatchObject({ message: 'Access Denied' });
});

// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
it('that a key is missing is said to those only who may list the bucket', async () => {
  const reads = allow('s3:GetObject', objects);
  await expect(get(await session([reads]), 'absent')).rejects.toThrow(
    `s3:ListBucket on resource: "arn:aws:s3:::${Bucket}"`,
  );
  const lists = await session([reads, allow('s3:ListBucket')]);
  await expect(get(lists, 'absent')).rejects.toMatchObject({ name: 'NoSuchKey' });
});

it('by the prefix that is listed, and the tags on an object and in a request', async () => {
  const condition = (operator: string, key: string, value: string) => ({ Condition: { [operator]: { [key]: value } } });
  const s3 = await session([
    allow('s3:ListBucket', condition('StringLike', 's3:prefix', 'reports/*')),
    allow('s3:GetObject', condition('StringEquals', 's3:ExistingObjectTag/kind', 'report')),
    allow(['s3:PutObject', 's3:PutObjectTagging'], condition('StringEquals', 's3:RequestObjectTag/kind', 'report')),
  ]);
  expect((await s3.listObjectsV2({ Bucket, Prefix: 'reports/' })).KeyCount).toBe(1);
  await expect(s3.listObjectsV2({ Bucket })).rejects.toThrow('s3:ListBucket');
  await get(s3);
  await expect(get(s3, 'secrets/two')).rejects.toThrow('s3:GetObject');
  await s3.putObject({ Bucket, Key: 'new', Body: 'x', Tagging: 'kind=report' });
  await expect(s3.putObject({ Bucket, Key: 'new', Body: 'x' })).rejects.toThrow('s3:PutObject');
});

// https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
it('tags on an upload ask for the right to tag', async () => {
  const s3 = await session([allow('s3:PutObject')]);
  await s3.putObject({ Bucket, Key: 'plain', Body: 'x' });
  await expect(s3.putObject({ Bucket, Key: 'plain', Body: 'x', Tagging: 'a=b' })).rejects.toThrow(
    's3:PutObjectTagging',
  );
});

it('of several keys those are deleted that may be', async () => {
  for (const Key of ['bin/one', 'kept/two']) await admin.putObject({ Bucket, Key, Body: 'x' });
  const s3 = await session([allow('s3:DeleteObject', { Resource: `arn:aws:s3:::${Bucket}/bin/*` })]);
  const Objects = [{ Key: 'bin/one' }, { Key: 'kept/two' }];
  const { Deleted, Errors } = await s3.deleteObjects({ Bucket, Delete: { Objects } });
  expect(Deleted).toMatchObject([{ Key: 'bin/one' }]);
  expect(Errors).toMatchObject([{ Key: 'kept/two', Code: 'AccessDenied' }]);
});

it('a template is read with the rights of who makes a stack of it', async () => {
  await admin.putObject({ Bucket, Key: 'template.json', Body: '{"Resources":{"T":{"Type":"AWS::SNS::Topic"}}}' });
  const TemplateURL = `https://${Bucket}.s3.us-east-1.amazonaws.com/template.json`;
  await session([allow('cloudformation:*')]);
  const settings = await sessionOf(sandbox, `Role${count}`, { account: OWN });
  const summary = new CloudFormation(settings).getTemplateSummary({ TemplateURL });
  await expect(summary).rejects.toThrow('S3 error: Access Denied');
  const reads = policy(allow('s3:GetObject', objects));
  await new IAM(sandbox.client(OWN)).putRolePolicy({
    RoleName: `Role${count}`,
    PolicyName: 'Read',
    PolicyDocument: reads,
  });
  await new CloudFormation(settings).getTemplateSummary({ TemplateURL });
});

// https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html: s3:DeleteObject is needed for each object.
it('a key whose deletion the bucket’s policy denies is an error of its own in DeleteObjects, and stays', async () => {
  await putPolicy(deny('s3:DeleteObject', { Resource: `arn:aws:s3:::${Bucket}/secrets/*`, Principal: '*' }));
  await admin.putObject({ Bucket, Key: 'passing', Body: '3' });
  const Objects = [{ Key: 'secrets/two' }, { Key: 'passing' }];
  const { Deleted, Errors } = await admin.deleteObjects({ Bucket, Delete: { Objects } });
  expect(Deleted).toMatchObject([{ Key: 'passing' }]);
  expect(Errors).toMatchObject([{ Key: 'secrets/two', Code: 'AccessDenied' }]);
  await get(admin, 'secrets/two');
});
