import type { DescribeChangeSetInput, DescribeStacksInput } from '@aws-sdk/client-cloudformation';
import type { Call } from '../../../kernel/call';
import { findChangeSet } from '../change-sets/state';
import { stackWithId } from './stack-input';

/** Whether a job is about to change what is described: for one stack, and for a change set. */
export const underWay = {
  DescribeStacks: ({ StackName }: DescribeStacksInput, call: Call) =>
    StackName !== undefined && isChanging(stackWithId(StackName, call).status),
  DescribeChangeSet: ({ ChangeSetName, StackName }: DescribeChangeSetInput, call: Call) =>
    isChanging(findChangeSet(call.db, call, ChangeSetName ?? '', StackName).status),
};

/** A stack in review waits for its change set to be executed, which no job does. */
function isChanging(status: string): boolean {
  return /_(IN_PROGRESS|PENDING)$/.test(status) && status !== 'REVIEW_IN_PROGRESS';
}
