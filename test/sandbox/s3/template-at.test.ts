import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { objectLocation } from '../../../sandbox/services/s3';
import { startTestSandbox } from '../with-sandbox';

test.each([
  ['https://s3.us-east-1.amazonaws.com/bucket/a/b.json', { bucket: 'bucket', key: 'a/b.json', region: 'us-east-1' }],
  ['https://bucket.s3.eu-west-1.amazonaws.com/a%20b', { bucket: 'bucket', key: 'a b', region: 'eu-west-1' }],
  ['https://dotted.bucket.s3.amazonaws.com/key', { bucket: 'dotted.bucket', key: 'key' }],
  ['https://s3-us-west-2.amazonaws.com/bucket/key', { bucket: 'bucket', key: 'key', region: 'us-west-2' }],
  ['https://s3.amazonaws.com/bucket/key?versionId=v1', { bucket: 'bucket', key: 'key', versionId: 'v1' }],
  ['s3://bucket/key', { bucket: 'bucket', key: 'key' }],
  ['http://127.0.0.1:4566/bucket/key', { bucket: 'bucket', key: 'key' }],
])('%s names an object', (url, location) => {
  expect(objectLocation(url)).toEqual({ versionId: undefined, region: undefined, ...location });
});

test.each([
  'https://example.com/bucket/key',
  'http://s3.amazonaws.com/b/k',
  'not a url',
  'https://s3.amazonaws.com/bucket',
  's3://',
])('%s names none', (url) => {
  expect(objectLocation(url)).toBeUndefined();
});

test('an object that was put can be read again after a restart', async () => {
  const sandbox = await startTestSandbox();
  const s3 = new S3Client(sandbox.client());
  await s3.send(new CreateBucketCommand({ Bucket: 'templates' }));
  await s3.send(new PutObjectCommand({ Bucket: 'templates', Key: 't.json', Body: '{}' }));
  await sandbox.restart();
  const again = new S3Client(sandbox.client());
  const { Body } = await again.send(new GetObjectCommand({ Bucket: 'templates', Key: 't.json' }));
  expect(await Body?.transformToString()).toBe('{}');
  await sandbox.stop();
});
