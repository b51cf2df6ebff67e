import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { startTestSandbox, type TestSandbox } from '../with-sandbox';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  const s3 = new S3Client(sandbox.client('111111111111', 'eu-west-1'));
  const CreateBucketConfiguration = { LocationConstraint: 'eu-west-1' as const };
  await s3.send(new CreateBucketCommand({ Bucket: 'shown', CreateBucketConfiguration }));
  await s3.send(new PutObjectCommand({ Bucket: 'shown', Key: 'a/key', Body: 'hello' }));
});
afterAll(() => sandbox.stop());

async function get(query: Readonly<Record<string, string>>): Promise<[number, string]> {
  const answer = await fetch(`${sandbox.url}/shown/a/key?${new URLSearchParams(query)}`);
  return [answer.status, await answer.text()];
}

const stamp = (secondsAgo: number) => new Date(Date.now() - secondsAgo * 1000).toISOString().replace(/[-:]|\.\d+/g, '');
const newer = (secondsAgo: number, expires: string) => ({
  'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
  'X-Amz-Credential': '111111111111/20260101/eu-west-1/s3/aws4_request',
  'X-Amz-Date': stamp(secondsAgo),
  'X-Amz-Expires': expires,
  'X-Amz-SignedHeaders': 'host',
  'X-Amz-Signature': '0',
});
const older = (secondsAhead: number) => ({
  AWSAccessKeyId: '111111111111',
  Signature: 'x',
  Expires: String(Math.floor(Date.now() / 1000) + secondsAhead),
});

// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
// https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html#RESTAuthenticationQueryStringAuth
test.each([
  ['of version 4', () => newer(10, '60')],
  ['of version 2, which names no region,', () => older(60)],
])('a presigned URL %s gives the object while it holds', async (_, query) => {
  expect(await get(query())).toEqual([200, 'hello']);
});

test.each([
  ['of version 4', () => newer(120, '60')],
  ['of version 2', () => older(-60)],
])('a presigned URL %s is refused once its time is over, in XML', async (_, query) => {
  const [status, text] = await get(query());
  expect(status).toBe(403);
  expect(text).toContain('<Code>AccessDenied</Code><Message>Request has expired</Message><Expires>');
});

test('a presigned URL for more than a week is refused', async () => {
  const [status, text] = await get(newer(0, '604801'));
  expect(status).toBe(400);
  expect(text).toContain('<Code>AuthorizationQueryParametersError</Code>');
});

test('a request with a header of version 2 is signed', async () => {
  const answer = await fetch(`${sandbox.url}/shown/a/key`, { headers: { authorization: 'AWS 111111111111:x' } });
  expect([answer.status, await answer.text()]).toEqual([200, 'hello']);
});
