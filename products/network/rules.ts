import { Fn } from 'aws-cdk-lib';
import { addRule, given, type ProductStack } from '../../catalog/product';
import type { networkParameters } from './parameters';

/** Refuses, before anything is made, combinations of answers that can't work. */
export function addRules(stack: ProductStack<typeof networkParameters>): void {
  const { DomainName, HostedZoneId, DomainDelegated, EnvironmentType } = stack.parameters;

  addRule(
    stack,
    'StagingAndProdHaveDomain',
    Fn.conditionContains(['staging', 'prod'], EnvironmentType.valueAsString),
    given(DomainName),
    'staging and prod serve over TLS only, which needs a domain: type DomainName.',
  );
  addRule(
    stack,
    'HostedZoneHasDomain',
    given(HostedZoneId),
    given(DomainName),
    'A hosted zone answers for a domain: type DomainName too, or leave HostedZoneId empty.',
  );
  addRule(
    stack,
    'DelegationHasDomain',
    Fn.conditionEquals(DomainDelegated, 'yes'),
    given(DomainName),
    'Only a domain can be delegated: type DomainName too, or choose no for DomainDelegated.',
  );
}
