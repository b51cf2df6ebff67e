import { type CfnCondition, type CfnParameter, Fn, type ICfnRuleConditionExpression } from 'aws-cdk-lib';

/** A setting of the environment type that a parameter of the form may override. */
export class Choice {
  /**
   * @param parameter the override, `by-type` by default
   * @param setting the type's own value, a lookup in the template's mapping
   * @param fromType holds while the choice is left to the type
   */
  constructor(
    private readonly parameter: CfnParameter,
    private readonly setting: string,
    private readonly fromType: CfnCondition,
  ) {}

  /** Whether the value that counts equals this one; for conditions. */
  is(value: string): ICfnRuleConditionExpression {
    return Fn.conditionOr(
      Fn.conditionEquals(this.parameter, value),
      Fn.conditionAnd(this.fromType, Fn.conditionEquals(this.setting, value)),
    );
  }

  /** The value that counts; for properties. */
  get value(): string {
    return Fn.conditionIf(this.fromType.logicalId, this.setting, this.parameter.valueAsString).toString();
  }
}
