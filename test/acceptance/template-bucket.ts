import type { BucketLocationConstraint } from '@aws-sdk/client-s3';
import type { Place } from './place';
import { runTag } from './run-tag';

/** Name of the bucket that holds the templates of a run. */
export function templateBucket(runId: string): string {
  return `bellyfed-acceptance-${runId}`;
}

/** Makes a bucket that carries the run's tag; one that the run has made already is as good. */
export async function makeBucket({ target, region }: Place, runId: string, Bucket: string): Promise<void> {
  const s3 = await target.s3();
  // https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html: us-east-1 takes no location.
  const LocationConstraint = region === 'us-east-1' ? undefined : (region as BucketLocationConstraint);
  const CreateBucketConfiguration = LocationConstraint && { LocationConstraint };
  await s3.createBucket({ Bucket, CreateBucketConfiguration }).catch((error: unknown) => {
    if (!(error instanceof Error) || error.name !== 'BucketAlreadyOwnedByYou') throw error;
  });
  await s3.putBucketTagging({ Bucket, Tagging: { TagSet: [runTag(runId)] } });
}
