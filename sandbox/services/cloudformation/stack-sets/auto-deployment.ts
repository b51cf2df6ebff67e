import type { OrganizationPlace } from '../../../kernel/notices';
import type { OrganizationListener, Work } from '../../../kernel/work';
import { managementAccountOf, trustsService } from '../../organizations';
import type { StackScope } from '../state';
import { beginOperation } from './begin-operation';
import { SERVICE_PRINCIPAL } from './organizations-access';
import { type InstanceRecord, instances, type StackSetRecord, setsOfUnit, stackSets, targetsOfSet } from './state';

/**
 * Keeps stacks in step with the organization: an account that comes into a targeted unit gets the stacks of the sets that
 * deploy automatically, one that goes loses them, unless the set retains them. A move from one targeted unit to another is
 * both, the deletion first and the creation queued behind it. Filters of accounts and overridden parameters play no part.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-manage-auto-deployment.html
 */
export const deployToMovedAccount: OrganizationListener = (changed, work) => {
  if (changed.kind !== 'account-moved') return;
  const { accountId, before, after } = changed;
  for (const stackSet of autoDeployingSets([before, after], work)) {
    if (isManagement(accountId, stackSet, work)) continue;
    const wanted = regionsFor(stackSet, after, work);
    const had = regionsFor(stackSet, before, work);
    const present = work.db
      .list(instances, [stackSet.uuid])
      .map(({ value }) => value)
      .filter((instance) => instance.accountId === accountId);
    const stays = ({ region, unitId }: InstanceRecord) => wanted.has(region) && (after?.parents ?? []).includes(unitId);
    const gone = present.filter((instance) => had.has(instance.region) && !stays(instance));
    const missing = [...wanted].filter(
      ([region]) => present.every((each) => each.region !== region) || gone.some((each) => each.region === region),
    );
    if (gone.length > 0) {
      const regions = gone.map(({ region }) => region);
      const { retainsOnRemoval: retainStacks } = stackSet;
      beginOperation(stackSet, { action: 'DELETE', regions, retainStacks, places: gone }, work, true);
    }
    if (missing.length > 0) {
      const places = missing.map(([region, unitId]) => ({ accountId, region, unitId }));
      beginOperation(stackSet, { action: 'CREATE', regions: missing.map(([region]) => region), places }, work, true);
    }
  }
};

/** The sets that deploy automatically to what an account is or was in. */
function autoDeployingSets(places: readonly (OrganizationPlace | undefined)[], { db }: Work): StackSetRecord[] {
  const found = new Map<string, StackScope>();
  for (const unitId of places.flatMap((place) => place?.parents ?? [])) {
    for (const { key, value } of db.list(setsOfUnit, [unitId])) found.set(String(key[1]), value);
  }
  return [...found].flatMap(([uuid, { accountId, region }]) => {
    const stackSet = db.get(stackSets, [accountId, region, uuid]);
    const deploys = stackSet?.autoDeploys && trustsService(db, stackSet.organizationId, SERVICE_PRINCIPAL);
    return stackSet && deploys ? [stackSet] : [];
  });
}

/** The regions that a set deploys to for an account's place, each with the unit by which. */
function regionsFor(
  { uuid, organizationId }: StackSetRecord,
  place: OrganizationPlace | undefined,
  { db }: Work,
): Map<string, string> {
  const regions = new Map<string, string>();
  if (place?.organizationId !== organizationId) return regions;
  for (const unitId of place.parents) {
    for (const { key } of db.list(targetsOfSet, [uuid, unitId])) {
      const region = String(key[2]);
      if (!regions.has(region)) regions.set(region, unitId);
    }
  }
  return regions;
}

function isManagement(accountId: string, { organizationId }: StackSetRecord, { db }: Work): boolean {
  return managementAccountOf(db, organizationId) === accountId;
}
