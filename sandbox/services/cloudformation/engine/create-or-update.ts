import { type Evaluator, evaluator, TemplateError } from '../../../../catalog/template';
import type { Incarnation, ResourceRecord } from '../state';
import { stackContext } from './evaluation';
import { fail, succeed } from './finish';
import { type Plan, planOf } from './plan';
import { precheck } from './precheck';
import { cancel, failed, verbOf } from './progress';
import { create, type Outcome, poll, update } from './provision';
import { decisionOf, type ResourceDecision } from './resource-decision';
import { sameUpToAbsence } from './same-up-to-absence';
import type { StackSession } from './stack-session';
import { AT_ONCE, type StepResult, WAIT } from './step';

/**
 * One step of making or changing a stack's resources: those under way are asked again, and all whose dependencies are
 * done begin. A failure ends the wave: what began with it and isn't done is cancelled.
 */
export function createOrUpdate(session: StackSession): StepResult {
  const { operation } = session;
  let plan: Plan;
  try {
    plan = planOf(session);
  } catch (error) {
    if (error instanceof TemplateError) return fail(session, error.message);
    throw error;
  }
  if (!operation.begun) {
    const judged = precheck(session, plan);
    if (judged) return { againMs: 0, until: judged };
  }
  const stopped = operation.cancelled ? 'User initiated cancellation' : timeout(session);
  if (stopped !== undefined) return fail(session, stopped);
  for (const record of underWay(session)) conclude(session, record, poll(session, record));
  if (!hasFailed(session)) runWave(session, plan);
  if (hasFailed(session)) return fail(session);
  if (operation.done.length === plan.order.length) return succeed(session, plan);
  return ready(session, plan).length > 0 ? AT_ONCE : WAIT;
}

function hasFailed({ operation: { failed } }: StackSession): boolean {
  return failed.create.length + failed.update.length > 0;
}

function timeout({ stack, operation, work }: StackSession): string | undefined {
  if (stack.timeoutInMinutes === undefined || operation.kind !== 'create') return undefined;
  const limit = operation.started.getTime() + stack.timeoutInMinutes * 60_000;
  return work.now.getTime() > limit ? 'Stack creation time exceeded the specified timeout' : undefined;
}

function underWay({ resources }: StackSession): ResourceRecord[] {
  return [...resources.values()].filter(({ pending }) => pending !== undefined);
}

/** Logical ids whose dependencies are done and that haven't begun. */
function ready({ operation, resources }: StackSession, { order, dependencies }: Plan): string[] {
  const done = new Set(operation.done);
  return order.filter((id) => {
    if (done.has(id) || resources.get(id)?.pending !== undefined) return false;
    return [...(dependencies.get(id) ?? [])].every((needed) => done.has(needed));
  });
}

/** Begins the whole wave, then works it off one by one. */
function runWave(session: StackSession, plan: Plan): void {
  const evaluate: Evaluator = evaluator(plan.template, stackContext(plan.of, session.work, session.resources));
  const wave = ready(session, plan).map((id) => decisionOf(session, plan, evaluate, id));
  for (const decision of wave) announce(session, decision);
  for (const decision of wave) {
    if (decision.kind === 'unchanged') continue;
    if (hasFailed(session)) cancel(session, decision.record);
    else if (decision.refused !== undefined) failed(session, decision.record, decision.refused);
    else take(session, decision);
  }
}

const NEW_PHYSICAL = 'Requested update requires the creation of a new physical resource; hence creating one.';

function announce(session: StackSession, decision: ResourceDecision): void {
  const { record, kind, declared } = decision;
  if (kind === 'unchanged') {
    const { now, declared: before } = record;
    session.operation.done.push(record.logicalId);
    if (sameUpToAbsence(before, declared)) return;
    session.put({ ...record, declared, touched: { how: 'declared', before: { now, declared: before } } });
  } else if (kind === 'create') {
    session.resourceStatus(record, 'CREATE_IN_PROGRESS');
  } else {
    session.resourceStatus(record, 'UPDATE_IN_PROGRESS', kind === 'replace' ? NEW_PHYSICAL : undefined);
  }
}

function take(session: StackSession, decision: Exclude<ResourceDecision, { kind: 'unchanged' }>): void {
  const { record, resource, declared, kind } = decision;
  const { logicalId, now, declared: before } = record;
  const outcome =
    kind === 'update' ? update(session, record, resource.properties) : create(session, logicalId, resource);
  if ('failed' in outcome) {
    failed(session, record, outcome.failed);
    return;
  }
  record.declared = declared;
  if (kind === 'create') {
    record.touched = { how: 'created' };
  } else {
    record.touched = { how: kind === 'update' ? 'updated' : 'replaced', before: { now, declared: before } };
    const kept = kind === 'update' ? now : { attributes: {}, tags: now.tags };
    record.now = { ...kept, properties: resource.properties };
  }
  conclude(session, record, outcome);
}

/** Keeps what came of a resource: made or changed, still under way, or failed. */
function conclude(session: StackSession, record: ResourceRecord, outcome: Outcome<Incarnation>): void {
  const verb = verbOf(record);
  const isNew = record.touched?.how !== 'updated';
  if ('failed' in outcome) {
    failed(session, record, outcome.failed);
  } else if ('pending' in outcome) {
    const { pending, physicalId } = outcome.pending;
    const isFirst = record.pending === undefined;
    record.pending = pending;
    if (physicalId !== undefined) record.now = { ...record.now, physicalId };
    if (isFirst && isNew) session.resourceStatus(record, `${verb}_IN_PROGRESS`, 'Resource creation Initiated');
    session.put(record);
  } else {
    if (record.pending === undefined && isNew) {
      record.now = outcome.done;
      session.resourceStatus(record, `${verb}_IN_PROGRESS`, 'Resource creation Initiated');
    }
    record.now = outcome.done;
    record.pending = undefined;
    session.resourceStatus(record, `${verb}_COMPLETE`);
    session.operation.done.push(record.logicalId);
  }
}
