import { CreateBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { GetParametersByPathCommand, SSMClient } from '@aws-sdk/client-ssm';
import { startTestSandbox, type TestSandbox } from '../with-sandbox';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterEach(() => sandbox.setFaults({}));
afterAll(() => sandbox.stop());

/** Of a hundred calls, which are throttled. */
async function throttled(): Promise<boolean[]> {
  const ssm = new SSMClient(sandbox.client());
  const outcomes: boolean[] = [];
  for (let count = 0; count < 100; count += 1) {
    const refused = await ssm.send(new GetParametersByPathCommand({ Path: '/none' })).then(
      () => false,
      (error: Error) => error.name === 'ThrottlingException',
    );
    outcomes.push(refused);
  }
  return outcomes;
}

test('no call is throttled unless it is asked for', async () => {
  expect((await throttled()).filter(Boolean)).toEqual([]);
});

test('about the share of calls that is asked for is throttled, the same calls for the same seed', async () => {
  await sandbox.setFaults({ throttle: 0.3, seed: 7 });
  const first = await throttled();
  await sandbox.setFaults({ throttle: 0.3, seed: 7 });
  expect(await throttled()).toEqual(first);
  const share = first.filter(Boolean).length;
  expect(share).toBeGreaterThan(15);
  expect(share).toBeLessThan(45);
});

test('a throttled call changes nothing, and goes through once it is tried again', async () => {
  const s3 = new S3Client(sandbox.client());
  await sandbox.setFaults({ throttle: 1 });
  await expect(s3.send(new CreateBucketCommand({ Bucket: 'throttled' }))).rejects.toMatchObject({
    name: 'SlowDown',
    $metadata: { httpStatusCode: 503 },
  });
  await sandbox.setFaults({});
  const { Buckets } = await s3.send(new ListBucketsCommand({ Prefix: 'throttled' }));
  expect(Buckets ?? []).toEqual([]);
});

test('an SDK client with its usual retries gets through a sandbox that throttles half of the calls', async () => {
  const s3 = new S3Client({ ...sandbox.client(), maxAttempts: 12, retryMode: 'standard' });
  await sandbox.setFaults({ throttle: 0.5, seed: 3 });
  await s3.send(new CreateBucketCommand({ Bucket: 'persistent' }));
});

test('a delay holds every answer back', async () => {
  await sandbox.setFaults({ delayMs: 150 });
  const begun = Date.now();
  await new S3Client(sandbox.client()).send(new ListBucketsCommand({}));
  expect(Date.now() - begun).toBeGreaterThanOrEqual(149);
});

test.each([
  ['no JSON', '{', 'must be a JSON object'],
  ['a list', '[]', 'must be a JSON object'],
  ['a fault that is not there', '{"explode": true}', 'There is no fault explode'],
  ['a share above one', '{"throttle": 2}', 'throttle must be a share from 0 to 1, got: 2.'],
  ['a negative delay', '{"delayMs": -1}', 'delayMs must be a number of milliseconds'],
  ['a reason that is no text', '{"failResources": {"A": 1}}', 'failResources must be'],
])('refuses %s as faults', async (_what, body, message) => {
  const response = await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'PUT', body });
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ message: expect.stringContaining(message) });
});
