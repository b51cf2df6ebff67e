import type { StackEvent } from '@aws-sdk/client-cloudformation';
import type { AwsTarget } from './aws-target';

/**
 * Why the newest operation of a stack failed: the reason of the resource that failed first.
 *
 * @param stack name or ARN
 * @returns undefined where the stack's events can't be read (end users often may not) or name no failure
 */
export async function stackFailure(target: AwsTarget, stack: string): Promise<string | undefined> {
  const cloudFormation = await target.cloudFormation();
  const events: StackEvent[] = [];
  let token: string | undefined;
  try {
    do {
      const page = await cloudFormation.describeStackEvents({ StackName: stack, NextToken: token });
      events.push(...(page.StackEvents ?? []));
      token = page.NextToken;
    } while (token !== undefined && !events.some(beginsOperation));
  } catch (error) {
    if (error instanceof Error && '$fault' in error) return undefined;
    throw error;
  }
  return firstFailure(events);
}

/**
 * The first failure of a stack's newest operation, as `LogicalId (Type): reason`.
 *
 * @param events the newest first, as CloudFormation gives them
 */
export function firstFailure(events: readonly StackEvent[]): string | undefined {
  const beginning = events.findIndex(beginsOperation);
  const operation = beginning === -1 ? events : events.slice(0, beginning + 1);
  const failures = operation.filter(
    ({ ResourceStatus, ResourceStatusReason }) =>
      ResourceStatus?.endsWith('_FAILED') &&
      !/^Resource (creation|update|deletion) cancelled$/i.test(ResourceStatusReason ?? ''),
  );
  // A stack's own event only says which of its resources failed.
  const failure = failures.findLast((event) => !isStack(event)) ?? failures.at(-1);
  if (failure === undefined) return undefined;
  return `${failure.LogicalResourceId} (${failure.ResourceType}): ${failure.ResourceStatusReason ?? failure.ResourceStatus}`;
}

function beginsOperation(event: StackEvent): boolean {
  return isStack(event) && /^(CREATE|UPDATE|DELETE)_IN_PROGRESS$/.test(event.ResourceStatus ?? '');
}

function isStack({ PhysicalResourceId, StackId, ResourceType }: StackEvent): boolean {
  return ResourceType === 'AWS::CloudFormation::Stack' && PhysicalResourceId === StackId;
}
