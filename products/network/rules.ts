import { CfnRule, Fn } from 'aws-cdk-lib';
import type { ProductStack } from '../../catalog/product';
import type { networkParameters } from './parameters';

/** Refuses, before anything is made, combinations of answers that can't work. */
export function addRules(stack: ProductStack<typeof networkParameters>): void {
  const { DomainName, HostedZoneId, DomainDelegated, EnvironmentType } = stack.parameters;
  const domainIsGiven = Fn.conditionNot(Fn.conditionEquals(DomainName, ''));

  new CfnRule(stack, 'StagingAndProdHaveDomain', {
    ruleCondition: Fn.conditionContains(['staging', 'prod'], EnvironmentType.valueAsString),
    assertions: [
      {
        assert: domainIsGiven,
        assertDescription: 'staging and prod serve over TLS only, which needs a domain: type DomainName.',
      },
    ],
  });
  new CfnRule(stack, 'HostedZoneHasDomain', {
    ruleCondition: Fn.conditionNot(Fn.conditionEquals(HostedZoneId, '')),
    assertions: [
      {
        assert: domainIsGiven,
        assertDescription: 'A hosted zone answers for a domain: type DomainName too, or leave HostedZoneId empty.',
      },
    ],
  });
  new CfnRule(stack, 'DelegationHasDomain', {
    ruleCondition: Fn.conditionEquals(DomainDelegated, 'yes'),
    assertions: [
      {
        assert: domainIsGiven,
        assertDescription: 'Only a domain can be delegated: type DomainName too, or choose no for DomainDelegated.',
      },
    ],
  });
}
