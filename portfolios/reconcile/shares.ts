import type { DescribePortfolioShareType } from '@aws-sdk/client-service-catalog';
import { type CatalogSettings, type PortfolioSettings, portfolioSettings } from '../context';
import { portfolios } from '../offers/portfolios';

/** With whom a portfolio is shared, and what travels with it. */
export interface Share {
  readonly type: DescribePortfolioShareType;
  /** Id of the account, the organizational unit or the organization. */
  readonly recipient: string;
  readonly shareTagOptions: boolean;
  readonly sharePrincipals: boolean;
}

/** A portfolio that the hub stack made, as Service Catalog has it. */
export interface HubPortfolio {
  readonly id: string;
  readonly name: string;
  readonly shares: readonly Share[];
}

/** A share that must be made, changed or ended. */
export interface ShareStep {
  readonly kind: 'share';
  readonly change: 'create' | 'update' | 'delete';
  /** Name of the portfolio. */
  readonly portfolio: string;
  /** As it is to become; for an end, as it was. */
  readonly share: Share;
  /** Absent before the deployment that makes the portfolio. */
  readonly portfolioId?: string;
}

/** The steps towards the shares that are declared, and the shares that aren't. */
export interface SharePlan {
  readonly steps: readonly ShareStep[];
  /** Shares that nobody declares, and that stay until they are pruned. */
  readonly undeclared: readonly ShareStep[];
}

/**
 * Compares shares with what is declared. Shares with single accounts are made by the hub stack, so they are only ended
 * here.
 *
 * @param prune whether what isn't declared is ended
 */
export function planShares(settings: CatalogSettings, deployed: readonly HubPortfolio[], prune: boolean): SharePlan {
  const plans = portfolios.map(({ id, name }) => {
    const own = portfolioSettings(settings, id);
    const found = deployed.find((portfolio) => portfolio.name === name);
    const step = (change: ShareStep['change']) => (share: Share) =>
      ({ kind: 'share', change, portfolio: name, share, ...(found && { portfolioId: found.id }) }) as const;
    const shares = found?.shares ?? [];
    const declared = declaredShares(settings, own);
    const known = new Set([...declared.map(({ recipient }) => recipient), ...own.accounts]);
    return {
      create: declared.filter((share) => !shares.some((it) => sameRecipient(it, share))).map(step('create')),
      update: declared
        .filter((share) => shares.some((it) => sameRecipient(it, share) && !sameContent(it, share)))
        .map(step('update')),
      delete: shares.filter(({ recipient }) => !known.has(recipient)).map(step('delete')),
    };
  });
  const wanted = plans.flatMap(({ create, update }) => [...create, ...update]);
  const undeclared = plans.flatMap((plan) => plan.delete);
  return prune ? { steps: [...wanted, ...undeclared], undeclared: [] } : { steps: wanted, undeclared };
}

/** The shares of a portfolio that CloudFormation can't make. */
function declaredShares(
  { organization: organizationId }: CatalogSettings,
  { organization, organizationalUnits, shareTagOptions, sharePrincipals }: PortfolioSettings,
): Share[] {
  const share = (type: Share['type']) => (recipient: string) => ({ type, recipient, shareTagOptions, sharePrincipals });
  return [
    ...(organization && organizationId !== undefined ? [organizationId] : []).map(share('ORGANIZATION')),
    ...organizationalUnits.map(share('ORGANIZATIONAL_UNIT')),
  ];
}

function sameRecipient(one: Share, other: Share): boolean {
  return one.type === other.type && one.recipient === other.recipient;
}

function sameContent(one: Share, other: Share): boolean {
  return one.shareTagOptions === other.shareTagOptions && one.sharePrincipals === other.sharePrincipals;
}
