import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Store } from '../../store/store';
import { defineTable } from '../../store/store';
import { type BucketRecord, blobs, currentObjects, findVersion, type ObjectRecord, versions } from './state';

const sequence = defineTable<number>('s3/sequence');

/** New version of an object. */
export type NewObject = Pick<ObjectRecord, 'key' | 'etag' | 'size' | 'headers' | 'tags' | 'blobs' | 'modified'>;

/** Keeps a piece of a body; gives its id. */
export function addBlob(db: Store, body: Buffer): string {
  const id = randomUUID();
  db.put(blobs, [id], body);
  return id;
}

/** MD5 in hexadecimal: what S3 calls an ETag. */
export function md5(body: Buffer): string {
  return createHash('md5').update(body).digest('hex');
}

/**
 * Adds a version of an object. In a bucket that isn't versioned, or no longer, it takes the place of the version `null`.
 *
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/versioning-workflows.html
 */
export function addVersion(db: Store, bucket: BucketRecord, object: NewObject, deleteMarker = false): ObjectRecord {
  const versionId = bucket.versioning === 'Enabled' ? newVersionId() : 'null';
  if (versionId === 'null') dropVersion(db, bucket.name, object.key, 'null');
  const record: ObjectRecord = { ...object, versionId, deleteMarker };
  const number = (db.get(sequence, []) ?? 0) + 1;
  db.put(sequence, [], number);
  db.put(versions, [bucket.name, object.key, -number], record);
  if (deleteMarker) db.remove(currentObjects, [bucket.name, object.key]);
  else db.put(currentObjects, [bucket.name, object.key], record);
  return record;
}

/** Removes one version for good; the newest that is left becomes the current one. Says what was removed. */
export function removeVersion(db: Store, bucket: string, key: string, versionId: string): ObjectRecord | undefined {
  const gone = dropVersion(db, bucket, key, versionId);
  const current = findVersion(db, bucket, key);
  if (current && !current.deleteMarker) db.put(currentObjects, [bucket, key], current);
  else db.remove(currentObjects, [bucket, key]);
  return gone;
}

/** Changes what is kept of a version beside its body. */
export function changeVersion(db: Store, bucket: string, changed: ObjectRecord): void {
  const row = db.list(versions, [bucket, changed.key]).find(({ value }) => value.versionId === changed.versionId);
  if (!row) return;
  db.put(versions, row.key, changed);
  if (findVersion(db, bucket, changed.key)?.versionId === changed.versionId) {
    db.put(currentObjects, [bucket, changed.key], changed);
  }
}

function dropVersion(db: Store, bucket: string, key: string, versionId: string): ObjectRecord | undefined {
  const row = db.list(versions, [bucket, key]).find(({ value }) => value.versionId === versionId);
  if (!row) return undefined;
  db.remove(versions, row.key);
  for (const id of row.value.blobs) db.remove(blobs, [id]);
  return row.value;
}

function newVersionId(): string {
  return randomBytes(24).toString('base64url');
}
