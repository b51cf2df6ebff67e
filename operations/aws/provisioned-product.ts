import type { ProvisionedProductAttribute, ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { unknown } from '../nearest';
import { pages } from './pages';

/** Everything that is launched in the account and region, whoever launched it. */
export function allProvisionedProducts(serviceCatalog: ServiceCatalog): Promise<ProvisionedProductAttribute[]> {
  return pages(
    (PageToken) => serviceCatalog.searchProvisionedProducts({ ...everybody, PageSize: 100, PageToken }),
    'ProvisionedProducts',
  );
}

/** One provisioned product by name; undefined when there is none. */
export async function lookUpProvisionedProduct(
  serviceCatalog: ServiceCatalog,
  name: string,
): Promise<ProvisionedProductAttribute | undefined> {
  const found = await search(serviceCatalog, `name:${name}`);
  return found.find((product) => product.Name === name);
}

/** One provisioned product by its id; undefined when there is none. */
export async function provisionedProductById(
  serviceCatalog: ServiceCatalog,
  id: string,
): Promise<ProvisionedProductAttribute | undefined> {
  const found = await search(serviceCatalog, `id:${id}`);
  return found.find((product) => product.Id === id);
}

function search(serviceCatalog: ServiceCatalog, query: string): Promise<ProvisionedProductAttribute[]> {
  return pages(
    (PageToken) =>
      serviceCatalog.searchProvisionedProducts({ ...everybody, Filters: { SearchQuery: [query] }, PageToken }),
    'ProvisionedProducts',
  );
}

/**
 * One provisioned product by name.
 *
 * @throws `CatalogError` `unknown-provisioned-product` with the nearest name
 */
export async function findProvisionedProduct(
  serviceCatalog: ServiceCatalog,
  name: string,
): Promise<ProvisionedProductAttribute> {
  const found = await lookUpProvisionedProduct(serviceCatalog, name);
  if (found) return found;
  const names = (await allProvisionedProducts(serviceCatalog)).map((product) => product.Name ?? '');
  throw unknown('provisioned product', name, names.sort());
}

/** Outputs of a provisioned product's stack, by key. */
export async function outputsOf(serviceCatalog: ServiceCatalog, name: string): Promise<Record<string, string>> {
  const outputs = await pages(
    (PageToken) =>
      serviceCatalog.getProvisionedProductOutputs({ ProvisionedProductName: name, PageSize: 20, PageToken }),
    'Outputs',
  );
  return Object.fromEntries(outputs.map(({ OutputKey, OutputValue }) => [OutputKey ?? '', OutputValue ?? '']));
}

/** Colleagues launch too: without this only the caller's own would be found. */
const everybody = { AccessLevelFilter: { Key: 'Account', Value: 'self' } } as const;
