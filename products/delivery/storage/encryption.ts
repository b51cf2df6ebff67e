import { Aws, CfnCondition, Fn, type IResolvable } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { given } from '../../../catalog/product';

/** What encrypts all that is stored here: the key that the form names, else those that AWS keeps in the account. */
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

  /** ARN of the key, for properties whose absence means a key of AWS. */
  get keyArn(): string {
    return this.whenKey(this.arn).toString();
  }

  /** ARN of the key, or of the one that AWS keeps for S3. */
  get keyOfArtifacts(): string {
    return this.whenKey(
      this.arn,
      Fn.sub(`arn:\${AWS::Partition}:kms:\${AWS::Region}:\${AWS::AccountId}:alias/aws/s3`),
    ).toString();
  }

  /** What holds with a key, else `otherwise`: nothing at all by default. Objects are in the words of the template. */
  whenKey(value: unknown, otherwise: unknown = Aws.NO_VALUE): IResolvable & { toString(): string } {
    return Fn.conditionIf(this.hasKey.logicalId, value, otherwise);
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
