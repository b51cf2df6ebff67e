import type { StackEvent } from '@aws-sdk/client-cloudformation';
import type { RecordDetail } from '@aws-sdk/client-service-catalog';
import { LAUNCHED_PRODUCT } from '../../catalog/template/launched-product';
import { isAccessDenied, isAwsError, unlessRefused } from '../aws/aws-error';
import { provisionedProductById } from '../aws/provisioned-product';
import type { OperationContext } from '../context';
import { FollowedStack } from './followed-stack';
import { nestedStackName } from './nested-product';
import { failureText, isFailure, isOfStack } from './stack-event';

/** Expectation of what a record does in its stack. */
export interface ExpectedResources {
  /** ARN of the stack. @default - that of the provisioned product, while there is one */
  readonly stack?: string | undefined;
  /** Numbers of resources that an update changes, of each tier by its logical id, its own by undefined. @default - nobody knows */
  readonly changes?: ReadonlyMap<string | undefined, number>;
}

/** Tier that is followed, and whether its resource in the environment's stack is under way. */
interface Tier {
  readonly followed: FollowedStack;
  isUnderWay: boolean;
}

/**
 * Follower of the stack that a record changes, and of the stacks of the tiers that it launches: at each call it emits their
 * new events in the order of time, a tier's before its end, each once, how many of the expected resources are done, and the
 * first failure. A look costs a call, and one more for each tier that is under way. It goes quiet where the caller may not read
 * the stack, as end users often may not.
 */
export function followStacks(
  { target, events }: Pick<OperationContext, 'target' | 'events'>,
  { stack: known, changes }: ExpectedResources,
): (record: RecordDetail) => Promise<void> {
  const tiers = new Map<string, Tier>();
  let own: FollowedStack | undefined;
  let hasFailed = false;
  let isClosed = false;

  async function look(record: RecordDetail): Promise<void> {
    const { CreatedTime: since = new Date(0) } = record;
    own ??= await ownStack(record);
    if (!own) return;
    const ofOwn = await own.newEvents(since);
    const ofTiers = new Map<FollowedStack, readonly StackEvent[]>();
    for (const { followed, isUnderWay } of tiersToLookAt(ofOwn)) {
      const found =
        (await unlessRefused(() => followed.newEvents(since))) ??
        // Its stack isn't there yet, or is gone.
        (isUnderWay ? undefined : await unlessRefused(() => followed.newEventsOfDeleted(since)));
      ofTiers.set(followed, found ?? []);
    }
    const looked = [...ofTiers].flatMap(([followed, found]) =>
      found.map((event) => ({ followed, event, at: timeOf(event) })),
    );
    let at = 0;
    for (const event of ofOwn) {
      // A tier's end is the last that is told of it, whatever two stacks' clocks say.
      const { followed } = tiers.get(event.PhysicalResourceId ?? '') ?? {};
      const inside = (followed && !isUnderWayBy(event) && ofTiers.get(followed)) || [];
      at = Math.max(at, timeOf(event), ...inside.map(timeOf));
      looked.push({ followed: own, event, at });
    }
    looked.sort((one, other) => one.at - other.at);
    for (const { followed, event } of looked) await tell(record, followed, event);
  }

  async function ownStack({ ProvisionedProductId: id = '' }: RecordDetail): Promise<FollowedStack | undefined> {
    const stack = known ?? (await provisionedProductById(await target.serviceCatalog(), id))?.PhysicalId;
    return stack === undefined ? undefined : new FollowedStack(target, stack, { changes: changes?.get(undefined) });
  }

  /** Tiers that are under way, or were until now. */
  function tiersToLookAt(ofOwn: readonly StackEvent[]): Tier[] {
    const before = [...tiers.values()].filter(({ isUnderWay }) => isUnderWay);
    for (const event of ofOwn) {
      const { ResourceType, PhysicalResourceId: id, LogicalResourceId: tier = '', StackId = '' } = event;
      if (ResourceType !== LAUNCHED_PRODUCT || !id) continue;
      const place = { tier, changes: changes?.get(tier) };
      const entry = tiers.get(id) ?? {
        followed: new FollowedStack(target, nestedStackName(StackId, id), place),
        isUnderWay: true,
      };
      tiers.set(id, entry);
      entry.isUnderWay = isUnderWayBy(event);
      before.push(entry);
    }
    return [...new Set(before)];
  }

  async function tell(record: RecordDetail, followed: FollowedStack, event: StackEvent): Promise<void> {
    const { ProvisionedProductName: subject = '' } = record;
    const { EventId: eventId = '', LogicalResourceId: logicalId = '', StackId: stack = '' } = event;
    const { ResourceType: resourceType = '', ResourceStatus: status = '', ResourceStatusReason: reason } = event;
    const place = followed.tier === undefined ? {} : { tier: followed.tier };
    events.emit({
      ...{ type: 'resource', subject, ...place, stack, eventId, logicalId, resourceType, status },
      ...(reason !== undefined && { reason }),
    });
    const count = await followed.countWith(event);
    if (count) events.emit({ type: 'count', subject, ...place, ...count });
    if (hasFailed || !failsRecord(record, event)) return;
    hasFailed = true;
    events.emit({ type: 'failure', subject, text: [followed.tier, failureText(event)].filter(Boolean).join(': ') });
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

/** Whether an event is a failure that ends what the record stands for: what an update can't clean up after itself doesn't. */
function failsRecord({ RecordType }: RecordDetail, event: StackEvent): boolean {
  if (!isFailure(event) || isOfStack(event)) return false;
  return event.ResourceStatus !== 'DELETE_FAILED' || RecordType === 'TERMINATE_PROVISIONED_PRODUCT';
}

function isUnderWayBy({ ResourceStatus }: StackEvent): boolean {
  return ResourceStatus?.endsWith('_IN_PROGRESS') ?? false;
}

function timeOf({ Timestamp }: StackEvent): number {
  return Timestamp?.getTime() ?? 0;
}
