import type { Continue } from '../../../kernel/jobs';
import type { Work } from '../../../kernel/work';
import { concludeExecution } from '../change-sets/execute';
import { stacks } from '../state';
import { back, backCleanup } from './back';
import { cleanup } from './cleanup';
import { forward } from './forward';
import { operations, type Phase } from './operation';
import { dropPlan } from './plan';
import { remove, undo } from './removal';
import { StackSession } from './session';
import type { StackJob } from './start';
import type { StepResult } from './step';

const STEPS: Readonly<Record<Phase, (session: StackSession) => StepResult>> = {
  forward,
  cleanup,
  back,
  backCleanup,
  undo,
  remove,
};

/** One step of a stack operation. Whoever follows stacks hears of its end in the same transaction. */
export function runStep(job: StackJob, work: Work): Continue<StackJob> | undefined {
  const { accountId, region, uuid } = job;
  const stack = work.db.get(stacks, [accountId, region, uuid]);
  const operation = work.db.get(operations, [uuid]);
  if (!stack || operation?.id !== job.operation) return undefined;
  const session = new StackSession(work, stack, operation);
  const result = STEPS[operation.phase](session);
  session.save();
  if (result !== 'ended') {
    const { stackStepMs = 0 } = work.parts.faults.current;
    return { payload: job, afterMs: Math.max(result.againMs, stackStepMs) };
  }
  dropPlan(operation.id);
  concludeExecution(stack, work);
  const { id: stackId, status } = stack;
  const reason = stack.statusReason ?? operation.failure;
  for (const listen of work.parts.stackListeners) listen({ accountId, region, stackId, status, reason }, work);
  return undefined;
}
