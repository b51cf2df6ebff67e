import { Aws, CfnCondition, Fn, type IResolvable } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { given } from '../../../catalog/product';

/** Encryption of all that is stored here: the key that the form names, else those that AWS keeps in the account. */
export class Encryption extends Construct {
  private readonly hasKey: CfnCondition;

  /** @param arn the form's answer: ARN of a key, or empty */
  constructor(
    scope: Construct,
    id: string,
    private readonly arn: string,
  ) {
    super(scope, id);
    this.hasKey = new CfnCondition(this, 'HasKey', { expression: given(arn) });
  }

  /**
   * ARN of the key, else nothing: then each service takes the key that AWS keeps for it. That key isn't named, since its
   * alias need not be there in an account that never used it.
   *
   * @see https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_ArtifactStore.html
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/security-encryption.html
   */
  get keyArn(): string {
    return this.whenKey(this.arn).toString();
  }

  /** Value that holds with a key, else nothing. Objects are in the words of the template. */
  private whenKey(value: unknown): IResolvable & { toString(): string } {
    return Fn.conditionIf(this.hasKey.logicalId, value, Aws.NO_VALUE);
  }

  /** The key as a pipeline's artifact store names it, else nothing. */
  get ofArtifactStore(): IResolvable {
    return this.whenKey({ Type: 'KMS', Id: this.arn });
  }

  /** Lets a role use the key for what lies in S3; nothing where there is none. */
  get usableForArtifacts(): IResolvable {
    return this.whenKey({
      Sid: 'CustomerKey',
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: this.arn,
      Condition: { StringEquals: { 'kms:ViaService': `s3.${Aws.REGION}.amazonaws.com` } },
    });
  }
}
