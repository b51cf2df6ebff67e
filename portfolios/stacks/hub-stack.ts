import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type IRole, Role } from 'aws-cdk-lib/aws-iam';
import { CfnPortfolioShare, Portfolio, TagOptions, type TemplateRule } from 'aws-cdk-lib/aws-servicecatalog';
import type { Construct } from 'constructs';
import { heldReleases } from '../../catalog/release';
import { type CatalogSettings, type PortfolioSettings, portfolioSettings } from '../context';
import { launchingRoles, launchRoleName } from '../launch-role/launch-role';
import { PortfolioBudget } from '../offers/portfolio-budget';
import { offersProduct, portfolios } from '../offers/portfolios';
import { grantAccess } from '../offers/principals';
import { type Offer, PublishedProduct } from '../offers/published-product';
import { ServiceActions } from '../offers/service-actions';
import { templateRules } from '../offers/template-rules';
import { noStandingShares, type StandingShares } from '../reconcile/standing-shares';
import { LaunchEvents, type LaunchingOrganization } from './launch-events';

/** Offers that the hub publishes, and the settings that say to whom. */
export interface HubStackProps {
  readonly settings: CatalogSettings;
  /** Every product with its releases; one that has none is left out. */
  readonly offers: readonly Offer[];
  /** Shares that stay though the settings don't declare them. @default - none */
  readonly standing?: StandingShares;
}

/**
 * The hub: the portfolios with their products, once per region that people launch in.
 *
 * Launch roles are named, not made here: each account that launches has its own, from the account stack.
 */
export class HubStack extends Stack {
  constructor(scope: Construct, id: string, { settings, offers, standing = noStandingShares }: HubStackProps) {
    super(scope, id, {
      description: 'Bellyfed service catalog: portfolios, products, and who may launch them.',
      env: settings.hub,
    });
    const events = new LaunchEvents(this, 'LaunchEvents', {
      accounts: sharedAccounts(settings, standing),
      organization: sharedOrganization(settings, standing),
      emails: settings.notify,
    });
    const allowedValuesForTags = allowedValues(settings);
    const tagOptions =
      Object.keys(allowedValuesForTags).length > 0 && new TagOptions(this, 'TagOptions', { allowedValuesForTags });
    const offered = offers.filter(({ releases }) => heldReleases(releases).length > 0);
    const published = offered.map((offer) => new PublishedProduct(this, offer, settings));
    // Those of a portfolio don't reach launches from a portfolio that another account made of its products.
    if (tagOptions) for (const product of published) product.associateTagOptions(tagOptions);
    if (settings.serviceActions.length > 0) {
      new ServiceActions(this, 'ServiceActions', { actions: settings.serviceActions, products: published });
    }
    for (const definition of portfolios) {
      const own = portfolioSettings(settings, definition.id);
      const inside = offered.flatMap(({ product }) => (offersProduct(definition, product) ? product : []));
      const portfolio = new Portfolio(this, definition.id, {
        displayName: definition.name,
        providerName: settings.provider,
        description: definition.description,
      });
      if (tagOptions) portfolio.associateTagOptions(tagOptions);
      grantAccess(portfolio, portfolio.portfolioId, [...own.roles, ...launchingRoles(inside)]);
      shareWithAccounts(portfolio, own);
      const { monthlyBudget } = own;
      if (monthlyBudget !== undefined) {
        const { name } = definition;
        new PortfolioBudget(portfolio, 'Budget', { portfolio, name, monthly: monthlyBudget, emails: settings.notify });
      }
      for (const product of published.filter((each) => offersProduct(definition, each))) {
        portfolio.addProduct(product);
        portfolio.setLocalLaunchRole(product, launchRole(portfolio, product.id), {
          description: 'The product is launched with its own role, so that people need no permissions of their own.',
        });
        portfolio.notifyOnStackEvents(product, events.topic, {
          description: 'Stack events are published, so that the platform team hears of failures.',
        });
        portfolio.constrainTagUpdates(product, { description: 'Tags may be changed without launching anew.' });
        for (const rule of templateRules(definition, settings.reservedNames)) {
          portfolio.constrainCloudFormationParameters(product, { rule, description: describe(rule) });
        }
      }
    }
  }
}

/** A product's launch role as a constraint takes it: by its name, which is the same in every account. */
function launchRole(scope: Construct, product: string): IRole {
  return Role.fromRoleName(scope, `LaunchRole-${product}`, launchRoleName(product));
}

/** Description of a rule: what it says when it fails is also what it is for. */
function describe({ assertions }: TemplateRule): string {
  return assertions.map(({ description }) => description).join(' ');
}

/** Accounts that receive any portfolio, each once. */
function sharedAccounts({ developers, production }: CatalogSettings, { accounts }: StandingShares): string[] {
  return [...new Set([...developers.accounts, ...production.accounts, ...accounts])].sort();
}

/** Part of the organization that receives any portfolio; undefined where none does. */
function sharedOrganization(
  { organization, developers, production }: CatalogSettings,
  standing: StandingShares,
): LaunchingOrganization | undefined {
  const id = organization ?? standing.organization;
  if (id === undefined) return undefined;
  if (developers.organization || production.organization || standing.organization !== undefined) return { id };
  const declared = [...developers.organizationalUnits, ...production.organizationalUnits];
  const units = [...new Set([...declared, ...standing.organizationalUnits])].sort();
  return units.length > 0 ? { id, units } : undefined;
}

/**
 * Shares a portfolio with accounts one by one. Such a share outlives its line in the context, since its end takes away
 * what the other account made of it: `catalog publish --prune` ends it.
 */
function shareWithAccounts(portfolio: Portfolio, { accounts, shareTagOptions }: PortfolioSettings): void {
  for (const account of accounts) portfolio.shareWithAccount(account, { shareTagOptions });
  for (const child of portfolio.node.children) {
    // Where its creation is rolled back too: it may be one that outlived an earlier line.
    if (child instanceof CfnPortfolioShare) child.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }
}

/** TagOptions as the construct wants them; a key without values is none. */
function allowedValues({ tagOptions }: CatalogSettings): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(tagOptions)
      .filter(([, values]) => values.length > 0)
      .map(([key, values]) => [key, [...values]]),
  );
}
