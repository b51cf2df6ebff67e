import { Fn } from 'aws-cdk-lib';
import { addRule, given, type ProductStack } from '../../catalog/product';
import type { deliveryParameters } from './parameters';

/** Refuses, before anything is made, combinations of answers that can't work. */
export function addRules(stack: ProductStack<typeof deliveryParameters>): void {
  const { BackendRepository, EnvironmentType, FrontendRepository, NotificationEmail } = stack.parameters;

  addRule(
    stack,
    'ProdPipelinesHaveNotificationEmail',
    Fn.conditionAnd(
      Fn.conditionEquals(EnvironmentType, 'prod'),
      Fn.conditionOr(given(BackendRepository), given(FrontendRepository)),
    ),
    given(NotificationEmail),
    'In prod a person approves every deployment and has to hear of it: type NotificationEmail.',
  );
}
