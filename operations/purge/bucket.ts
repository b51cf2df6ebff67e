import type { ListObjectVersionsOutput, ObjectIdentifier, S3 } from '@aws-sdk/client-s3';
import { CatalogError } from '../../catalog/errors';

/** Number of versions that are counted at the most: a page holds a thousand. */
const COUNTED = 10_000;

/** Contents of a bucket as text, versions and delete markers each counted; undefined where it is empty. */
export async function bucketContents(s3: S3, bucket: string): Promise<string | undefined> {
  let count = 0;
  let after: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {};
  while (after !== undefined && count < COUNTED) {
    const page: ListObjectVersionsOutput = await s3.listObjectVersions({
      Bucket: bucket,
      ...after,
    });
    count += versionsIn(page).length;
    after = page.IsTruncated ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker } : undefined;
  }
  if (count === 0) return undefined;
  const versions = count === 1 ? 'version of an object' : 'versions of objects';
  return `${after === undefined ? count : `more than ${count}`} ${versions}`;
}

/**
 * Deletes all that is in a bucket: every version, every delete marker, every upload that was never completed.
 *
 * @throws `CatalogError` `not-emptied` with the first reason that S3 gives
 */
export async function emptyBucket(s3: S3, bucket: string, say: (text: string) => void): Promise<void> {
  for (let deleted = 0; ; ) {
    // What was listed is gone by the next time, so that the first page is always the one to ask for.
    const Objects = versionsIn(await s3.listObjectVersions({ Bucket: bucket }));
    if (Objects.length === 0) break;
    const { Errors: [error] = [] } = await s3.deleteObjects({ Bucket: bucket, Delete: { Objects, Quiet: true } });
    if (error) throw new CatalogError('not-emptied', `${error.Key}: ${error.Message ?? error.Code}`);
    deleted += Objects.length;
    say(`${bucket}: ${deleted} deleted`);
  }
  for (;;) {
    const { Uploads = [] } = await s3.listMultipartUploads({ Bucket: bucket });
    if (Uploads.length === 0) return;
    for (const { Key, UploadId } of Uploads) await s3.abortMultipartUpload({ Bucket: bucket, Key, UploadId });
  }
}

function versionsIn({
  Versions = [],
  DeleteMarkers = [],
}: {
  readonly Versions?: readonly ObjectIdentifierLike[];
  readonly DeleteMarkers?: readonly ObjectIdentifierLike[];
}): ObjectIdentifier[] {
  return [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
}

type ObjectIdentifierLike = { readonly Key?: string; readonly VersionId?: string };
