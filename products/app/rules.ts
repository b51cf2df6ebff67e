import { Fn } from 'aws-cdk-lib';
import { addRule, given, type ProductStack } from '../../catalog/product';
import { addBaseRules } from '../shared/form/base-environment';
import { addTaskRules } from '../shared/form/task-rules';
import type { appParameters } from './parameters';

/** Refuses, before anything is made, combinations of answers that can't work. */
export function addRules(stack: ProductStack<typeof appParameters>): void {
  const { parameters } = stack;
  const is = (name: keyof typeof parameters, value: string) =>
    Fn.conditionEquals(parameters[name].valueAsString, value);

  addRule(
    stack,
    'StagingAndProdUseDomain',
    Fn.conditionContains(['staging', 'prod'], stack.environmentType),
    is('UseDomain', 'yes'),
    'staging and prod serve over TLS only: give the network tier a domain, then choose yes for UseDomain.',
  );
  addBaseRules(stack);
  addRule(
    stack,
    'BasedHasSubdomain',
    Fn.conditionAnd(given(parameters.BaseEnvironment), is('UseDomain', 'yes')),
    given(parameters.Subdomain),
    'The domain itself belongs to the base environment: type a Subdomain.',
  );
  addRule(
    stack,
    'SubdomainHasDomain',
    given(parameters.Subdomain),
    is('UseDomain', 'yes'),
    'A name below the domain needs the domain: choose yes for UseDomain, or leave Subdomain empty.',
  );
  addRule(
    stack,
    'RoutingHasDomain',
    Fn.conditionContains(['failover', 'latency'], parameters.RoutingPolicy.valueAsString),
    is('UseDomain', 'yes'),
    'failover and latency are policies of a DNS record: choose yes for UseDomain, or simple for RoutingPolicy.',
  );
  addTaskRules(stack);
}
