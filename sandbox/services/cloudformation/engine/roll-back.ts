import { setImports } from '../exports';
import type { Incarnation, ResourceRecord } from '../state';
import { deletionStep, keptBy, ownLeftover, replacedLeftover } from './deletion';
import { enter, failureReason } from './operation';
import { type Outcome, poll, update } from './provision';
import type { StackSession } from './stack-session';
import { AT_ONCE, type StepResult, WAIT } from './step';
import { wayBackRefusal } from './way-back-refusal';

/** CloudFormation's words for a resource that a continued rollback passes over. */
const SKIPPED = 'Resource skipped during UpdateRollback';

/** After a failed update: puts every resource back to what it was. What the update made goes in the clean-up. */
export function rollBack(session: StackSession): StepResult {
  const { operation, stack, work } = session;
  const records = [...session.resources.values()];
  if (!operation.begun) {
    operation.begun = true;
    operation.failed = { create: [], update: [], delete: [] };
    for (const record of records) putBack(session, record);
  } else {
    for (const record of records) {
      if (record.pending !== undefined) settle(session, record, poll(session, record));
    }
  }
  if ([...session.resources.values()].some(({ pending }) => pending !== undefined)) return WAIT;
  if (operation.failed.update.length > 0) {
    session.stackStatus('UPDATE_ROLLBACK_FAILED', failureReason(operation));
    return 'ended';
  }
  if (!operation.before) throw new Error(`the update of ${stack.id} has nothing to go back to`);
  stack.definition = operation.before.definition;
  setImports(work.db, stack, operation.before.imports);
  session.stackStatus('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
  enter(operation, 'backCleanup');
  return AT_ONCE;
}

function putBack(session: StackSession, record: ResourceRecord): void {
  const { touched, logicalId } = record;
  const isFailed = record.status === 'UPDATE_FAILED';
  if (touched?.how === 'created' || (!touched && !isFailed)) return;
  if (touched?.how === 'declared' && touched.before) {
    session.put({ ...record, declared: touched.before.declared, touched: undefined });
    return;
  }
  if (session.operation.retain.includes(logicalId)) {
    session.resourceStatus({ ...record, touched: undefined }, 'UPDATE_COMPLETE', SKIPPED);
    return;
  }
  session.resourceStatus(record, 'UPDATE_IN_PROGRESS');
  const before = touched?.before;
  if (!before) {
    session.resourceStatus(record, 'UPDATE_COMPLETE');
  } else if (touched.how === 'replaced') {
    session.operation.leftovers.push(replacedLeftover(record, record, undefined));
    settle(session, record, { done: before.now });
  } else {
    const failed = wayBackRefusal(record, before.now);
    const undone = () => update(session, record, before.now.properties, { undoes: true });
    settle(session, record, failed === undefined ? undone() : { failed });
  }
}

function settle(session: StackSession, record: ResourceRecord, outcome: Outcome<Incarnation>): void {
  const { before } = record.touched ?? {};
  if ('failed' in outcome) {
    record.pending = undefined;
    session.resourceStatus(record, 'UPDATE_FAILED', outcome.failed);
    session.operation.failed.update.push(record.logicalId);
  } else if ('pending' in outcome) {
    record.pending = outcome.pending.pending;
    record.now = { ...record.now, properties: before?.now.properties ?? record.now.properties };
    session.put(record);
  } else {
    record.now = { ...outcome.done, tags: before?.now.tags ?? outcome.done.tags };
    record.declared = before?.declared ?? record.declared;
    record.pending = undefined;
    record.touched = undefined;
    session.resourceStatus(record, 'UPDATE_COMPLETE');
  }
}

/** After that: removes what the failed update had made. */
export function rollBackCleanup(session: StackSession): StepResult {
  const { operation } = session;
  if (!operation.begun) {
    operation.begun = true;
    for (const record of session.resources.values()) {
      if (record.touched?.how !== 'created') continue;
      const keep = keptBy(record.declared.deletionPolicy, record, operation.retainExceptOnCreate);
      const undone = record.declared.deletionPolicy === 'Retain' ? keep : undefined;
      operation.leftovers.push(ownLeftover(record, undone));
    }
  }
  if (!deletionStep(session).done) return WAIT;
  for (const { logicalId, incarnation } of operation.leftovers) if (!incarnation) session.remove(logicalId);
  session.settleResources();
  session.stackStatus('UPDATE_ROLLBACK_COMPLETE');
  return 'ended';
}
