import { objectOf, type Properties, textOf } from '../../kernel/properties';
import type { ProvidedResource, ResourceRequest } from '../../kernel/resource';
import { generatedName } from '../../kernel/unique-id';
import type { ResourceProvider, Work } from '../../kernel/work';
import { checkBucketPolicy, saveBucket } from './bucket-documents';
import { makeBucket, removeBucket } from './buckets';
import { S3Error } from './s3-error';
import { type BucketRecord, buckets } from './state';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html */
export const bucketProvider: ResourceProvider = {
  create(request, work) {
    const { properties, accountId, region } = request;
    const name = textOf(properties.BucketName) ?? generatedName(request.stackName, request.logicalId, 63).toLowerCase();
    const bucket = makeBucket(name, { db: work.db, now: work.now, accountId, region });
    return configured(bucket, properties, work);
  },
  update(request, work) {
    const bucket = work.db.get(buckets, [request.physicalId]);
    if (!bucket || bucket.accountId !== request.accountId) {
      throw new S3Error('NoSuchBucket', 'The specified bucket does not exist', 404);
    }
    return configured(bucket, request.properties, work);
  },
  delete(request, work) {
    const bucket = work.db.get(buckets, [request.physicalId]);
    if (bucket?.accountId === request.accountId) removeBucket(bucket, work);
    return undefined;
  },
};

/** Of the configuration, what the sandbox's S3 acts on: versioning. The rest stands in the stack. */
function configured(bucket: BucketRecord, properties: Properties, { db }: Work): ProvidedResource {
  const status = textOf(objectOf(properties.VersioningConfiguration).Status);
  const versioning = status === 'Enabled' || status === 'Suspended' ? status : bucket.versioning && 'Suspended';
  saveBucket({ db }, { ...bucket, versioning });
  const { name, region } = bucket;
  return {
    physicalId: name,
    attributes: {
      Arn: `arn:aws:s3:::${name}`,
      DomainName: `${name}.s3.amazonaws.com`,
      RegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
      DualStackDomainName: `${name}.s3.dualstack.${region}.amazonaws.com`,
      WebsiteURL: `http://${name}.s3-website${DASHED.has(region) ? '-' : '.'}${region}.amazonaws.com`,
    },
  };
}

/** Regions whose website endpoint has a dash before the region: https://docs.aws.amazon.com/general/latest/gr/s3.html#s3_website_region_endpoints */
const DASHED = new Set([
  'us-east-1',
  'us-west-1',
  'us-west-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-northeast-1',
  'eu-west-1',
  'sa-east-1',
]);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html */
export const bucketPolicyProvider: ResourceProvider = {
  create(request, work) {
    const bucket = ownBucket(request, work);
    if (bucket.documents.policy !== undefined) {
      throw new S3Error('AlreadyExists', `The bucket policy already exists on bucket ${bucket.name}.`, 400);
    }
    return withPolicy(bucket, request, work);
  },
  update: (request, work) => withPolicy(ownBucket(request, work), request, work),
  delete(request, work) {
    const bucket = work.db.get(buckets, [textOf(request.previousProperties.Bucket) ?? '']);
    if (bucket?.accountId !== request.accountId) return undefined;
    const { policy: _gone, ...documents } = bucket.documents;
    saveBucket(work, { ...bucket, documents });
    return undefined;
  },
};

function ownBucket({ properties, accountId }: ResourceRequest, { db }: Work): BucketRecord {
  const bucket = db.get(buckets, [textOf(properties.Bucket) ?? '']);
  if (!bucket) throw new S3Error('NoSuchBucket', 'The specified bucket does not exist', 404);
  if (bucket.accountId !== accountId) throw new S3Error('AccessDenied', 'Access Denied', 403);
  return bucket;
}

function withPolicy(bucket: BucketRecord, { properties }: ResourceRequest, work: Work): ProvidedResource {
  const { PolicyDocument } = properties;
  const text = typeof PolicyDocument === 'string' ? PolicyDocument : JSON.stringify(PolicyDocument ?? null);
  checkBucketPolicy(text, bucket.name);
  saveBucket(work, { ...bucket, documents: { ...bucket.documents, policy: text } });
  return { physicalId: bucket.name, attributes: {} };
}
