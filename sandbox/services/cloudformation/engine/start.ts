import { randomUUID } from 'node:crypto';
import type { Work } from '../../../call';
import type { StackRecord } from '../state';
import { type ActingRole, newOperation, type OperationRecord } from './operation';
import { StackSession } from './session';

/** The kind of job that takes a stack operation's steps. */
export const STACK_JOB = 'cloudformation/stack';

/** What the job carries: everything else stands in the stack's rows. */
export interface StackJob {
  readonly accountId: string;
  readonly region: string;
  readonly uuid: string;
  /** Id of the operation that the job belongs to. */
  readonly operation: string;
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
  session.stackStatus(status, reason);
  session.save();
  const { accountId, region, uuid } = stack;
  const job: StackJob = { accountId, region, uuid, operation: operation.id };
  work.parts.jobs.enqueue(STACK_JOB, job, work.parts.faults.current.stackStepMs);
}

/** The role that a request names, or that the stack has. */
export function actingRole(
  request: { readonly roleArn?: string; readonly roleSessionName?: string },
  stack?: StackRecord,
): ActingRole | undefined {
  const arn = request.roleArn ?? stack?.definition?.roleArn;
  return arn === undefined ? undefined : { arn, sessionName: request.roleSessionName ?? 'AWSCloudFormation' };
}
