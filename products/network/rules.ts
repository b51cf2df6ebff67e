import { Fn } from 'aws-cdk-lib';
import { addRule, given, type ProductStack } from '../../catalog/product';
import { addDomainRules } from '../shared/form/domain-rules';
import { addZoneRules } from '../shared/form/zone-rules';
import type { networkParameters } from './parameters';

/** Refuses, before anything is made, combinations of answers that can't work. */
export function addRules(stack: ProductStack<typeof networkParameters>): void {
  const { DomainName, EnvironmentType } = stack.parameters;

  addRule(
    stack,
    'StagingAndProdHaveDomain',
    Fn.conditionContains(['staging', 'prod'], EnvironmentType.valueAsString),
    given(DomainName),
    'staging and prod serve over TLS only, which needs a domain: type DomainName.',
  );
  addDomainRules(stack);
  addZoneRules(stack);
}
