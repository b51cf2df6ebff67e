import { DetailedError } from '../../catalog/detailed-error';
import type { AwsTarget } from '../aws/aws-target';
import { lookUpProvisionedProduct } from '../aws/provisioned-product';
import { wayOut } from '../running/way-out';
import type { PreparedLaunch } from './prepare-launch';

/**
 * Refuses the launch of an environment whose tiers' names are taken: by tiers that were launched by themselves, or that an
 * environment which is gone has left. AWS would find out half-way.
 *
 * @throws `CatalogError` `orphaned-tier` with what takes the last of them away, which none of the others uses
 */
export async function refuseTakenTiers(
  target: AwsTarget,
  launch: Pick<PreparedLaunch, 'name' | 'tiers'>,
): Promise<void> {
  const serviceCatalog = await target.serviceCatalog();
  const names = launch.tiers.flatMap(({ name }) => name ?? []);
  const looked = await Promise.all(names.map((name) => lookUpProvisionedProduct(serviceCatalog, name)));
  const found = looked.filter((tier) => tier !== undefined);
  const last = found.at(-1);
  if (!last) return;
  const taken = found.map(({ Name, Status }) => `${Name} (${Status})`).join(', ');
  throw new DetailedError(
    'orphaned-tier',
    `${launch.name} would launch tiers of its own by names that are taken, by what is no part of it: ${taken}.`,
    {
      remedies: [
        { do: 'again', options: { environment: '…' }, label: 'Give the environment another name' },
        {
          ...(await wayOut(target, last.Name ?? '', last.PhysicalId)),
          label: 'where nobody needs them, take them away, the last first',
        },
      ],
    },
  );
}
