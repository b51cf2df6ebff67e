import type { AwsTarget } from '../aws/aws-target';
import { allProvisionedProducts } from '../aws/provisioned-product';
import { allProducts } from '../project/choose-product';

/** Names of what was launched from the catalog in an account and region, whoever launched it. */
export async function runningFromCatalog(target: AwsTarget): Promise<string[]> {
  const names = new Set((await allProducts()).map(({ name }) => name));
  const all = await allProvisionedProducts(await target.serviceCatalog());
  return all.flatMap(({ ProductName = '', Name = '' }) => (names.has(ProductName) ? [Name] : [])).sort();
}
