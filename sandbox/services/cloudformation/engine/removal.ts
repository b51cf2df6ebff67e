import { removeChangeSets } from '../change-sets/state';
import { outputsProblem, setImports, setOutputs } from '../exports';
import { deletionStep, keptBy, ownLeftover, undeleted } from './deletion';
import { failureReason } from './operation';
import type { StackSession } from './stack-session';
import { type StepResult, WAIT } from './step';

/**
 * After a failed creation: removes what it had made, with the stack itself where the failure was to delete it. What
 * policies retain stays, unless the request said `RetainExceptOnCreate`.
 */
export function undo(session: StackSession): StepResult {
  const { operation, stack } = session;
  if (!operation.begun) {
    leaveBehind(session, true);
    setImports(session.work.db, stack, []);
  }
  if (!deletionStep(session).done) return WAIT;
  const stem = operation.onFailure === 'DELETE' ? 'DELETE' : 'ROLLBACK';
  return end(session, stem);
}

/** Deletes a stack: nothing happens to one whose exports somebody reads. */
export function remove(session: StackSession): StepResult {
  const { operation, stack, work } = session;
  if (!operation.begun) {
    const problem = outputsProblem(work.db, stack, []);
    if (problem !== undefined) {
      // The stack goes on as it was: https://github.com/aws/aws-cdk/issues/604
      session.stackStatus(operation.statusBefore ?? 'DELETE_FAILED', problem);
      return 'ended';
    }
    leaveBehind(session, false);
  }
  if (!deletionStep(session).done) return WAIT;
  return end(session, 'DELETE');
}

function leaveBehind(session: StackSession, undoes: boolean): void {
  const { operation, resources } = session;
  operation.begun = true;
  const spares = undoes && operation.retainExceptOnCreate;
  const own = [...resources.values()]
    .filter(({ status }) => status !== 'DELETE_COMPLETE' && status !== 'DELETE_SKIPPED')
    .map((record) => {
      const kept = keptBy(record.declared.deletionPolicy, record, undoes);
      const isAsked = operation.retain.includes(record.logicalId);
      return ownLeftover(record, isAsked ? 'Retain' : spares ? undefined : kept);
    });
  operation.leftovers.push(...own);
  for (const record of resources.values())
    if (record.pending !== undefined) session.put({ ...record, pending: undefined });
}

function end(session: StackSession, stem: 'DELETE' | 'ROLLBACK'): StepResult {
  const { operation, stack, work } = session;
  operation.failed.delete = undeleted(session);
  session.settleResources();
  if (operation.failed.delete.length > 0) {
    operation.failed = { create: [], update: [], delete: operation.failed.delete };
    session.stackStatus(`${stem}_FAILED`, failureReason(operation));
    return 'ended';
  }
  setOutputs(work.db, stack, []);
  setImports(work.db, stack, []);
  if (stem === 'DELETE') removeChangeSets(work.db, stack.uuid);
  session.stackStatus(`${stem}_COMPLETE`);
  return 'ended';
}
