import { CfnRule, Fn, type ICfnRuleConditionExpression } from 'aws-cdk-lib';
import type { ProductStack } from '../../catalog/product';
import type { environmentProductParameters } from './parameters';

type Stack = ProductStack<typeof environmentProductParameters>;
type Name = keyof Stack['parameters'];

/** Refuses, before the first tier is launched, combinations of answers that one of the tiers would fail on. */
export function addRules(stack: Stack): void {
  const is = (name: Name, value: string) => Fn.conditionEquals(stack.parameters[name].valueAsString, value);
  const given = (name: Name) => Fn.conditionNot(is(name, ''));
  const rule = (
    id: string,
    when: ICfnRuleConditionExpression,
    assert: ICfnRuleConditionExpression,
    assertDescription: string,
  ) => new CfnRule(stack, id, { ruleCondition: when, assertions: [{ assert, assertDescription }] });
  const type = stack.environmentType;

  rule(
    'StagingAndProdHaveDomain',
    Fn.conditionContains(['staging', 'prod'], type),
    Fn.conditionAnd(given('DomainName'), given('HostedZoneId')),
    'staging and prod serve over TLS from the first launch: type DomainName, and as HostedZoneId a zone that answers for it.',
  );
  rule(
    'HostedZoneHasDomain',
    given('HostedZoneId'),
    given('DomainName'),
    'A hosted zone answers for a domain: type DomainName too, or leave HostedZoneId empty.',
  );
  rule(
    'DelegationHasDomain',
    is('DomainDelegated', 'yes'),
    given('DomainName'),
    'Only a domain can be delegated: type DomainName too, or choose no for DomainDelegated.',
  );
  rule(
    'SubdomainHasDomain',
    given('Subdomain'),
    Fn.conditionOr(given('DomainName'), given('BaseEnvironment')),
    'A name below the domain needs the domain: type DomainName or BaseEnvironment too, or leave Subdomain empty.',
  );
  addBaseRules(stack);
  rule(
    'ProdIsWatched',
    Fn.conditionEquals(type, 'prod'),
    Fn.conditionAnd(is('ObservabilityTier', 'yes'), given('AlarmEmail')),
    'Somebody must hear of an alarm in prod: choose yes for ObservabilityTier, and type AlarmEmail.',
  );
  rule(
    'AddressHasAlarms',
    given('AlarmEmail'),
    is('ObservabilityTier', 'yes'),
    'Alarms are part of the observability tier: choose yes for ObservabilityTier, or leave AlarmEmail empty.',
  );
}

/** An environment with a base has no network, domain or users of its own. */
function addBaseRules(stack: Stack): void {
  const { BaseEnvironment, CallbackUrls, DomainName } = stack.parameters;
  const empty = (value: string) => Fn.conditionEquals(value, '');
  new CfnRule(stack, 'BaseIsPossible', {
    ruleCondition: Fn.conditionNot(empty(BaseEnvironment.valueAsString)),
    assertions: [
      {
        assert: Fn.conditionContains(['dev', 'test'], stack.environmentType),
        assertDescription: 'Only dev and test may use the tiers of another environment: leave BaseEnvironment empty.',
      },
      {
        assert: Fn.conditionNot(Fn.conditionEquals(BaseEnvironment.valueAsString, stack.environmentName)),
        assertDescription: 'An environment is not its own base: leave BaseEnvironment empty to use tiers of its own.',
      },
      {
        assert: empty(DomainName.valueAsString),
        assertDescription: 'The domain is that of the base environment: leave DomainName empty, and type a Subdomain.',
      },
      {
        assert: empty(CallbackUrls.valueAsString),
        assertDescription:
          'The users are those of the base environment: type CallbackUrls there, and leave it empty here.',
      },
    ],
  });
}
