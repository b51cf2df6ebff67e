import { Construct } from 'constructs';
import { uniqueName } from '../../../catalog/product';
import { addBucketPolicy, kmsEncryption, privateBucket } from '../storage/private-bucket';
import type { Encryption } from './encryption';

/** Artifact bucket: whose, how it is encrypted, and how long it keeps things. */
export interface ArtifactBucketProps {
  /** Name of the environment. */
  readonly environment: string;
  readonly encryption: Encryption;
  readonly retentionInDays: number;
}

/** Bucket by which pipelines hand things from stage to stage, and that reports go to. Versioned, encrypted, TLS only. */
export class ArtifactBucket extends Construct {
  readonly name: string;
  readonly arn: string;

  constructor(scope: Construct, id: string, { environment, encryption, retentionInDays }: ArtifactBucketProps) {
    super(scope, id);
    const bucket = privateBucket(this, 'Resource', {
      bucketName: uniqueName(environment, 'artifacts'),
      bucketEncryption: kmsEncryption(encryption.keyArn),
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
    this.name = bucket.ref;
    this.arn = bucket.attrArn;
    addBucketPolicy(this, 'Policy', bucket);
  }
}
