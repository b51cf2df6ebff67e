import { element, textElement } from '../../http/protocol/xml';
import type { RestResponse } from '../../kernel/service';
import type { Row } from '../../store/store';
import { countOf, ownerElement, xmlAnswer } from './buckets';
import { objectElements } from './list-objects';
import { type S3Call, theBucket } from './s3-call';
import { s3Errors } from './s3-error';
import { type ObjectRecord, versions } from './state';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html: without a delimiter. */
export function listObjectVersions(call: S3Call): RestResponse {
  const { query } = call.request;
  const { name, accountId } = theBucket(call, 's3:ListBucketVersions');
  if (query.get('delimiter')) throw s3Errors.notImplemented('delimiter');
  const prefix = query.get('prefix') ?? '';
  const limit = countOf(query.get('max-keys'), 'max-keys', 1000, 1000);
  const rows = call.db
    .list(versions, [name], { ...startOf(call, name, prefix), limit: limit + 1 })
    .filter(({ value }) => value.key.startsWith(prefix));
  const page = rows.slice(0, limit);
  const last = rows.length > page.length ? page.at(-1)?.value : undefined;
  const encode = query.get('encoding-type') === 'url' ? encodeURIComponent : (text: string) => text;
  return xmlAnswer(
    'ListVersionsResult',
    textElement('Name', name) +
      textElement('Prefix', encode(prefix)) +
      textElement('KeyMarker', encode(query.get('key-marker') ?? '')) +
      textElement('VersionIdMarker', query.get('version-id-marker') ?? '') +
      textElement('MaxKeys', limit) +
      (query.get('encoding-type') === 'url' ? textElement('EncodingType', 'url') : '') +
      textElement('IsTruncated', last !== undefined) +
      (last
        ? textElement('NextKeyMarker', encode(last.key)) + textElement('NextVersionIdMarker', last.versionId)
        : '') +
      page
        .map((row, index) => versionElement(row, isNewest(call, name, row, page[index - 1]), accountId, encode))
        .join(''),
  );
}

/** Start of the page: after the version that the markers name, after the key, or at the prefix. */
function startOf({ db, request }: S3Call, bucket: string, prefix: string) {
  const key = request.query.get('key-marker');
  const versionId = request.query.get('version-id-marker');
  if (!key) return { from: [bucket, prefix] };
  if (!versionId) return { after: [bucket, key, Number.MAX_SAFE_INTEGER] };
  const row = db.list(versions, [bucket, key]).find(({ value }) => value.versionId === versionId);
  if (!row) throw s3Errors.invalidArgument('Invalid version id specified', 'version-id-marker', versionId);
  return { after: row.key };
}

/** The first row of a key is its newest version, unless the page begins amid the key. */
function isNewest(
  { db }: S3Call,
  bucket: string,
  row: Row<ObjectRecord>,
  before: Row<ObjectRecord> | undefined,
): boolean {
  if (before) return before.value.key !== row.value.key;
  return db.list(versions, [bucket, row.value.key], { limit: 1 })[0]?.value.versionId === row.value.versionId;
}

function versionElement(
  { value }: Row<ObjectRecord>,
  isLatest: boolean,
  accountId: string,
  encode: (text: string) => string,
): string {
  const version =
    textElement('VersionId', value.versionId) + textElement('IsLatest', isLatest) + ownerElement(accountId);
  if (!value.deleteMarker) return element('Version', objectElements(value, encode) + version);
  const marker = textElement('Key', encode(value.key)) + textElement('LastModified', value.modified.toISOString());
  return element('DeleteMarker', marker + version);
}
