import type { Template } from 'aws-cdk-lib/assertions';
import { readSettings } from '../../../portfolios/context';
import type { Offer } from '../../../portfolios/offers/published-product';
import type { StandingShares } from '../../../portfolios/reconcile/standing-shares';
import { HubStack } from '../../../portfolios/stacks/hub-stack';
import { templateOf } from '../fixture';

/** The template of a hub with these offers. */
export function hub(offers: readonly Offer[], context?: object, standing?: StandingShares): Template {
  return templateOf((app) => new HubStack(app, 'Hub', { settings: readSettings(context), offers, standing }));
}

/** The logical id of the only resource of a type with these properties. */
export function idOf(template: Template, type: string, properties: object): string {
  const [id, ...more] = Object.keys(template.findResources(type, { Properties: properties }));
  if (id === undefined || more.length > 0)
    throw new Error(`One ${type} was expected, found: ${[id, ...more].join(', ')}.`);
  return id;
}

/** Properties of everything of a type that refers to a portfolio, by the portfolio's name. */
export function inPortfolio(template: Template, type: string, name: string) {
  const ref = { Ref: idOf(template, 'AWS::ServiceCatalog::Portfolio', { DisplayName: name }) };
  const found = template.findResources(type, { Properties: { PortfolioId: ref } });
  return Object.values(found).map(({ Properties }) => Properties);
}
