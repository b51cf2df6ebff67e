import { CfnRule, Fn, type ICfnRuleConditionExpression } from 'aws-cdk-lib';
import { BY_TYPE, environmentTypeNames, environmentTypes, type ProductStack } from '../../catalog/product';
import { appParameters } from './parameters';

/** Refuses, before anything is made, combinations of answers that can't work. */
export function addRules(stack: ProductStack<typeof appParameters>): void {
  const { parameters } = stack;
  const is = (name: keyof typeof parameters, value: string) =>
    Fn.conditionEquals(parameters[name].valueAsString, value);
  const rule = (
    id: string,
    when: ICfnRuleConditionExpression,
    assert: ICfnRuleConditionExpression,
    assertDescription: string,
  ) => new CfnRule(stack, id, { ruleCondition: when, assertions: [{ assert, assertDescription }] });
  const isBased = Fn.conditionNot(is('BaseEnvironment', ''));

  rule(
    'StagingAndProdUseDomain',
    Fn.conditionContains(['staging', 'prod'], stack.environmentType),
    is('UseDomain', 'yes'),
    'staging and prod serve over TLS only: give the network tier a domain, then choose yes for UseDomain.',
  );
  rule(
    'OnlyDevAndTestHaveBase',
    isBased,
    Fn.conditionContains(['dev', 'test'], stack.environmentType),
    'Only dev and test may use the tiers of another environment: leave BaseEnvironment empty.',
  );
  rule(
    'BaseIsAnother',
    isBased,
    Fn.conditionNot(Fn.conditionEquals(parameters.BaseEnvironment.valueAsString, stack.environmentName)),
    'An environment is not its own base: leave BaseEnvironment empty to use its own tiers.',
  );
  rule(
    'BasedHasSubdomain',
    Fn.conditionAnd(isBased, is('UseDomain', 'yes')),
    Fn.conditionNot(is('Subdomain', '')),
    'The domain itself belongs to the base environment: type a Subdomain.',
  );
  rule(
    'SubdomainHasDomain',
    Fn.conditionNot(is('Subdomain', '')),
    is('UseDomain', 'yes'),
    'A name below the domain needs the domain: choose yes for UseDomain, or leave Subdomain empty.',
  );
  rule(
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
    const { minTasks, maxTasks } = environmentTypes[type];
    for (const least of [BY_TYPE, ...numbers(appParameters.Application.MinTasks.allowedValues)]) {
      const effective = least === BY_TYPE ? minTasks : Number(least);
      const fitting = numbers(appParameters.Application.MaxTasks.allowedValues).filter(
        (most) => Number(most) >= effective,
      );
      const allowed = maxTasks >= effective ? [BY_TYPE, ...fitting] : fitting;
      if (allowed.length === appParameters.Application.MaxTasks.allowedValues.length) continue;
      new CfnRule(stack, `TaskRange${type}${least}`.replaceAll('-', ''), {
        ruleCondition: Fn.conditionAnd(
          Fn.conditionEquals(stack.environmentType, type),
          Fn.conditionEquals(MinTasks.valueAsString, least),
        ),
        assertions: [
          {
            assert: Fn.conditionContains(allowed, MaxTasks.valueAsString),
            assertDescription: `With at least ${effective} tasks, MaxTasks must be ${effective} or more.`,
          },
        ],
      });
    }
  }
}
