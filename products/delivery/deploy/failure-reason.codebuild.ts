import type { StackEvent } from '@aws-sdk/client-cloudformation';
import type { AwsCall } from './aws-calls.codebuild';

/**
 * Why the newest update of a stack failed: what became of the resource that failed first, in AWS's words. Service Catalog
 * only says which failed.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html
 */
export async function failureReason(call: AwsCall, stackId: string): Promise<string | undefined> {
  const { StackEvents: newestFirst = [] } = await call('DescribeStackEvents', { StackName: stackId });
  const begun = newestFirst.findIndex(
    ({ PhysicalResourceId, ResourceStatus }) =>
      PhysicalResourceId === stackId && ResourceStatus === 'UPDATE_IN_PROGRESS',
  );
  const failed = newestFirst.slice(0, begun < 0 ? undefined : begun).findLast(isFailure);
  return failed && `${failed.LogicalResourceId}: ${failed.ResourceStatusReason}`;
}

function isFailure({ ResourceStatus, ResourceStatusReason }: StackEvent): boolean {
  return ResourceStatus?.endsWith('_FAILED') === true && ResourceStatusReason?.includes('cancelled') !== true;
}
