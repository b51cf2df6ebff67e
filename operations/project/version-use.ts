import type { ProvisionedProductAttribute } from '@aws-sdk/client-service-catalog';
import type { Product } from '../../catalog/product';
import { type CatalogSettings, portfolioSettings } from '../../portfolios/context';
import { projectSettings } from '../../portfolios/context-file';
import { portfolios } from '../../portfolios/offers/portfolios';
import type { AwsTarget } from '../aws/aws-target';
import { allProvisionedProducts } from '../aws/provisioned-product';
import type { OperationContext } from '../context';
import { regionsOf } from '../publish/publish-wish';
import { runningVersion } from '../upgrade/running-product';

/** Use of a version, as far as it could be asked. */
export interface VersionUse {
  /** Names of what runs it, whoever launched it; those elsewhere with their account and region. */
  readonly users: readonly string[];
  /** Places that were asked: `111122223333 eu-west-1`. */
  readonly asked: readonly string[];
  /** Receivers of the portfolios that weren't: ids of accounts, of units, of the organization. */
  readonly unasked: readonly string[];
}

/**
 * Asks what runs a version, in every region that the catalog is published in: of the account, and of those that are looked into
 * by a role. Tiers of an environment are provisioned products themselves, and count; so does what went back to the version
 * after a failed update.
 *
 * @param roleArns roles of receiving accounts to look into them with
 */
export async function findVersionUse(
  { project, target }: Pick<OperationContext, 'project' | 'target'>,
  product: Pick<Product, 'name'>,
  version: string,
  roleArns: readonly string[] = [],
): Promise<VersionUse> {
  const settings = projectSettings(project.root);
  const regions = [...new Set([target.region, ...regionsOf(settings)])];
  const accounts = new Map([[await target.accountId(), target]]);
  for (const arn of roleArns) {
    const there = await target.assume(arn);
    accounts.set(await there.accountId(), there);
  }
  const users: string[] = [];
  const asked: string[] = [];
  for (const [account, own] of accounts) {
    for (const region of regions) {
      const there = region === own.region ? own : await own.inRegion(region);
      const isOwn = own === target && region === target.region;
      const names = await usersAt(there, product, version);
      users.push(...names.map((name) => (isOwn ? name : `${name} (${account}, ${region})`)));
      asked.push(`${account} ${region}`);
    }
  }
  return { users, asked, unasked: receivers(settings).filter((each) => !accounts.has(each)) };
}

/** Names of what runs a version in one account and region, in order. */
export async function usersAt(target: AwsTarget, { name }: Pick<Product, 'name'>, version: string): Promise<string[]> {
  const all = await allProvisionedProducts(await target.serviceCatalog());
  const found: string[] = [];
  for (const each of all.filter(({ ProductName }) => ProductName === name)) {
    if ((await versionsOf(target, each)).includes(version)) found.push(each.Name ?? '');
  }
  return found.sort();
}

/** The version that was asked for last, and the one that runs: after a failed update they differ. */
async function versionsOf(target: AwsTarget, each: ProvisionedProductAttribute): Promise<string[]> {
  return [each.ProvisioningArtifactName ?? '', (await runningVersion(target, each)).version];
}

/** All that the portfolios are shared with: accounts, units, the organization. */
function receivers(settings: CatalogSettings): string[] {
  const all = portfolios.flatMap(({ id }) => {
    const { accounts, organizationalUnits, organization } = portfolioSettings(settings, id);
    return [
      ...accounts,
      ...organizationalUnits,
      ...(organization ? [settings.organization ?? 'the organization'] : []),
    ];
  });
  return [...new Set(all)];
}
