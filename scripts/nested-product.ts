import type { AwsTarget } from './aws-target';

/** The type of a resource that is a launched product: a stack may launch others, as the environment does its tiers. */
export const NESTED_PRODUCT = 'AWS::ServiceCatalog::CloudFormationProvisionedProduct';

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
