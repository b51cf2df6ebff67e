import {
  CreateBucketCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { startTestSandbox, type TestSandbox } from '../with-sandbox';

let sandbox: TestSandbox;
let s3: S3Client;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  s3 = new S3Client(sandbox.client());
});
afterAll(() => sandbox.stop());

let buckets = 0;

async function filled(keys: readonly string[]): Promise<string> {
  buckets += 1;
  const Bucket = `listed-${buckets}`;
  await s3.send(new CreateBucketCommand({ Bucket }));
  await Promise.all(keys.map((Key) => s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }))));
  return Bucket;
}

/** Listing of S3, said plainly: keys with the prefix in byte order, those with a delimiter behind it folded together. */
function expected(keys: readonly string[], prefix: string, delimiter: string): string[] {
  const names = keys
    .filter((key) => key.startsWith(prefix))
    .map((key) => {
      const index = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
      return index < 0 ? key : key.slice(0, index + delimiter.length);
    });
  return [...new Set(names)].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

const keyText = fc.string({
  unit: fc.constantFrom('a', 'b', '/', 'ä', '\u{1F600}', '\uFFEE', ' '),
  minLength: 1,
  maxLength: 6,
});

test('pages of any size, put together, are what the bucket holds, whatever the prefix and the delimiter', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(
        fc.tuple(fc.constantFrom('', 'a/', 'ä'), keyText).map((parts) => parts.join('')),
        { minLength: 1, maxLength: 12 },
      ),
      fc.constantFrom('', 'a', 'a/', 'ä', '/'),
      fc.constantFrom('', '/', 'b'),
      fc.integer({ min: 1, max: 5 }),
      async (keys, Prefix, Delimiter, MaxKeys) => {
        const Bucket = await filled(keys);
        const names: string[] = [];
        let ContinuationToken: string | undefined;
        do {
          const page = await s3.send(
            new ListObjectsV2Command({ Bucket, Prefix, Delimiter, MaxKeys, ContinuationToken }),
          );
          const found = [
            ...(page.Contents ?? []).map(({ Key }) => Key ?? ''),
            ...(page.CommonPrefixes ?? []).map((each) => each.Prefix ?? ''),
          ];
          expect(found.length).toBeLessThanOrEqual(MaxKeys);
          names.push(...found.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
          ContinuationToken = page.NextContinuationToken;
        } while (ContinuationToken);
        expect(names).toEqual(expected(keys, Prefix, Delimiter));
      },
    ),
    { numRuns: 60, seed: 20261122 },
  );
});

test('the first version of the operation goes on after a marker', async () => {
  const Bucket = await filled(['a', 'b', 'c']);
  const first = await s3.send(new ListObjectsCommand({ Bucket, MaxKeys: 2 }));
  expect(first.IsTruncated).toBe(true);
  const second = await s3.send(new ListObjectsCommand({ Bucket, Marker: 'b' }));
  expect(second.Contents?.map(({ Key }) => Key)).toEqual(['c']);
});

test('refuses a continuation token that no page gave', async () => {
  const Bucket = await filled(['a']);
  const answer = s3.send(new ListObjectsV2Command({ Bucket, ContinuationToken: 'made-up' }));
  await expect(answer).rejects.toMatchObject({ name: 'InvalidArgument' });
});
