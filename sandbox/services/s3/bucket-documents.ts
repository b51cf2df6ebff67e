import { element, textElement } from '../../http/protocol/xml';
import type { RestResponse } from '../../kernel/service';
import { NAMESPACE, ownerElement, xmlAnswer } from './buckets';
import { type S3Call, theBucket } from './s3-call';
import { S3Error, s3Errors } from './s3-error';
import { type BucketRecord, buckets } from './state';
import { childText, readXml } from './xml-body';

/** A configuration that a bucket keeps as the document that was put. */
interface DocumentKind {
  /** Root element of the XML; absent for JSON. */
  readonly root?: string;
  /** As policies name the actions: `s3:Get…`, `s3:Put…`. */
  readonly action: string;
  /** Answer of a bucket that was never given one: content of the root element, or the error's code and message. */
  readonly absent: string | readonly [code: string, message: string];
}

const PRIVATE = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'];
const AES256 = element(
  'Rule',
  element('ApplyServerSideEncryptionByDefault', textElement('SSEAlgorithm', 'AES256')) +
    textElement('BucketKeyEnabled', false),
);

/** The configurations by the name that the query gives them, with what a new bucket has of each. */
const KINDS: Readonly<Record<string, DocumentKind>> = {
  policy: { action: 'BucketPolicy', absent: ['NoSuchBucketPolicy', 'The bucket policy does not exist'] },
  tagging: { root: 'Tagging', action: 'BucketTagging', absent: ['NoSuchTagSet', 'The TagSet does not exist'] },
  encryption: { root: 'ServerSideEncryptionConfiguration', action: 'EncryptionConfiguration', absent: AES256 },
  publicAccessBlock: {
    root: 'PublicAccessBlockConfiguration',
    action: 'BucketPublicAccessBlock',
    absent: PRIVATE.map((name) => textElement(name, true)).join(''),
  },
  ownershipControls: {
    root: 'OwnershipControls',
    action: 'BucketOwnershipControls',
    absent: element('Rule', textElement('ObjectOwnership', 'BucketOwnerEnforced')),
  },
  lifecycle: {
    root: 'LifecycleConfiguration',
    action: 'LifecycleConfiguration',
    absent: ['NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist'],
  },
  cors: {
    root: 'CORSConfiguration',
    action: 'BucketCORS',
    absent: ['NoSuchCORSConfiguration', 'The CORS configuration does not exist'],
  },
  website: {
    root: 'WebsiteConfiguration',
    action: 'BucketWebsite',
    absent: ['NoSuchWebsiteConfiguration', 'The specified bucket does not have a website configuration'],
  },
  replication: {
    root: 'ReplicationConfiguration',
    action: 'ReplicationConfiguration',
    absent: ['ReplicationConfigurationNotFoundError', 'The replication configuration was not found'],
  },
  'object-lock': {
    root: 'ObjectLockConfiguration',
    action: 'BucketObjectLockConfiguration',
    absent: ['ObjectLockConfigurationNotFoundError', 'Object Lock configuration does not exist for this bucket'],
  },
  notification: { root: 'NotificationConfiguration', action: 'BucketNotification', absent: '' },
  logging: { root: 'BucketLoggingStatus', action: 'BucketLogging', absent: '' },
  accelerate: { root: 'AccelerateConfiguration', action: 'AccelerateConfiguration', absent: '' },
  requestPayment: {
    root: 'RequestPaymentConfiguration',
    action: 'BucketRequestPayment',
    absent: textElement('Payer', 'BucketOwner'),
  },
};

/** Names of the configurations that a bucket keeps. */
export const documentKinds: readonly string[] = Object.keys(KINDS);

/** Answers a call to one of a bucket's configurations. */
export function bucketDocument(name: string, call: S3Call): RestResponse {
  const kind = KINDS[name];
  if (!kind) throw s3Errors.notImplemented(name);
  const { method } = call.request;
  if (method === 'GET') return getDocument(name, kind, call);
  if (method === 'PUT') return putDocument(name, kind, call);
  if (method === 'DELETE') return deleteDocument(name, kind, call);
  throw s3Errors.methodNotAllowed(method);
}

function getDocument(name: string, { root, action, absent }: DocumentKind, call: S3Call): RestResponse {
  const document = theBucket(call, `s3:Get${action}`).documents[name];
  if (document !== undefined) {
    return { status: 200, headers: { 'content-type': root ? 'application/xml' : 'application/json' }, body: document };
  }
  if (typeof absent === 'string') return xmlAnswer(root ?? name, absent);
  const [code, message] = absent;
  throw new S3Error(code, message, 404, { BucketName: call.bucketName });
}

function putDocument(name: string, { root, action }: DocumentKind, call: S3Call): RestResponse {
  const bucket = theBucket(call, `s3:Put${action}`);
  const text = call.request.body.toString('utf8');
  if (root) readXml(call.request.body, root);
  else checkBucketPolicy(text, bucket.name);
  saveBucket(call, { ...bucket, documents: { ...bucket.documents, [name]: text } });
  return { status: root ? 200 : 204 };
}

function deleteDocument(name: string, { action }: DocumentKind, call: S3Call): RestResponse {
  const { documents, ...bucket } = theBucket(call, name === 'policy' ? 's3:DeleteBucketPolicy' : `s3:Put${action}`);
  const { [name]: _gone, ...rest } = documents;
  saveBucket(call, { ...bucket, documents: rest });
  return { status: 204 };
}

/** Writes a bucket that exists already. */
export function saveBucket({ db }: Pick<S3Call, 'db'>, bucket: BucketRecord): void {
  db.put(buckets, [bucket.name], bucket);
}

/**
 * Checks a bucket's policy: the grammar, principals, and that all resources are the bucket or in it.
 *
 * @throws AwsError `MalformedPolicy`.
 */
export function checkBucketPolicy(text: string, bucketName: string): void {
  const malformed = (message: string) => new S3Error('MalformedPolicy', message, 400);
  const policy = parseJson(text);
  if (!isRecord(policy)) throw malformed("Policies must be valid JSON and the first byte must be '{'");
  const statements: unknown[] = [policy.Statement].flat();
  for (const statement of statements) {
    if (!isRecord(statement)) throw malformed('Missing required field Statement');
    if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny') throw malformed('Missing required field Effect');
    if (!('Principal' in statement) && !('NotPrincipal' in statement))
      throw malformed('Missing required field Principal');
    if (!texts(statement.Action ?? statement.NotAction)) throw malformed('Missing required field Action');
    const resources = texts(statement.Resource ?? statement.NotResource);
    if (!resources) throw malformed('Missing required field Resource');
    const arn = `arn:aws:s3:::${bucketName}`;
    if (
      !resources.every(
        (resource) => resource === arn || resource.startsWith(`${arn}/`) || /^arn:aws:s3:::\*$|^\*$/.test(resource),
      )
    ) {
      throw malformed('Policy has invalid resource');
    }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function texts(value: unknown): string[] | undefined {
  const all: unknown[] = [value].flat();
  return all.length > 0 && all.every((each) => typeof each === 'string') ? (all as string[]) : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html and PutBucketVersioning */
export function bucketVersioning(call: S3Call): RestResponse {
  if (call.request.method === 'GET') {
    const { versioning } = theBucket(call, 's3:GetBucketVersioning');
    return xmlAnswer('VersioningConfiguration', versioning ? textElement('Status', versioning) : '');
  }
  if (call.request.method !== 'PUT') throw s3Errors.methodNotAllowed(call.request.method);
  const bucket = theBucket(call, 's3:PutBucketVersioning');
  const status = childText(readXml(call.request.body, 'VersioningConfiguration'), 'Status');
  if (status !== 'Enabled' && status !== 'Suspended') throw s3Errors.malformedXml();
  saveBucket(call, { ...bucket, versioning: status });
  return { status: 200 };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAcl.html: ACLs are off, as in every new bucket. */
export function bucketAcl(call: S3Call): RestResponse {
  const bucket = theBucket(call, 's3:GetBucketAcl');
  if (call.request.method !== 'GET') {
    throw new S3Error('AccessControlListNotSupported', 'The bucket does not allow ACLs', 400);
  }
  const id = textElement('ID', bucket.accountId.padStart(64, '0'));
  const type = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser"';
  const grant = element('Grant', `<Grantee ${type}>${id}</Grantee>${textElement('Permission', 'FULL_CONTROL')}`);
  const content = ownerElement(bucket.accountId) + element('AccessControlList', grant);
  const body = element('AccessControlPolicy', content, NAMESPACE);
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
}
