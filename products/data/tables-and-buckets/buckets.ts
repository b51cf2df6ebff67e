import { Aws, CfnCondition, Fn } from 'aws-cdk-lib';
import type { CfnBucket, CfnBucketProps } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { given, keepOnceLaunched, uniqueName } from '../../../catalog/product';
import { addBucketPolicy, kmsEncryption, privateBucket } from '../../shared/storage/private-bucket';
import type { CustomerKey } from '../customer-key';
import { logDelivery } from './log-delivery';

/** Buckets' key, the life of their access logs, and the pages that may upload. */
export interface BucketsProps {
  /** Name of the environment. */
  readonly environment: string;
  readonly key: CustomerKey;
  /** Days after which access logs go. */
  readonly logRetentionDays: number;
  /** Origins of pages that may upload from the browser, comma-joined, or empty for none. */
  readonly uploadOrigins: string;
}

/** Parts of uploads that were given up are charged for until they go. */
const abandonedUploads: CfnBucket.RuleProperty = {
  id: 'AbandonedUploads',
  status: 'Enabled',
  abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
};

/** A deletion or an overwriting can be undone as long as the old version is there. */
const oldVersions = (noncurrentDays: number): CfnBucket.RuleProperty => ({
  id: 'OldVersions',
  status: 'Enabled',
  noncurrentVersionExpiration: { noncurrentDays },
  expiredObjectDeleteMarker: true,
});

/**
 * The platform's buckets: assets that it publishes, uploads of its users, and the access logs of both and of the load
 * balancer. None is public; all keep versions, are encrypted, and refuse plain HTTP.
 */
export class Buckets extends Construct {
  readonly assets: CfnBucket;
  readonly uploads: CfnBucket;
  readonly logs: CfnBucket;

  constructor(scope: Construct, id: string, props: BucketsProps) {
    super(scope, id);
    const { key } = props;
    this.logs = this.bucket('Logs', props, {
      // Load balancers deliver to nothing else:
      // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
      bucketEncryption: {
        serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
      },
      lifecycleConfiguration: {
        rules: [
          { id: 'Retention', status: 'Enabled', expirationInDays: props.logRetentionDays },
          oldVersions(7),
          abandonedUploads,
        ],
      },
    });
    const logDelivered = addBucketPolicy(
      this,
      'LogsPolicy',
      this.logs,
      logDelivery(this.logs, [bucketArn(props, 'Assets'), bucketArn(props, 'Uploads')]),
    );
    const logged = (prefix: string): Partial<CfnBucketProps> => ({
      bucketEncryption: kmsEncryption(key.orDefault),
      loggingConfiguration: { destinationBucketName: this.logs.ref, logFilePrefix: `s3/${prefix}/` },
    });
    this.assets = this.bucket('Assets', props, {
      ...logged('assets'),
      lifecycleConfiguration: { rules: [oldVersions(90), abandonedUploads] },
    });
    this.uploads = this.bucket('Uploads', props, {
      ...logged('uploads'),
      corsConfiguration: this.uploadsFrom(props.uploadOrigins),
      lifecycleConfiguration: {
        rules: [
          {
            id: 'RarelyRead',
            status: 'Enabled',
            transitions: [{ storageClass: 'INTELLIGENT_TIERING', transitionInDays: 30 }],
          },
          oldVersions(90),
          abandonedUploads,
        ],
      },
    });
    for (const bucket of [this.assets, this.uploads]) bucket.addResourceDependency(logDelivered);
    // Not the logs: S3 may deliver some while the launch is still under way, and what isn't empty can't be taken back.
    for (const kept of [this.assets, this.uploads]) keepOnceLaunched(kept);
    keepOnceLaunched(addBucketPolicy(this, 'AssetsPolicy', this.assets));
    keepOnceLaunched(addBucketPolicy(this, 'UploadsPolicy', this.uploads));
  }

  private bucket(id: BucketId, { environment }: BucketsProps, props: CfnBucketProps): CfnBucket {
    return privateBucket(this, id, { bucketName: bucketName(environment, id), ...props });
  }

  private uploadsFrom(origins: string) {
    const hasOrigins = new CfnCondition(this, 'HasUploadOrigins', {
      expression: given(origins),
    });
    const rule = {
      AllowedOrigins: Fn.split(',', origins),
      AllowedMethods: ['GET', 'HEAD', 'POST', 'PUT'],
      AllowedHeaders: ['*'],
      ExposedHeaders: ['ETag'],
      MaxAge: 3000,
    };
    return Fn.conditionIf(hasOrigins.logicalId, { CorsRules: [rule] }, Aws.NO_VALUE);
  }
}

type BucketId = 'Assets' | 'Uploads' | 'Logs';

function bucketName(environment: string, id: BucketId): string {
  return uniqueName(environment, id.toLowerCase());
}

/** By its name, since the bucket itself waits for whoever asks. */
function bucketArn({ environment }: BucketsProps, id: BucketId): string {
  return `arn:${Aws.PARTITION}:s3:::${bucketName(environment, id)}`;
}
