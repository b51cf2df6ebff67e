import { Fn } from 'aws-cdk-lib';
import { addRule, given, type ProductStack } from '../../catalog/product';
import type { publishingParameters } from './parameters';

/** Refuses, before anything is made, combinations of answers that can't work. */
export function addRules(stack: ProductStack<typeof publishingParameters>): void {
  const { CatalogRepository, NotificationEmail } = stack.parameters;
  addRule(
    stack,
    'ApproversHaveNotificationEmail',
    Fn.conditionAnd(
      Fn.conditionContains(['staging', 'prod'], stack.environmentType),
      given(CatalogRepository.valueAsString),
    ),
    given(NotificationEmail.valueAsString),
    'A person approves every publishing and has to hear of it: type NotificationEmail in staging and prod.',
  );
}
