import type { StackEvent } from '@aws-sdk/client-cloudformation';
import type { RecordDetail } from '@aws-sdk/client-service-catalog';
import type { OperationContext } from '../context';
import { isAccessDenied, isAwsError } from './aws-error';
import { provisionedProductById } from './provisioned-product';

/** Expectation of what a record does in its stack. */
export interface ExpectedResources {
  /** ARN of the stack. @default - that of the provisioned product, while there is one */
  readonly stack?: string | undefined;
  /** Resources that the stack will have, by its template and its answers. @default - nobody knows, and none are counted */
  readonly resources?: number | undefined;
}

/**
 * Follower of the stack that a record changes: at each call it emits the stack's new events, the oldest first and each once,
 * and how many of the expected resources are done. It goes quiet where the caller may not read the stack, as end users often
 * may not.
 */
export function followStack(
  { target, events }: Pick<OperationContext, 'target' | 'events'>,
  { stack: known, resources }: ExpectedResources,
): (record: RecordDetail) => Promise<void> {
  const seen = new Set<string>();
  const done = new Set<string>();
  let stack = known;
  let isClosed = false;
  let isRollingBack = false;

  async function look(record: RecordDetail): Promise<void> {
    const { ProvisionedProductId: id = '', ProvisionedProductName: subject = '', CreatedTime: since } = record;
    stack ??= (await provisionedProductById(await target.serviceCatalog(), id))?.PhysicalId;
    if (stack === undefined) return;
    const ending =
      record.RecordType === 'TERMINATE_PROVISIONED_PRODUCT' ? /^DELETE_COMPLETE$/ : /^(CREATE|UPDATE)_COMPLETE$/;
    const before = done.size;
    for (const event of await newEvents(stack, since)) {
      const { EventId: eventId = '', LogicalResourceId: logicalId = '', ResourceStatus: status = '' } = event;
      seen.add(eventId);
      const { ResourceType: resourceType = '', ResourceStatusReason: reason } = event;
      events.emit({
        ...{ type: 'resource', subject, stack, eventId, logicalId, resourceType, status },
        ...(reason !== undefined && { reason }),
      });
      if (event.PhysicalResourceId === event.StackId) isRollingBack ||= status.includes('ROLLBACK');
      else if (ending.test(status)) done.add(logicalId);
    }
    // What a rollback has taken back isn't done any more, and what it will leave isn't known.
    if (resources === undefined || isRollingBack || done.size === before) return;
    events.emit({ type: 'count', subject, done: done.size, of: resources });
  }

  /** Events since the record began that weren't seen before, the oldest first. */
  async function newEvents(StackName: string, since = new Date(0)): Promise<StackEvent[]> {
    const cloudFormation = await target.cloudFormation();
    const found: StackEvent[] = [];
    const isKnown = ({ EventId = '', Timestamp = since }: StackEvent) => seen.has(EventId) || Timestamp < since;
    let token: string | undefined;
    do {
      const page = await cloudFormation.describeStackEvents({ StackName, NextToken: token });
      const events = page.StackEvents ?? [];
      const known = events.findIndex(isKnown);
      found.push(...(known === -1 ? events : events.slice(0, known)));
      token = known === -1 ? page.NextToken : undefined;
    } while (token !== undefined);
    return found.reverse();
  }

  return async (record) => {
    if (isClosed) return;
    try {
      await look(record);
    } catch (error) {
      if (!isAwsError(error)) throw error;
      isClosed = isAccessDenied(error);
    }
  };
}
