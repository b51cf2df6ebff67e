import { Fn } from 'aws-cdk-lib';
import { addRule, BY_TYPE, environmentTypeNames, given, type ProductStack } from '../../catalog/product';
import { addBaseRules } from '../shared/form/base-environment';
import { appParameters } from './parameters';
import { appSizes } from './sizes';

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

/** The least number of tasks must not exceed the most; rules can't compare numbers, so they list what fits. */
function addTaskRules(stack: ProductStack<typeof appParameters>): void {
  const { MinTasks, MaxTasks } = stack.parameters;
  const numbers = (values: readonly string[]) => values.filter((value) => value !== BY_TYPE);
  for (const type of environmentTypeNames) {
    const minTasks = appSizes.minTasks[type];
    const maxTasks = appSizes.maxTasks[type];
    for (const least of [BY_TYPE, ...numbers(appParameters.Application.MinTasks.allowedValues)]) {
      const effective = least === BY_TYPE ? minTasks : Number(least);
      const fitting = numbers(appParameters.Application.MaxTasks.allowedValues).filter(
        (most) => Number(most) >= effective,
      );
      const allowed = maxTasks >= effective ? [BY_TYPE, ...fitting] : fitting;
      if (allowed.length === appParameters.Application.MaxTasks.allowedValues.length) continue;
      addRule(
        stack,
        `TaskRange${type}${least}`.replaceAll('-', ''),
        Fn.conditionAnd(
          Fn.conditionEquals(stack.environmentType, type),
          Fn.conditionEquals(MinTasks.valueAsString, least),
        ),
        Fn.conditionContains(allowed, MaxTasks.valueAsString),
        `With at least ${effective} tasks, MaxTasks must be ${effective} or more.`,
      );
    }
  }
}
