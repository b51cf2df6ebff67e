import { guardName } from '../../portfolios/guard/guard-name';
import type { AwsTarget } from './aws-target';

/**
 * Name of the stack that made the guard of an account and region, which all of the catalog's do: a stack set gives its stacks
 * names of its own. Undefined where there is none.
 */
export async function stackOfGuard(target: AwsTarget): Promise<string | undefined> {
  const cloudFormation = await target.cloudFormation();
  try {
    const { StackResources = [] } = await cloudFormation.describeStackResources({ PhysicalResourceId: guardName });
    return StackResources[0]?.StackName;
  } catch (error) {
    // CloudFormation has no error of its own for a resource that no stack has.
    if (error instanceof Error && error.name === 'ValidationError') return undefined;
    throw error;
  }
}
