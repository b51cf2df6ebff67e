import type { StackResourceSummary } from '@aws-sdk/client-cloudformation';
import type { AwsTarget } from '../aws/aws-target';

/** The resources that a stack still has. */
export async function stackResources(target: AwsTarget, stack: string): Promise<StackResourceSummary[]> {
  const all = await everyStackResource(target, stack);
  return all.filter(({ ResourceStatus }) => ResourceStatus !== 'DELETE_COMPLETE');
}

/** The resources that a stack has or had: AWS tells them of a deleted one too. */
export async function everyStackResource(target: AwsTarget, stack: string): Promise<StackResourceSummary[]> {
  const cloudFormation = await target.cloudFormation();
  const resources: StackResourceSummary[] = [];
  let token: string | undefined;
  do {
    const page = await cloudFormation.listStackResources({ StackName: stack, NextToken: token });
    resources.push(...(page.StackResourceSummaries ?? []));
    token = page.NextToken;
  } while (token !== undefined);
  return resources;
}
