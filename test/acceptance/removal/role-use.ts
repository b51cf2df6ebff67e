import { pages } from '../../../operations/aws/pages';
import type { Place } from '../place';
import { livingStacks } from '../stacks';

/** Evidence of who may still need a role. */
export interface RoleUse {
  /** Names of provisioned products of the catalog, with their region. */
  readonly launched: readonly string[];
  /** Names of stacks that are updated and deleted as the role. */
  readonly stacks: readonly string[];
}

/** Reason why a role stays; undefined where nothing uses it. */
export function reasonToKeep({ launched, stacks }: RoleUse): string | undefined {
  if (stacks.length > 0) return `stacks work as it: ${stacks.join(', ')}`;
  if (launched.length > 0) return `launched products may need it to be terminated: ${launched.join(', ')}`;
  return undefined;
}

/**
 * Asks who still uses a role, in the run's region and in the one that IAM says it was last used in: roles are global, and
 * somebody may have launched elsewhere.
 *
 * @param productNames of the catalog, whose launch role it may be
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleLastUsed.html
 */
export async function roleUse(place: Place, RoleName: string, productNames: ReadonlySet<string>): Promise<RoleUse> {
  const { Role } = await (await place.target.iam()).getRole({ RoleName });
  const lastUsed = Role?.RoleLastUsed?.Region;
  const regions = new Set([place.region, ...(lastUsed === undefined ? [] : [lastUsed])]);
  const launched: string[] = [];
  const stacks: string[] = [];
  for (const region of regions) {
    const target = region === place.region ? place.target : await place.target.inRegion(region);
    const client = await target.serviceCatalog();
    const AccessLevelFilter = { Key: 'Account', Value: 'self' } as const;
    const all = await pages(
      (PageToken) => client.searchProvisionedProducts({ AccessLevelFilter, PageToken }),
      'ProvisionedProducts',
    );
    for (const { Name, ProductName = '' } of all)
      if (productNames.has(ProductName)) launched.push(`${Name} in ${region}`);
    for (const { StackName, RoleARN } of await livingStacks({ ...place, target })) {
      if (RoleARN === Role?.Arn) stacks.push(`${StackName} in ${region}`);
    }
  }
  return { launched: RoleName.startsWith('BellyfedLaunch-') ? launched : [], stacks };
}
