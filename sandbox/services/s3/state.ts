import type { Work } from '../../kernel/work';
import { defineTable, type Store } from '../../store/store';

/** A bucket. Bucket names are unique over all accounts, as in one AWS partition. */
export interface BucketRecord {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly created: Date;
  /** Absent until versioning is set for the first time. */
  readonly versioning?: 'Enabled' | 'Suspended';
  /** Configuration documents as they were put, by subresource: `policy`, `encryption`, `tagging`, … */
  readonly documents: Readonly<Record<string, string>>;
}

/** One version of an object, or a delete marker. */
export interface ObjectRecord {
  readonly key: string;
  /** `null` where the bucket wasn't versioned when it was written. */
  readonly versionId: string;
  readonly deleteMarker: boolean;
  /** MD5 of the body in hexadecimal; of a multipart upload, `<MD5 of the parts' MD5s>-<parts>`. Without quotes. */
  readonly etag: string;
  /** Bytes. */
  readonly size: number;
  readonly modified: Date;
  /** Headers that a GET answers beside the body: `content-type`, `content-encoding`, `x-amz-meta-*`, … */
  readonly headers: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  /** Ids of the pieces that make up the body, in order. */
  readonly blobs: readonly string[];
}

/** Buckets by name. */
export const buckets = defineTable<BucketRecord>('s3/buckets');

/** Names of an account's buckets, by account and name. */
export const accountBuckets = defineTable<true>('s3/account-buckets');

/** The current version of every key that has one that isn't a delete marker, by bucket and key. */
export const currentObjects = defineTable<ObjectRecord>('s3/current-objects');

/** Every version and delete marker, by bucket, key and a number that is smaller the newer it is. */
export const versions = defineTable<ObjectRecord>('s3/versions');

/** Pieces of bodies by id. */
export const blobs = defineTable<Buffer>('s3/blobs');

/** A multipart upload that hasn't ended. */
export interface UploadRecord {
  readonly id: string;
  readonly key: string;
  readonly initiated: Date;
  readonly headers: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

/** A part of a multipart upload. */
export interface PartRecord {
  readonly number: number;
  readonly etag: string;
  readonly size: number;
  readonly modified: Date;
  readonly blob: string;
}

/** Multipart uploads by bucket and id. */
export const uploads = defineTable<UploadRecord>('s3/uploads');

/** Parts by upload and number. */
export const parts = defineTable<PartRecord>('s3/parts');

/** The bucket of that name, whoever has it. */
export function findBucket(db: Store, name: string): BucketRecord | undefined {
  return db.get(buckets, [name]);
}

/** Adds a versioned bucket that an account begins with. One of that name stays as it is. */
export function addBucket(
  { db, now }: Pick<Work, 'db' | 'now'>,
  { name, accountId, region }: Pick<BucketRecord, 'name' | 'accountId' | 'region'>,
): void {
  if (findBucket(db, name)) return;
  db.put(buckets, [name], { name, accountId, region, created: now, versioning: 'Enabled', documents: {} });
  db.put(accountBuckets, [accountId, name], true);
}

/** An object with what it holds. */
export interface ObjectAt {
  readonly bucket: BucketRecord;
  readonly object: ObjectRecord;
  readonly body: Buffer;
}

/**
 * The object at a key, or undefined where the bucket, the key or the version doesn't exist (a delete marker is none).
 *
 * @param accountId where given, a bucket of another account is as good as absent.
 * @param versionId default: the current version.
 */
export function objectAt(
  db: Store,
  accountId: string | undefined,
  bucketName: string,
  key: string,
  versionId?: string,
): ObjectAt | undefined {
  const bucket = db.get(buckets, [bucketName]);
  if (!bucket || (accountId !== undefined && bucket.accountId !== accountId)) return undefined;
  const object = findVersion(db, bucketName, key, versionId);
  return object && !object.deleteMarker ? { bucket, object, body: bodyOf(db, object) } : undefined;
}

/** The current version of a key, or the one of that id, delete markers included. */
export function findVersion(db: Store, bucket: string, key: string, versionId?: string): ObjectRecord | undefined {
  if (versionId === undefined) return db.list(versions, [bucket, key], { limit: 1 })[0]?.value;
  return db.list(versions, [bucket, key]).find(({ value }) => value.versionId === versionId)?.value;
}

/** Body of an object. */
export function bodyOf(db: Store, object: ObjectRecord): Buffer {
  return Buffer.concat(object.blobs.map((id) => db.get(blobs, [id]) ?? Buffer.alloc(0)));
}
