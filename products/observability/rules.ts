import { Fn } from 'aws-cdk-lib';
import { addRule, given, type ProductStack } from '../../catalog/product';
import { addBaseRules } from '../shared/form/base-environment';
import type { observabilityParameters } from './parameters';

/** Refuses, before anything is made, combinations of answers that can't work. */
export function addRules(stack: ProductStack<typeof observabilityParameters>): void {
  addRule(
    stack,
    'ProdHasAddress',
    Fn.conditionEquals(stack.environmentType, 'prod'),
    given(stack.parameters.AlarmEmail),
    'Somebody must hear of an alarm in prod: type AlarmEmail.',
  );
  addBaseRules(stack, 'where it has tiers of its own');
}
