import type { Continue } from '../../../kernel/jobs';
import type { Work } from '../../../kernel/work';
import { concludeExecution } from '../change-sets/execute-change-set';
import { stacks } from '../state';
import { cleanup } from './cleanup';
import { createOrUpdate } from './create-or-update';
import { fail } from './finish';
import { operations, type Phase } from './operation';
import { dropPlan } from './plan';
import { remove, undo } from './removal';
import { rollBack, rollBackCleanup } from './roll-back';
import { StackSession } from './stack-session';
import type { StackJob } from './start-operation';
import type { StepResult } from './step';

const STEPS: Readonly<Record<Phase, (session: StackSession) => StepResult>> = {
  forward: createOrUpdate,
  cleanup,
  back: rollBack,
  backCleanup: rollBackCleanup,
  undo,
  remove,
};

/** One step of a stack operation. Whoever follows stacks hears of its end in the same transaction. */
export function stepStack({ unjudged, ...job }: StackJob, work: Work): Continue<StackJob> | undefined {
  const { accountId, region, uuid } = job;
  const stack = work.db.get(stacks, [accountId, region, uuid]);
  const operation = work.db.get(operations, [uuid]);
  if (!stack || operation?.id !== job.operation) return undefined;
  const session = new StackSession(work, stack, operation);
  const result = unjudged === undefined ? STEPS[operation.phase](session) : fail(session, unjudged);
  session.save();
  if (result !== 'ended') {
    const { stackStepMs = 0 } = work.parts.faults.current;
    const { againMs, until } = result;
    const otherwise = (reason: string) => ({ ...job, unjudged: reason });
    return { payload: job, afterMs: Math.max(againMs, stackStepMs), until, otherwise };
  }
  dropPlan(operation.id);
  concludeExecution(stack, work);
  const { id: stackId, status } = stack;
  const reason = stack.statusReason ?? operation.failure;
  for (const listen of work.parts.stackListeners) listen({ accountId, region, stackId, status, reason }, work);
  return undefined;
}
