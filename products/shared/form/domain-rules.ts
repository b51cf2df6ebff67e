import { type CfnParameter, Fn, type Stack } from 'aws-cdk-lib';
import { addRule, given } from '../../../catalog/product';

/** The stack of a product whose form asks for the domain of the platform. */
interface StackWithDomain extends Stack {
  readonly parameters: Readonly<Record<'DomainName' | 'HostedZoneId' | 'DomainDelegated', CfnParameter>>;
}

/** Refuses answers about a domain where there is none. */
export function addDomainRules(stack: StackWithDomain): void {
  const { DomainName, HostedZoneId, DomainDelegated } = stack.parameters;
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
