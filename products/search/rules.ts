import { CfnRule, Fn, type ICfnRuleConditionExpression } from 'aws-cdk-lib';
import type { ProductStack } from '../../catalog/product';
import type { searchParameters } from './parameters';

/** Refuses, before anything is made, combinations of answers that can't work. */
export function addRules(stack: ProductStack<typeof searchParameters>): void {
  const { BaseEnvironment, EnvironmentName, EnvironmentType } = stack.parameters;
  const rule = (
    id: string,
    when: ICfnRuleConditionExpression,
    assert: ICfnRuleConditionExpression,
    assertDescription: string,
  ) => new CfnRule(stack, id, { ruleCondition: when, assertions: [{ assert, assertDescription }] });
  const isBased = Fn.conditionNot(Fn.conditionEquals(BaseEnvironment, ''));

  rule(
    'OnlyDevAndTestHaveBase',
    isBased,
    Fn.conditionContains(['dev', 'test'], EnvironmentType.valueAsString),
    'Only dev and test may use the tiers of another environment: leave BaseEnvironment empty.',
  );
  rule(
    'BaseIsAnother',
    isBased,
    Fn.conditionNot(Fn.conditionEquals(BaseEnvironment, EnvironmentName)),
    'An environment is not its own base: leave BaseEnvironment empty to use its own tiers.',
  );
}
