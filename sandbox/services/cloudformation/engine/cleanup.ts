import { deletionStep, keptBy, ownLeftover, replacedLeftover, undeleted } from './deletion';
import { planOf } from './plan';
import type { StackSession } from './stack-session';
import { type StepResult, WAIT } from './step';

/** After an update: removes the resources that the template no longer has and those that were replaced. */
export function cleanup(session: StackSession): StepResult {
  const { operation } = session;
  if (!operation.begun) begin(session);
  if (!deletionStep(session).done) return WAIT;
  const failures = undeleted(session);
  for (const { logicalId, incarnation } of operation.leftovers) if (!incarnation) session.remove(logicalId);
  session.settleResources();
  const reason = failures.length > 0 ? 'Update successful. One or more resources could not be deleted.' : undefined;
  session.stackStatus('UPDATE_COMPLETE', reason);
  return 'ended';
}

function begin(session: StackSession): void {
  const { operation, resources } = session;
  const { dependencies } = planOf(session);
  operation.begun = true;
  for (const record of resources.values()) {
    const { logicalId, declared, touched, type } = record;
    if (!dependencies.has(logicalId)) {
      operation.leftovers.push(ownLeftover(record, keptBy(declared.deletionPolicy, record, false)));
    } else if (touched?.how === 'replaced' && touched.before) {
      const { now } = touched.before;
      const keep = keptBy(declared.updateReplacePolicy ?? 'Delete', { type, now }, false);
      operation.leftovers.push(replacedLeftover(record, touched.before, keep));
    }
  }
}
