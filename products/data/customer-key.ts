import { Aws, CfnCondition, Fn } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { given } from '../../catalog/product';

/**
 * A KMS key that the form may name. Where it doesn't, the key that AWS keeps in the account for each service encrypts
 * instead: nothing is ever stored in the clear.
 */
export class CustomerKey extends Construct {
  /** Condition that the form names a key. */
  readonly isGiven: CfnCondition;

  /** @param arn the form's answer: ARN of a key, or empty */
  constructor(
    scope: Construct,
    id: string,
    private readonly arn: string,
  ) {
    super(scope, id);
    this.isGiven = new CfnCondition(this, 'IsGiven', {
      expression: given(arn),
    });
  }

  /** ARN of the key, for properties whose absence means the key of AWS. */
  get orDefault(): string {
    return this.whenGiven((arn) => arn).toString();
  }

  /** ARN of the key, or `none`. */
  get orNone(): string {
    return this.whenGiven((arn) => arn, 'none').toString();
  }

  /**
   * Value with a key, else `otherwise`: nothing at all by default. It stands inside `Fn::If`, so objects are in the
   * words of the template.
   */
  whenGiven(make: (arn: string) => unknown, otherwise: unknown = Aws.NO_VALUE) {
    return Fn.conditionIf(this.isGiven.logicalId, make(this.arn), otherwise);
  }
}
