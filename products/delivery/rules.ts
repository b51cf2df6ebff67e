import { CfnRule, Fn } from 'aws-cdk-lib';
import type { ProductStack } from '../../catalog/product';
import type { deliveryParameters } from './parameters';

/** Refuses, before anything is made, combinations of answers that can't work. */
export function addRules(stack: ProductStack<typeof deliveryParameters>): void {
  const { EnvironmentType, NotificationEmail, ...parameters } = stack.parameters;
  const given = (value: string) => Fn.conditionNot(Fn.conditionEquals(value, ''));
  const repositories = [parameters.BackendRepository, parameters.FrontendRepository, parameters.CatalogRepository];

  new CfnRule(stack, 'ProdPipelinesHaveNotificationEmail', {
    ruleCondition: Fn.conditionAnd(
      Fn.conditionEquals(EnvironmentType, 'prod'),
      Fn.conditionOr(...repositories.map(({ valueAsString }) => given(valueAsString))),
    ),
    assertions: [
      {
        assert: given(NotificationEmail.valueAsString),
        assertDescription: 'In prod a person approves every deployment and has to hear of it: type NotificationEmail.',
      },
    ],
  });
}
