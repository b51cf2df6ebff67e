import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { isStateful } from '../../catalog/template';
import type { TestSandbox } from '../sandbox/with-sandbox';

/** Resources of an environment that hold data, each with its stack and its physical id, sorted. */
export async function holdingData(sandbox: TestSandbox, environment: string): Promise<string[]> {
  const stacks = new CloudFormation(sandbox.client());
  const { Stacks = [] } = await stacks.describeStacks({});
  const tiers = Stacks.filter(({ Parameters }) =>
    Parameters?.some(({ ParameterValue }) => ParameterValue === environment),
  );
  const resources = tiers.map(async ({ StackName = '' }) => {
    const { StackResources = [] } = await stacks.describeStackResources({ StackName });
    return StackResources.filter(({ ResourceType = '' }) => isStateful(ResourceType)).map(
      ({ LogicalResourceId, PhysicalResourceId }) => [StackName, LogicalResourceId, PhysicalResourceId].join(' '),
    );
  });
  return (await Promise.all(resources)).flat().sort();
}
