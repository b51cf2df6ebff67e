import type { ProvisionedProductAttribute } from '@aws-sdk/client-service-catalog';
import { DetailedError } from '../../catalog/detailed-error';
import type { AwsTarget } from '../aws/aws-target';
import { namedProducts } from '../running/find-launched';

/**
 * Provisioned products that a name stands for, in the order in which they are updated.
 *
 * @param verb that the name was given to
 * @throws `CatalogError` `unknown-provisioned-product`; `is-tier` for a tier that an environment has launched
 */
export async function findUpdatable(
  target: AwsTarget,
  name: string,
  verb: 'upgrade' | 'rollback',
): Promise<readonly ProvisionedProductAttribute[]> {
  const { found, environments } = await namedProducts(target, name);
  const { Name: environment } = environments.get(found[0].Id ?? '') ?? {};
  if (environment === undefined) return found;
  throw new DetailedError('is-tier', `${name} is a tier of ${environment}, which would put it back`, {
    remedies: [{ do: 'verb', verb, operands: [environment], label: 'Update the environment instead' }],
  });
}
