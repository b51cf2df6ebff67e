import { Aws, CfnCondition, Fn, type IResolvable } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** A service through which a workload may use the key, as `kms:ViaService` names it. */
export type KeyService = 'dynamodb' | 'lambda' | 's3' | 'secretsmanager' | 'sqs';

/**
 * The customer key of the data tier, where there is one. A condition can't look at what is imported, so the form says
 * whether; else AWS's own keys encrypt.
 */
export class DataKey extends Construct {
  private readonly isUsed: CfnCondition;

  /**
   * @param use the form's answer: `yes` or `no`
   * @param arn the key that the data tier exports; only read with `yes`
   */
  constructor(
    scope: Construct,
    id: string,
    use: string,
    private readonly arn: string,
  ) {
    super(scope, id);
    this.isUsed = new CfnCondition(this, 'IsUsed', { expression: Fn.conditionEquals(use, 'yes') });
  }

  /** ARN of the key, for properties whose absence means the key of AWS. */
  get arnOrDefault(): string {
    return this.whenUsed(this.arn).toString();
  }

  /** Value with the key, else `otherwise`: nothing at all by default. */
  whenUsed(value: unknown, otherwise: unknown = Aws.NO_VALUE): IResolvable & { toString(): string } {
    return Fn.conditionIf(this.isUsed.logicalId, value, otherwise);
  }

  /** Lets a role use the key through these services; nothing where there is none. */
  usable(...services: readonly KeyService[]): IResolvable {
    return this.statement('CustomerKey', ['kms:Decrypt', 'kms:GenerateDataKey'], services);
  }

  /** Lets a function's role have Lambda decrypt the function's variables; nothing where there is no key. */
  variablesReadable(): IResolvable {
    return this.statement('Variables', ['kms:Decrypt'], ['lambda']);
  }

  private statement(sid: string, actions: readonly string[], services: readonly KeyService[]): IResolvable {
    return this.whenUsed({
      Sid: sid,
      Effect: 'Allow',
      Action: actions,
      Resource: this.arn,
      Condition: {
        StringEquals: { 'kms:ViaService': services.map((service) => `${service}.${Aws.REGION}.amazonaws.com`) },
      },
    });
  }
}
