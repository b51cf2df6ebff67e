import { type CfnCondition, CfnMapping, Fn } from 'aws-cdk-lib';
import { type EnvironmentType, environmentTypeNames, type ProductStack } from '../../catalog/product';
import type { environmentProductParameters } from './parameters';

/** The portfolio that offers the tiers to environments of a type, by the name that the catalog gives it. */
export const portfolioNames: Readonly<Record<EnvironmentType, string>> = {
  dev: 'Bellyfed Developers',
  test: 'Bellyfed Developers',
  staging: 'Bellyfed Production',
  prod: 'Bellyfed Production',
};

/**
 * Name of the portfolio that the tiers are launched from: what the form says, or the one of the environment's type. The
 * environment's launch role is a principal of all portfolios, so that each launch must name its way.
 */
export function portfolioName(stack: ProductStack<typeof environmentProductParameters>, isNamed: CfnCondition): string {
  const mapping = new CfnMapping(stack, 'Portfolios', {
    mapping: Object.fromEntries(environmentTypeNames.map((type) => [type, { Name: portfolioNames[type] }])),
  });
  const byType = mapping.findInMap(stack.environmentType, 'Name');
  return Fn.conditionIf(isNamed.logicalId, stack.parameters.PortfolioName.valueAsString, byType).toString();
}
