import { createHash, randomBytes } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  ListPartsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { startTestSandbox, type TestSandbox } from '../with-sandbox';

let sandbox: TestSandbox;
let s3: S3Client;
const Bucket = 'plain-bucket';
const versioned = 'versioned-bucket';
beforeAll(async () => {
  sandbox = await startTestSandbox();
  s3 = new S3Client(sandbox.client());
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new CreateBucketCommand({ Bucket: versioned }));
  const VersioningConfiguration = { Status: 'Enabled' as const };
  await s3.send(new PutBucketVersioningCommand({ Bucket: versioned, VersioningConfiguration }));
});
afterAll(() => sandbox.stop());

async function text(bucket: string, Key: string, VersionId?: string): Promise<string | undefined> {
  return (await s3.send(new GetObjectCommand({ Bucket: bucket, Key, VersionId }))).Body?.transformToString();
}

test.each(['a', 'with space', 'pfad/ä/%2F+&=?', '日本', '..', 'a//b', 'tr\u00fcb\u0301e'])(
  'an object is found again under the key %j',
  async (Key) => {
    const Body = randomBytes(300);
    const put = await s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: 'x/y', Metadata: { who: 'me' } }));
    expect(put.ETag).toBe(`"${createHash('md5').update(Body).digest('hex')}"`);
    const got = await s3.send(new GetObjectCommand({ Bucket, Key }));
    expect(Buffer.from((await got.Body?.transformToByteArray()) ?? [])).toEqual(Body);
    expect(got).toMatchObject({ ContentType: 'x/y', Metadata: { who: 'me' }, ETag: put.ETag, ContentLength: 300 });
  },
);

test('HEAD tells the length of the body and has none', async () => {
  await s3.send(new PutObjectCommand({ Bucket, Key: 'headed', Body: 'twelve bytes' }));
  expect((await s3.send(new HeadObjectCommand({ Bucket, Key: 'headed' }))).ContentLength).toBe(12);
  await expect(s3.send(new HeadObjectCommand({ Bucket, Key: 'absent' }))).rejects.toMatchObject({ name: 'NotFound' });
});

test('an object of 30 MB comes back whole', async () => {
  const Body = randomBytes(30 * 1024 * 1024);
  await s3.send(new PutObjectCommand({ Bucket, Key: 'large', Body }));
  const bytes = await (await s3.send(new GetObjectCommand({ Bucket, Key: 'large' }))).Body?.transformToByteArray();
  expect(
    createHash('md5')
      .update(bytes ?? '')
      .digest('hex'),
  ).toBe(createHash('md5').update(Body).digest('hex'));
});

test.each([
  ['bytes=2-4', '234', 'bytes 2-4/10'],
  ['bytes=7-', '789', 'bytes 7-9/10'],
  ['bytes=-2', '89', 'bytes 8-9/10'],
  ['bytes=5-500', '56789', 'bytes 5-9/10'],
])('the range %s gives %s', async (Range, expected, ContentRange) => {
  await s3.send(new PutObjectCommand({ Bucket, Key: 'digits', Body: '0123456789' }));
  const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'digits', Range }));
  expect(await got.Body?.transformToString()).toBe(expected);
  expect(got.ContentRange).toBe(ContentRange);
});

test('refuses a range behind the end', async () => {
  await s3.send(new PutObjectCommand({ Bucket, Key: 'digits', Body: '0123456789' }));
  const answer = s3.send(new GetObjectCommand({ Bucket, Key: 'digits', Range: 'bytes=10-' }));
  await expect(answer).rejects.toMatchObject({ name: 'InvalidRange', $metadata: { httpStatusCode: 416 } });
});

test('refuses to write over an object that must not exist', async () => {
  const input = { Bucket, Key: 'only-once', Body: 'a', IfNoneMatch: '*' };
  await s3.send(new PutObjectCommand(input));
  await expect(s3.send(new PutObjectCommand(input))).rejects.toMatchObject({ name: 'PreconditionFailed' });
});

test('refuses to write over an object that has changed', async () => {
  await s3.send(new PutObjectCommand({ Bucket, Key: 'changing', Body: 'a' }));
  const input = { Bucket, Key: 'changing', Body: 'b', IfMatch: '"00000000000000000000000000000000"' };
  await expect(s3.send(new PutObjectCommand(input))).rejects.toMatchObject({ name: 'PreconditionFailed' });
});

test('an unchanged object is not sent again', async () => {
  const { ETag } = await s3.send(new PutObjectCommand({ Bucket, Key: 'unchanged', Body: 'a' }));
  const answer = s3.send(new GetObjectCommand({ Bucket, Key: 'unchanged', IfNoneMatch: ETag }));
  await expect(answer).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
});

test('refuses a body that does not have the stated digest', async () => {
  const ContentMD5 = createHash('md5').update('other').digest('base64');
  const answer = s3.send(new PutObjectCommand({ Bucket, Key: 'digest', Body: 'body', ContentMD5 }));
  await expect(answer).rejects.toMatchObject({ name: 'BadDigest' });
});

test('refuses a key of more than 1024 bytes', async () => {
  const answer = s3.send(new PutObjectCommand({ Bucket, Key: 'ä'.repeat(513), Body: 'x' }));
  await expect(answer).rejects.toMatchObject({ name: 'KeyTooLongError' });
});

test('every write to a versioned bucket adds a version', async () => {
  const first = await s3.send(new PutObjectCommand({ Bucket: versioned, Key: 'v', Body: 'one' }));
  const second = await s3.send(new PutObjectCommand({ Bucket: versioned, Key: 'v', Body: 'two' }));
  expect(first.VersionId).not.toBe(second.VersionId);
  expect(await text(versioned, 'v')).toBe('two');
  expect(await text(versioned, 'v', first.VersionId)).toBe('one');
});

test('deleting in a versioned bucket lays a marker over the key, and removing the marker brings it back', async () => {
  await s3.send(new PutObjectCommand({ Bucket: versioned, Key: 'm', Body: 'one' }));
  const deleted = await s3.send(new DeleteObjectCommand({ Bucket: versioned, Key: 'm' }));
  expect(deleted.DeleteMarker).toBe(true);
  await expect(text(versioned, 'm')).rejects.toMatchObject({ name: 'NoSuchKey' });
  const listed = await s3.send(new ListObjectVersionsCommand({ Bucket: versioned, Prefix: 'm' }));
  expect(listed.DeleteMarkers).toMatchObject([{ Key: 'm', IsLatest: true, VersionId: deleted.VersionId }]);
  expect(listed.Versions).toMatchObject([{ Key: 'm', IsLatest: false }]);
  await s3.send(new DeleteObjectCommand({ Bucket: versioned, Key: 'm', VersionId: deleted.VersionId }));
  expect(await text(versioned, 'm')).toBe('one');
});

test('deleting several objects leaves the others', async () => {
  for (const Key of ['d/1', 'd/2', 'd/<3>']) await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
  const Objects = [{ Key: 'd/1' }, { Key: 'd/<3>' }, { Key: 'd/absent' }];
  const { Deleted } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
  expect(Deleted?.map(({ Key }) => Key)).toEqual(['d/1', 'd/<3>', 'd/absent']);
  expect(await text(Bucket, 'd/2')).toBe('d/2');
  await expect(text(Bucket, 'd/<3>')).rejects.toMatchObject({ name: 'NoSuchKey' });
});

test('a copy has the body and the tags of its source, which stays', async () => {
  await s3.send(new PutObjectCommand({ Bucket, Key: 'from ä', Body: 'copied', Tagging: 'a=1' }));
  const CopySource = encodeURI(`${Bucket}/from ä`);
  await s3.send(new CopyObjectCommand({ Bucket: versioned, Key: 'to', CopySource }));
  expect(await text(versioned, 'to')).toBe('copied');
  const { TagSet } = await s3.send(new GetObjectTaggingCommand({ Bucket: versioned, Key: 'to' }));
  expect(TagSet).toEqual([{ Key: 'a', Value: '1' }]);
  expect(await text(Bucket, 'from ä')).toBe('copied');
});

test('refuses more than ten tags on an object', async () => {
  await s3.send(new PutObjectCommand({ Bucket, Key: 'tags', Body: 'x' }));
  const TagSet = Array.from({ length: 11 }, (_, index) => ({ Key: `k${index}`, Value: '' }));
  const answer = s3.send(new PutObjectTaggingCommand({ Bucket, Key: 'tags', Tagging: { TagSet } }));
  await expect(answer).rejects.toMatchObject({ name: 'BadRequest' });
});

describe('an upload in parts', () => {
  const part = randomBytes(5 * 1024 * 1024);

  async function begun(Key: string): Promise<{ Bucket: string; Key: string; UploadId: string }> {
    const { UploadId = '' } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    return { Bucket, Key, UploadId };
  }

  test('is one object once it is complete, and not before', async () => {
    const upload = await begun('parts');
    const one = await s3.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: part }));
    const two = await s3.send(new UploadPartCommand({ ...upload, PartNumber: 2, Body: 'end' }));
    await expect(text(Bucket, 'parts')).rejects.toMatchObject({ name: 'NoSuchKey' });
    const Parts = [
      { PartNumber: 1, ETag: one.ETag },
      { PartNumber: 2, ETag: two.ETag },
    ];
    const { ETag } = await s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
    expect(ETag).toMatch(/^"[0-9a-f]{32}-2"$/);
    const bytes = await (await s3.send(new GetObjectCommand({ Bucket, Key: 'parts' }))).Body?.transformToByteArray();
    expect(Buffer.from(bytes ?? []).equals(Buffer.concat([part, Buffer.from('end')]))).toBe(true);
    await expect(s3.send(new ListPartsCommand(upload))).rejects.toMatchObject({ name: 'NoSuchUpload' });
  });

  test('is refused with a part that is too small, missing or out of order', async () => {
    const upload = await begun('bad-parts');
    const one = await s3.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: 'small' }));
    const two = await s3.send(new UploadPartCommand({ ...upload, PartNumber: 2, Body: 'end' }));
    const complete = (Parts: { PartNumber: number; ETag: string | undefined }[]) =>
      s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
    const first = { PartNumber: 1, ETag: one.ETag };
    const second = { PartNumber: 2, ETag: two.ETag };
    await expect(complete([first, second])).rejects.toMatchObject({ name: 'EntityTooSmall' });
    await expect(complete([second, first])).rejects.toMatchObject({ name: 'InvalidPartOrder' });
    await expect(complete([{ PartNumber: 3, ETag: two.ETag }])).rejects.toMatchObject({ name: 'InvalidPart' });
  });

  test('leaves nothing behind when it is aborted', async () => {
    const upload = await begun('aborted');
    await s3.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: part }));
    await s3.send(new AbortMultipartUploadCommand(upload));
    await expect(s3.send(new ListPartsCommand(upload))).rejects.toMatchObject({ name: 'NoSuchUpload' });
  });
});

test.each(['torrent', 'retention', 'legal-hold', 'attributes', 'acl'])(
  'refuses what it does not have (%s) instead of answering something else',
  async (subresource) => {
    const authorization = 'AWS4-HMAC-SHA256 Credential=000000000000/20261122/us-east-1/s3/aws4_request';
    const response = await fetch(`${sandbox.url}/${Bucket}/digits?${subresource}`, { headers: { authorization } });
    expect(await response.text()).toContain('<Code>NotImplemented</Code>');
  },
);
