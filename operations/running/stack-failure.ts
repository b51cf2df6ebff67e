import type { StackEvent } from '@aws-sdk/client-cloudformation';
import { LAUNCHED_PRODUCT } from '../../catalog/template/launched-product';
import { unlessRefused } from '../aws/aws-error';
import type { AwsTarget } from '../aws/aws-target';
import { deletedStack, nestedStackName } from './nested-product';
import { beginsOperation, failureText, isFailure, isOfStack } from './stack-event';
import type { EndedRecord } from './wait-for-record';

/**
 * Reason why the newest operation of a stack failed: that of the resource that failed first. Where that is a product which
 * the stack launched, the reason is looked for in that product's stack, even if it is gone by now.
 *
 * @param stack name or ARN
 * @returns undefined where the stack's events can't be read (end users often may not) or name no failure
 */
export async function stackFailure(target: AwsTarget, stack: string): Promise<string | undefined> {
  const events = await unlessRefused(() => eventsBackTo(target, stack, beginsOperation));
  return events && explain(target, newestOperation(events));
}

/**
 * The first failure of a stack's newest operation, as `LogicalId (Type): reason`.
 *
 * @param events the newest first, as CloudFormation gives them
 */
export function firstFailure(events: readonly StackEvent[]): string | undefined {
  const failure = rootFailure(newestOperation(events));
  return failure && failureText(failure);
}

/** Reasons why a record failed, as one text: that of the stack, where the caller may read it, and those of the record. */
export async function failureReasons(
  target: AwsTarget,
  stack: string | undefined,
  { errors }: Pick<EndedRecord, 'errors'>,
): Promise<string> {
  const reason = stack === undefined ? undefined : await stackFailure(target, stack);
  return [reason, ...errors].filter((text) => text !== undefined).join(' ') || 'AWS gives no reason.';
}

async function explain(target: AwsTarget, events: readonly StackEvent[]): Promise<string | undefined> {
  const failure = rootFailure(events);
  if (failure === undefined) return undefined;
  const { LogicalResourceId, PhysicalResourceId, ResourceType, StackId = '' } = failure;
  if (ResourceType !== LAUNCHED_PRODUCT || !PhysicalResourceId) return failureText(failure);
  const name = nestedStackName(StackId, PhysicalResourceId);
  const since = events.at(-1)?.Timestamp ?? new Date(0);
  const nested =
    (await unlessRefused(() => eventsSince(target, name, since))) ??
    (await unlessRefused(async () => eventsSince(target, (await deletedStack(target, name)) ?? name, since)));
  const reason = nested && (await explain(target, nested));
  return reason === undefined ? failureText(failure) : `${LogicalResourceId}: ${reason}`;
}

/** Events of a stack from a moment on: its part in the operation that began then. */
async function eventsSince(target: AwsTarget, stack: string, since: Date): Promise<StackEvent[]> {
  const isOlder = ({ Timestamp }: StackEvent) => Timestamp !== undefined && Timestamp < since;
  const events = await eventsBackTo(target, stack, isOlder);
  return events.filter((event) => !isOlder(event));
}

/** Events of a stack, the newest first, at least as far back as one that a test holds for. */
async function eventsBackTo(
  target: AwsTarget,
  stack: string,
  isFarEnough: (event: StackEvent) => boolean,
): Promise<StackEvent[]> {
  const cloudFormation = await target.cloudFormation();
  const events: StackEvent[] = [];
  let token: string | undefined;
  do {
    const page = await cloudFormation.describeStackEvents({ StackName: stack, NextToken: token });
    events.push(...(page.StackEvents ?? []));
    token = page.NextToken;
  } while (token !== undefined && !events.some(isFarEnough));
  return events;
}

function newestOperation(events: readonly StackEvent[]): readonly StackEvent[] {
  const beginning = events.findIndex(beginsOperation);
  return beginning === -1 ? events : events.slice(0, beginning + 1);
}

/** The failure that came first, but for those that were cancelled for another. */
function rootFailure(events: readonly StackEvent[]): StackEvent | undefined {
  const failures = events.filter(isFailure);
  // A stack's own event only says which of its resources failed.
  return failures.findLast((event) => !isOfStack(event)) ?? failures.at(-1);
}
