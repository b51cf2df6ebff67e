import type { RestRequest } from '../../kernel/service';
import { bucketAcl, bucketDocument, bucketVersioning, documentKinds } from './bucket-documents';
import { createBucket, deleteBucket, getBucketLocation, headBucket, listBuckets } from './buckets';
import { deleteObjects } from './delete-objects';
import { listObjects, listObjectsV2 } from './list-objects';
import { listObjectVersions } from './list-versions';
import {
  abortMultipartUpload,
  completeMultipartUpload,
  createMultipartUpload,
  listMultipartUploads,
  listParts,
  uploadPart,
} from './multipart';
import { objectTagging } from './object-tagging';
import { copyObject, deleteObject, getObject, putObject } from './objects';
import type { S3Operation } from './s3-call';
import { s3Errors } from './s3-error';

/** Names in a query that choose another operation, of S3 as it is today; what isn't served here is refused, never ignored. */
const SUBRESOURCES = new Set([
  ...documentKinds,
  ...['acl', 'analytics', 'attributes', 'delete', 'intelligent-tiering', 'inventory', 'legal-hold', 'location'],
  ...['metadataConfiguration', 'metadataTable', 'metrics', 'partNumber', 'policyStatus', 'renameObject', 'restore'],
  ...['retention', 'select', 'session', 'torrent', 'uploadId', 'uploads', 'versioning', 'versions', 'abac'],
]);

/**
 * The operation that a request asks for.
 *
 * @throws AwsError `MethodNotAllowed`, `NotImplemented`.
 */
export function operationOf(request: RestRequest, bucket: string, key: string): S3Operation {
  const asked = [...new Set(request.query.keys())].filter((name) => SUBRESOURCES.has(name));
  if (key) return objectOperation(request, asked);
  if (bucket) return bucketOperation(request, asked);
  if (request.method === 'GET') return listBuckets;
  throw s3Errors.methodNotAllowed(request.method);
}

function bucketOperation({ method, query }: RestRequest, asked: readonly string[]): S3Operation {
  const [name, ...more] = asked;
  if (more.length > 0) throw s3Errors.notImplemented(asked.join(', '));
  if (name === undefined) {
    if (method === 'GET') return query.get('list-type') === '2' ? listObjectsV2 : listObjects;
    return byMethod(method, { PUT: createBucket, HEAD: headBucket, DELETE: deleteBucket });
  }
  if (documentKinds.includes(name)) return (call) => bucketDocument(name, call);
  if (name === 'versioning') return bucketVersioning;
  if (name === 'acl') return bucketAcl;
  if (name === 'location') return byMethod(method, { GET: getBucketLocation });
  if (name === 'versions') return byMethod(method, { GET: listObjectVersions });
  if (name === 'uploads') return byMethod(method, { GET: listMultipartUploads });
  if (name === 'delete') return byMethod(method, { POST: deleteObjects });
  throw s3Errors.notImplemented(name);
}

function objectOperation({ method, headers }: RestRequest, asked: readonly string[]): S3Operation {
  const [name, ...more] = asked;
  if (name === undefined) {
    if (method === 'PUT' && headers['x-amz-copy-source'] !== undefined) return copyObject;
    return byMethod(method, { GET: getObject, HEAD: getObject, PUT: putObject, DELETE: deleteObject });
  }
  if (asked.includes('uploadId') && more.every((each) => each === 'partNumber' || each === 'uploadId')) {
    const part = asked.includes('partNumber');
    if (part) return byMethod(method, { PUT: uploadPart });
    return byMethod(method, { POST: completeMultipartUpload, DELETE: abortMultipartUpload, GET: listParts });
  }
  if (more.length > 0) throw s3Errors.notImplemented(asked.join(', '));
  if (name === 'uploads') return byMethod(method, { POST: createMultipartUpload });
  if (name === 'tagging') return objectTagging;
  throw s3Errors.notImplemented(name);
}

function byMethod(method: string, operations: Readonly<Record<string, S3Operation>>): S3Operation {
  const operation = Object.hasOwn(operations, method) ? operations[method] : undefined;
  if (!operation) throw s3Errors.methodNotAllowed(method);
  return operation;
}
