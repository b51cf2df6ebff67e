import { CfnRule, Fn } from 'aws-cdk-lib';
import { addRule, given, type ProductStack } from '../../catalog/product';
import { addCapacityRules } from '../shared/form/capacity-rules';
import { addDomainRules } from '../shared/form/domain-rules';
import { addNodeRule } from '../shared/form/node-rule';
import { addSenderRules } from '../shared/form/sender-rules';
import { addTaskRules } from '../shared/form/task-rules';
import { addZoneRules } from '../shared/form/zone-rules';
import type { environmentProductParameters } from './parameters';

type Stack = ProductStack<typeof environmentProductParameters>;
type Name = keyof Stack['parameters'];

/** Refuses, before the first tier is launched, combinations of answers that one of the tiers would fail on. */
export function addRules(stack: Stack): void {
  const { AlarmEmail, BaseEnvironment, DomainName, HostedZoneId, Subdomain } = stack.parameters;
  const is = (name: Name, value: string) => Fn.conditionEquals(stack.parameters[name].valueAsString, value);
  const type = stack.environmentType;

  addRule(
    stack,
    'StagingAndProdHaveDomain',
    Fn.conditionContains(['staging', 'prod'], type),
    Fn.conditionAnd(given(DomainName), given(HostedZoneId)),
    'staging and prod serve over TLS from the first launch: type DomainName, and as HostedZoneId a zone that answers for it.',
  );
  addDomainRules(stack);
  addSenderRules(stack);
  addZoneRules(stack);
  addTaskRules(stack);
  addCapacityRules(stack);
  addNodeRule(stack);
  addRule(
    stack,
    'SubdomainHasDomain',
    given(Subdomain),
    Fn.conditionOr(given(DomainName), given(BaseEnvironment)),
    'A name below the domain needs the domain: type DomainName or BaseEnvironment too, or leave Subdomain empty.',
  );
  addBaseRules(stack);
  addRule(
    stack,
    'ProdIsWatched',
    Fn.conditionEquals(type, 'prod'),
    Fn.conditionAnd(is('ObservabilityTier', 'yes'), given(AlarmEmail)),
    'Somebody must hear of an alarm in prod: choose yes for ObservabilityTier, and type AlarmEmail.',
  );
  addRule(
    stack,
    'AddressHasAlarms',
    given(AlarmEmail),
    is('ObservabilityTier', 'yes'),
    'Alarms are part of the observability tier: choose yes for ObservabilityTier, or leave AlarmEmail empty.',
  );
}

/** An environment with a base has no network, domain or users of its own. */
function addBaseRules(stack: Stack): void {
  const { BaseEnvironment, CallbackUrls, DomainName } = stack.parameters;
  const empty = (value: string) => Fn.conditionEquals(value, '');
  new CfnRule(stack, 'BaseIsPossible', {
    ruleCondition: given(BaseEnvironment),
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
