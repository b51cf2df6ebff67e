import { CfnRule, Fn, type ICfnRuleConditionExpression } from 'aws-cdk-lib';
import type { ProductStack } from '../../catalog/product';
import type { observabilityParameters } from './parameters';

/** Refuses, before anything is made, combinations of answers that can't work. */
export function addRules(stack: ProductStack<typeof observabilityParameters>): void {
  const { AlarmEmail, BaseEnvironment } = stack.parameters;
  const rule = (
    id: string,
    when: ICfnRuleConditionExpression,
    assert: ICfnRuleConditionExpression,
    assertDescription: string,
  ) => new CfnRule(stack, id, { ruleCondition: when, assertions: [{ assert, assertDescription }] });
  const given = (value: string) => Fn.conditionNot(Fn.conditionEquals(value, ''));

  rule(
    'ProdHasAddress',
    Fn.conditionEquals(stack.environmentType, 'prod'),
    given(AlarmEmail.valueAsString),
    'Somebody must hear of an alarm in prod: type AlarmEmail.',
  );
  rule(
    'OnlyDevAndTestHaveBase',
    given(BaseEnvironment.valueAsString),
    Fn.conditionContains(['dev', 'test'], stack.environmentType),
    'Only dev and test may use the tiers of another environment: leave BaseEnvironment empty.',
  );
  rule(
    'BaseIsAnother',
    given(BaseEnvironment.valueAsString),
    Fn.conditionNot(Fn.conditionEquals(BaseEnvironment.valueAsString, stack.environmentName)),
    'An environment is not its own base: leave BaseEnvironment empty where it has tiers of its own.',
  );
}
