import { Fn } from 'aws-cdk-lib';
import type { TemplateRule } from 'aws-cdk-lib/aws-servicecatalog';
import { environmentTypeNames } from '../../catalog/product';
import type { PortfolioDefinition } from './portfolios';

/**
 * The rules that a portfolio adds to the form of everything launched from it; Service Catalog shows a description when its
 * rule fails. They read the parameters that every version of every product has, and no other: a constraint holds "for all
 * versions of the product in the portfolio", so one that names a parameter that a version lacks fails each of its launches.
 * https://docs.aws.amazon.com/servicecatalog/latest/adminguide/catalogs_constraints_template-constraints.html
 *
 * Rule functions compare whole values, so reserved names are listed one by one.
 * https://docs.aws.amazon.com/servicecatalog/latest/adminguide/reference-template_constraint_rules.html
 *
 * @param reservedNames environment names that only other portfolios' environments may have
 */
export function templateRules(portfolio: PortfolioDefinition, reservedNames: readonly string[]): TemplateRule[] {
  const { name, environmentTypes } = portfolio;
  const narrows = environmentTypes.length < environmentTypeNames.length;
  const types: TemplateRule = {
    ruleName: 'EnvironmentTypes',
    assertions: [
      {
        assert: Fn.conditionContains([...environmentTypes], Fn.ref('EnvironmentType')),
        description: `${name} launches environments of the types ${environmentTypes.join(' and ')} only.`,
      },
    ],
  };
  const names: TemplateRule = {
    ruleName: 'ReservedNames',
    assertions: [
      {
        assert: Fn.conditionNot(Fn.conditionContains([...reservedNames], Fn.ref('EnvironmentName'))),
        description: `${name} refuses the environment names ${reservedNames.join(', ')}: they are kept for staging and production.`,
      },
    ],
  };
  return [...(narrows ? [types] : []), ...(portfolio.refusesReservedNames ? [names] : [])];
}
