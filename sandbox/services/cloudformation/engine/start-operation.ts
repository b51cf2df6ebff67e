import { randomUUID } from 'node:crypto';
import type { Work } from '../../../kernel/work';
import type { StackRecord } from '../state';
import { replacedLeftover } from './deletion';
import { type ActingRole, newOperation, type OperationRecord, operations } from './operation';
import { StackSession } from './stack-session';

/** The kind of job that takes a stack operation's steps. */
export const STACK_JOB = 'cloudformation/stack';

/** Payload of that job: everything else stands in the stack's rows. */
export interface StackJob {
  readonly accountId: string;
  readonly region: string;
  readonly uuid: string;
  /** Id of the operation that the job belongs to. */
  readonly operation: string;
  /** Reason for which the resources couldn't be judged: the operation fails with it. */
  readonly unjudged?: string;
}

/** Puts a stack under a new operation, with the status that says so. An operation under way is overtaken. */
export function startOperation(
  work: Work,
  stack: StackRecord,
  fields: Pick<OperationRecord, 'kind' | 'phase'> & Partial<OperationRecord>,
  status: string,
  reason?: string,
): void {
  const operation = newOperation({ id: randomUUID(), started: work.now, ...fields });
  const session = new StackSession(work, stack, operation);
  if (fields.leftovers === undefined) adoptLeftovers(session, work.db.get(operations, [stack.uuid]));
  session.stackStatus(status, reason);
  session.save();
  const { accountId, region, uuid } = stack;
  const job: StackJob = { accountId, region, uuid, operation: operation.id };
  work.parts.jobs.enqueue(STACK_JOB, job, work.parts.faults.current.stackStepMs);
}

/** Takes over what an earlier operation put aside and, since it failed without being rolled back, never removed. */
function adoptLeftovers(session: StackSession, earlier: OperationRecord | undefined): void {
  const aside = (earlier?.leftovers ?? []).filter(({ incarnation, state }) => incarnation && state !== 'over');
  session.operation.leftovers = aside.map((leftover) => ({ ...leftover, state: 'waiting', pending: undefined }));
  for (const record of session.resources.values()) {
    const { how, before } = record.touched ?? {};
    if (how === 'replaced' && before) session.operation.leftovers.push(replacedLeftover(record, before, undefined));
  }
  session.settleResources();
}

/**
 * The role that a request names, or that the stack has, or else the session that asks.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html
 */
export function actingRole(
  request: { readonly roleArn?: string; readonly roleSessionName?: string; readonly callerRole?: ActingRole },
  stack?: StackRecord,
): ActingRole | undefined {
  const arn = request.roleArn ?? stack?.definition?.roleArn;
  return arn === undefined ? request.callerRole : { arn, sessionName: request.roleSessionName ?? 'AWSCloudFormation' };
}
