import type { CloudFormation } from '@aws-sdk/client-cloudformation';
import type { Place } from '../place';
import { runOf, runTag } from '../run-tag';
import { livingStacks } from '../stacks';

/**
 * Gives the run's tag to the managed policies of the run's stacks: CloudFormation has no tags for them, and some of them
 * outlive their stack.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-managedpolicy.html
 */
export async function claimPolicies(place: Place, runId: string): Promise<void> {
  const cloudFormation = await place.target.cloudFormation();
  const iam = await place.target.iam();
  for (const { StackName, Tags } of await livingStacks(place)) {
    if (runOf(Tags) !== runId) continue;
    for (const policy of await policiesOf(cloudFormation, StackName ?? '')) {
      await iam.tagPolicy({ PolicyArn: policy, Tags: [runTag(runId)] }).catch(ifGone);
    }
  }
}

async function policiesOf(client: CloudFormation, StackName: string): Promise<string[]> {
  const found: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.listStackResources({ StackName, NextToken });
    for (const { ResourceType, PhysicalResourceId, ResourceStatus } of page.StackResourceSummaries ?? []) {
      const isThere = !ResourceStatus?.startsWith('DELETE') && PhysicalResourceId?.startsWith('arn:');
      if (ResourceType === 'AWS::IAM::ManagedPolicy' && isThere) found.push(PhysicalResourceId ?? '');
    }
    NextToken = page.NextToken;
  } while (NextToken);
  return found;
}

function ifGone(error: unknown): void {
  if (!(error instanceof Error) || error.name !== 'NoSuchEntityException') throw error;
}
