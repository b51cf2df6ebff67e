import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnRepository } from 'aws-cdk-lib/aws-ecr';
import { Construct } from 'constructs';
import { uniqueName } from '../../../catalog/product';
import type { Encryption } from '../../shared/pipelines/encryption';

/** Images that are kept: the ones that run are among them, since each is deployed soon after it was pushed. */
const KEPT_IMAGES = 100;

/** Environment that the repository belongs to, and the encryption of its images. */
export interface ImageRepositoryProps {
  /** Name of the environment. */
  readonly environment: string;
  readonly encryption: Encryption;
}

/**
 * Repository of the images of the web application. Each is scanned when it is pushed, and a tag, once given, stays with
 * its image. The repository stays when the stack goes: tasks that run still pull from it.
 */
export class ImageRepository extends Construct {
  readonly name: string;
  readonly arn: string;
  /** As docker takes it. */
  readonly uri: string;

  constructor(scope: Construct, id: string, { environment, encryption }: ImageRepositoryProps) {
    super(scope, id);
    const repository = new CfnRepository(this, 'Resource', {
      repositoryName: uniqueName(environment, 'web'),
      imageTagMutability: 'IMMUTABLE',
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: { encryptionType: 'KMS', kmsKey: encryption.keyArn },
      lifecyclePolicy: { lifecyclePolicyText: JSON.stringify({ rules: lifecycle }) },
    });
    repository.applyRemovalPolicy(RemovalPolicy.RETAIN);
    this.name = repository.ref;
    this.arn = repository.attrArn;
    this.uri = repository.attrRepositoryUri;
  }
}

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html */
const lifecycle = [
  {
    rulePriority: 1,
    description: 'Images without a tag are leftovers of failed builds',
    selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 7 },
    action: { type: 'expire' },
  },
  {
    rulePriority: 2,
    description: 'The newest images, far more than a rollback needs',
    selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: KEPT_IMAGES },
    action: { type: 'expire' },
  },
];
