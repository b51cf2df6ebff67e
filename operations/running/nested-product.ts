import type { ProvisionedProductAttribute } from '@aws-sdk/client-service-catalog';
import type { Product } from '../../catalog/product';
import { LAUNCHED_PRODUCT } from '../../catalog/template/launched-product';
import { isAwsError } from '../aws/aws-error';
import type { AwsTarget } from '../aws/aws-target';
import { stackResources } from './stack-resources';

/**
 * Name of the stack of a product that another stack launched, in the same account.
 *
 * @param parent ARN of the launching stack
 * @param provisionedProductId physical id of the resource
 */
export function nestedStackName(parent: string, provisionedProductId: string): string {
  return `SC-${parent.split(':')[4]}-${provisionedProductId}`;
}

/** ARN of a stack that was deleted, which only its ARN names; undefined where CloudFormation remembers none. */
export async function deletedStack(target: AwsTarget, name: string): Promise<string | undefined> {
  const cloudFormation = await target.cloudFormation();
  let token: string | undefined;
  do {
    const page = await cloudFormation.listStacks({ StackStatusFilter: ['DELETE_COMPLETE'], NextToken: token });
    const found = page.StackSummaries?.find(({ StackName }) => StackName === name);
    if (found) return found.StackId;
    token = page.NextToken;
  } while (token !== undefined);
  return undefined;
}

/**
 * The environments of products that another product's stack has launched, by the launched one's id.
 *
 * @param all everything that is launched
 */
export async function environmentsOf(
  target: AwsTarget,
  all: readonly ProvisionedProductAttribute[],
  products: readonly Pick<Product, 'name' | 'launchRole'>[],
): Promise<ReadonlyMap<string, ProvisionedProductAttribute>> {
  const launching = new Set(products.filter(launchesProducts).map(({ name }) => name));
  const environments = new Map<string, ProvisionedProductAttribute>();
  for (const environment of all) {
    if (!launching.has(environment.ProductName ?? '') || environment.PhysicalId === undefined) continue;
    for (const id of await launchedBy(target, environment, all)) environments.set(id, environment);
  }
  return environments;
}

/** Whether what is launched of a product launches others, as an environment does its tiers. */
export function launchesProducts({ launchRole }: Pick<Product, 'launchRole'>): boolean {
  return launchRole.some(({ Action }) => Action.includes('servicecatalog:ProvisionProduct'));
}

/** Ids of what a stack has launched; where the caller may not read it, of what is named like it. */
async function launchedBy(
  target: AwsTarget,
  { Name: name = '', PhysicalId: stack = '' }: ProvisionedProductAttribute,
  all: readonly ProvisionedProductAttribute[],
): Promise<string[]> {
  try {
    const resources = await stackResources(target, stack);
    return resources.flatMap(({ ResourceType, PhysicalResourceId: id }) =>
      ResourceType === LAUNCHED_PRODUCT && id ? [id] : [],
    );
  } catch (error) {
    if (!isAwsError(error)) throw error;
    const prefix = /^.+-/.exec(name)?.[0];
    return all.flatMap(({ Name, Id }) => (Id && prefix && Name !== name && Name?.startsWith(prefix) ? [Id] : []));
  }
}
