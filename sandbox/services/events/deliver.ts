import { randomUUID } from 'node:crypto';
import type { Target } from '@aws-sdk/client-eventbridge';
import { decide, trusts } from '../../../catalog/permissions';
import type { Json } from '../../../catalog/template';
import type { Work } from '../../kernel/work';
import { boundaryPolicy, findRole, rolePolicies } from '../iam';
import { beginExecution, findMachine } from '../states';
import { readPattern } from './pattern';
import { DEFAULT_BUS, findRule, type RuleRecord, type RuleScope, rules } from './state';

/** The kind of job that takes an event to a rule's target. */
export const DELIVERY_JOB = 'events/delivery';

/** An event before it is on a bus. */
export interface NewEvent {
  readonly source: string;
  readonly detailType: string;
  readonly detail: Json;
  /** ARNs. */
  readonly resources: readonly string[];
  /** @default - now */
  readonly time?: Date;
}

/** An event as rules and targets see it: https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html */
export interface EventOnBus {
  readonly [field: string]: Json;
  readonly id: string;
}

/** Payload of that job. */
interface Delivery extends RuleScope {
  readonly bus: string;
  readonly rule: string;
  readonly target: string;
  readonly event: EventOnBus;
}

/** Whether the sandbox brings events to a target: to state machines. Events for others go nowhere. */
export function isDelivered({ Arn = '' }: Target): boolean {
  return /^arn:aws:states:[^:]+:\d{12}:stateMachine:/.test(Arn);
}

/**
 * Puts an event on a bus, as part of the transaction under way: every rule that it matches gets it.
 *
 * @returns the event's id.
 */
export function publish(work: Work, { accountId, region }: RuleScope, event: NewEvent, bus = DEFAULT_BUS): string {
  const onBus = eventOnBus({ accountId, region }, event, work.now);
  for (const { value: rule } of work.db.list(rules, [accountId, region, bus])) {
    if (!rule.enabled || rule.pattern === undefined || !rule.targets.some(isDelivered)) continue;
    if (readPattern(rule.pattern)(onBus)) enqueueDeliveries(rule, onBus, work);
  }
  return onBus.id;
}

/** An event with all that a bus adds to it. */
export function eventOnBus({ accountId, region }: RuleScope, event: NewEvent, now: Date): EventOnBus {
  const { source, detailType, detail, resources, time = now } = event;
  return {
    ...{ version: '0', id: randomUUID(), 'detail-type': detailType, source, account: accountId },
    ...{ time: `${time.toISOString().slice(0, 19)}Z`, region, resources: [...resources], detail },
  };
}

/** Takes an event to the targets of a rule, as jobs of the transaction under way. */
export function enqueueDeliveries(
  { accountId, region, bus, name, targets }: RuleRecord,
  event: EventOnBus,
  work: Work,
): void {
  for (const { Id: target = '' } of targets.filter(isDelivered)) {
    const delivery: Delivery = { accountId, region, bus, rule: name, target, event };
    work.parts.jobs.enqueue(DELIVERY_JOB, delivery);
  }
}

/**
 * Starts the state machine that a rule's target is, as the target's role. What EventBridge may not start it doesn't: the
 * event is lost, as it is there once its retries are over.
 */
export function deliver({ accountId, region, bus, rule, target: id, event }: Delivery, work: Work): undefined {
  const scope = { accountId, region };
  const target = findRule(work.db, scope, bus, rule)?.targets.find((each) => each.Id === id);
  const machine = target?.Arn === undefined ? undefined : findMachine(work.db, scope, target.Arn);
  if (!target || !machine || !mayStart(target, machine.arn, scope, work)) return undefined;
  beginExecution(machine, `${event.id}_${randomUUID()}`, target.Input ?? JSON.stringify(event), work);
  return undefined;
}

function mayStart({ RoleArn = '' }: Target, machineArn: string, { accountId }: RuleScope, { db }: Work): boolean {
  const role = findRole(db, accountId, RoleArn.split('/').at(-1) ?? '');
  const context = { 'aws:SourceAccount': accountId };
  if (role?.arn !== RoleArn || !trusts(role.trustPolicy, { service: 'events.amazonaws.com', context })) return false;
  const request = { action: 'states:StartExecution', resource: machineArn };
  return decide(rolePolicies(db, role), request, boundaryPolicy(db, role)) === 'allowed';
}
