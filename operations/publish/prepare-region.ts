import { CatalogError } from '../../catalog/errors';
import type { CatalogSettings } from '../../portfolios/context';
import type { PublishPlace } from '../../portfolios/publish';
import { planShares } from '../../portfolios/reconcile/shares';
import { type StandingShares, standingShares } from '../../portfolios/reconcile/standing-shares';
import type { OperationContext } from '../context';
import { type FailedCreation, failedCreations } from './failed-creations';
import { refuseForeignTagOptions } from './foreign-tag-options';
import { noteOldSpokes } from './old-spokes';
import type { PublishWish } from './publish-wish';
import { readHub } from './reconcile/hub';

/** Things to know of a region before its stacks are deployed. */
export interface Preparation {
  /** Stacks whose first creation failed. */
  readonly failed: readonly FailedCreation[];
  /** Shares that stay though nobody declares them. */
  readonly standing: StandingShares;
}

/**
 * Looks at a region before its stacks are deployed, and says what is to be known there. Changes nothing.
 *
 * @throws `CatalogError` `tag-option-exists`; `organization-unknown`
 */
export async function prepareRegion(
  context: OperationContext,
  { stacks }: PublishPlace,
  { settings, prune = false }: Pick<PublishWish, 'settings' | 'prune'>,
): Promise<Preparation> {
  const { target } = context;
  const hub = await readHub({
    serviceCatalog: await target.serviceCatalog(),
    cloudFormation: await target.cloudFormation(),
  });
  await refuseForeignTagOptions(target, settings, hub.made);
  await noteOldSpokes(context, settings);
  const standing = standingShares(planShares(settings, hub.portfolios, prune).undeclared);
  refuseUnknownOrganization(settings, standing);
  return { failed: await failedCreations(target, stacks, hub.portfolios), standing };
}

/** A unit's id says nothing of its organization, which the topic's policy names. */
function refuseUnknownOrganization({ organization }: CatalogSettings, standing: StandingShares): void {
  const [unit] = standing.organizationalUnits;
  if (unit === undefined || organization !== undefined || standing.organization !== undefined) return;
  throw new CatalogError(
    'organization-unknown',
    `bellyfed.organization: portfolios are still shared with unit ${unit}, whose accounts publish events here; keep the ` +
      "organization's id in the context until that share has ended.",
  );
}
