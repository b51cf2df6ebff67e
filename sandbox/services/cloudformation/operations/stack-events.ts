import type * as model from '@aws-sdk/client-cloudformation';
import type { DescribeEventsInput, ResourceStatus } from '@aws-sdk/client-cloudformation';
import type { Call } from '../../../kernel/call';
import type { Operations } from '../../../kernel/operations';
import { pageOfRows } from '../../../kernel/page';
import { pageRequest } from '../page-request';
import { events, type StackRecord } from '../state';
import { stackNamed } from './stack-input';

/** Operations that show the events of stacks. */
export const stackEventOperations = {
  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackEvents.html */
  DescribeStackEvents(input, call) {
    const stack = stackNamed(input.StackName, call);
    const { items, next } = listing(stack, input, call);
    const shown = items.map(({ value: event }) => ({
      StackId: stack.id,
      EventId: event.id,
      StackName: stack.name,
      LogicalResourceId: event.logicalId,
      PhysicalResourceId: event.physicalId,
      ResourceType: event.type,
      Timestamp: event.at,
      ResourceStatus: event.status as ResourceStatus,
      ResourceStatusReason: event.reason,
      ResourceProperties: event.properties,
      ClientRequestToken: event.token,
    }));
    return { StackEvents: shown, NextToken: next };
  },

  /**
   * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeEvents.html
   *
   * The sandbox validates nothing ahead of a change set's execution, so that no change set has events of its own.
   */
  DescribeEvents(input, call) {
    if (input.ChangeSetName !== undefined) return { OperationEvents: [] };
    const stack = stackNamed(input.StackName, call);
    const { items, next } = listing(stack, input, call);
    const all = items.map(({ value }) => value);
    const wanted = input.Filters?.FailedEvents ? all.filter(({ status }) => status.endsWith('_FAILED')) : all;
    const shown = wanted.map((event) => ({
      EventId: event.id,
      StackId: stack.id,
      EventType: 'STACK_EVENT' as const,
      LogicalResourceId: event.logicalId,
      PhysicalResourceId: event.physicalId,
      ResourceType: event.type,
      Timestamp: event.at,
      ResourceStatus: event.status as ResourceStatus,
      ResourceStatusReason: event.reason,
      ResourceProperties: event.properties,
      ClientRequestToken: event.token,
    }));
    return { OperationEvents: shown, NextToken: next };
  },
} satisfies Operations<typeof model>;

/** A page of a stack's events, newest first. */
function listing({ uuid }: StackRecord, { NextToken }: DescribeEventsInput, { db }: Call) {
  return pageOfRows(db, events, [uuid], { ...pageRequest({ NextToken }, `events ${uuid}`), reverse: true });
}
