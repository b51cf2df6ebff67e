import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnBucket, CfnBucketPolicy } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { uniqueName } from '../../catalog/product';
import type { Encryption } from './encryption';

/** Properties of `ArtifactBucket`. */
export interface ArtifactBucketProps {
  /** Name of the environment. */
  readonly environment: string;
  readonly encryption: Encryption;
  readonly retentionInDays: number;
}

/** Where the pipelines hand things from stage to stage, and where reports go. Versioned, encrypted, TLS only. */
export class ArtifactBucket extends Construct {
  readonly name: string;
  readonly arn: string;

  constructor(scope: Construct, id: string, { environment, encryption, retentionInDays }: ArtifactBucketProps) {
    super(scope, id);
    const bucket = new CfnBucket(this, 'Resource', {
      bucketName: uniqueName(environment, 'artifacts'),
      versioningConfiguration: { status: 'Enabled' },
      ownershipControls: { rules: [{ objectOwnership: 'BucketOwnerEnforced' }] },
      publicAccessBlockConfiguration: {
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      bucketEncryption: {
        serverSideEncryptionConfiguration: [
          {
            bucketKeyEnabled: true,
            serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: encryption.keyArn },
          },
        ],
      },
      lifecycleConfiguration: {
        rules: [
          {
            id: 'Retention',
            status: 'Enabled',
            expirationInDays: retentionInDays,
            noncurrentVersionExpiration: { noncurrentDays: 7 },
          },
          { id: 'Leftovers', status: 'Enabled', expiredObjectDeleteMarker: true },
          {
            id: 'AbandonedUploads',
            status: 'Enabled',
            abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
          },
        ],
      },
    });
    bucket.applyRemovalPolicy(RemovalPolicy.RETAIN);
    this.name = bucket.ref;
    this.arn = bucket.attrArn;

    const refuse = (Sid: string, Condition: object) => ({
      Sid,
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: [this.arn, `${this.arn}/*`],
      Condition,
    });
    const policy = new CfnBucketPolicy(this, 'Policy', {
      bucket: bucket.ref,
      policyDocument: {
        Version: '2012-10-17',
        Statement: [
          refuse('RefusePlainHttp', { Bool: { 'aws:SecureTransport': 'false' } }),
          refuse('RefuseOldTls', { NumericLessThan: { 's3:TlsVersion': '1.2' } }),
        ],
      },
    });
    policy.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }
}
