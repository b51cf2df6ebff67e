import type { StackEvent } from '@aws-sdk/client-cloudformation';

/** Whether an event is of the stack itself. */
export function isOfStack({ PhysicalResourceId, StackId, ResourceType }: StackEvent): boolean {
  return ResourceType === 'AWS::CloudFormation::Stack' && PhysicalResourceId === StackId;
}

/** Whether a stack's operation begins with an event. */
export function beginsOperation(event: StackEvent): boolean {
  return isOfStack(event) && /^(CREATE|UPDATE|DELETE)_IN_PROGRESS$/.test(event.ResourceStatus ?? '');
}

/** Whether an event tells of a failure, and not of what was cancelled for another's. */
export function isFailure({ ResourceStatus, ResourceStatusReason }: StackEvent): boolean {
  const isCancelled = /^Resource (creation|update|deletion) cancelled$/i.test(ResourceStatusReason ?? '');
  return ResourceStatus?.endsWith('_FAILED') === true && !isCancelled;
}

/** Failure as `LogicalId (Type): reason`. */
export function failureText(event: StackEvent): string {
  const { LogicalResourceId, ResourceType, ResourceStatus, ResourceStatusReason } = event;
  return `${LogicalResourceId} (${ResourceType}): ${ResourceStatusReason ?? ResourceStatus}`;
}
