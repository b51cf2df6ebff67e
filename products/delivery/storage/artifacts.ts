import { Construct } from 'constructs';
import { uniqueName } from '../../../catalog/product';
import { addBucketPolicy, kmsEncryption, privateBucket } from '../../shared/storage/private-bucket';
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
