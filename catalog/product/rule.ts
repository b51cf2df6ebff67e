import { type CfnParameter, CfnRule, Fn, type ICfnRuleConditionExpression } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/**
 * Refuses a launch, before anything is made, whose answers can't work together.
 *
 * @param id of the rule, a sentence: `HostedZoneHasDomain`
 * @param when the answers that ask for more
 * @param assert what must hold then
 * @param text what people read when it doesn't: what is wrong, and what to type
 */
export function addRule(
  stack: Construct,
  id: string,
  when: ICfnRuleConditionExpression,
  assert: ICfnRuleConditionExpression,
  text: string,
): void {
  new CfnRule(stack, id, { ruleCondition: when, assertions: [{ assert, assertDescription: text }] });
}

/** Condition that holds when an answer isn't empty. */
export function given(answer: CfnParameter | string): ICfnRuleConditionExpression {
  return Fn.conditionNot(Fn.conditionEquals(answer, ''));
}
