import { AwsError } from '../../../kernel/aws-error';
import type { Work } from '../../../kernel/work';
import { findResource } from '../resource-rows';
import { findStack, type StackRecord } from '../state';
import type { DeleteRequest } from './stack-request';
import { actingRole, startOperation } from './start-operation';

/** A stack that is being updated, or put back, can't be deleted; one that is being created can. */
const BUSY = new Set([
  'UPDATE_IN_PROGRESS',
  'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
  'UPDATE_ROLLBACK_IN_PROGRESS',
  'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
]);

/**
 * Deletes a stack: answers at once; the resources go by and by. A stack that isn't there, or goes already, is no error.
 *
 * @throws AwsError `ValidationError` for a protected or busy stack, and for resources to retain that can't be.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeleteStack.html
 */
export function deleteStack(request: DeleteRequest, work: Work): void {
  const stack = findStack(work.db, request, request.stackId);
  if (!stack || stack.status === 'DELETE_COMPLETE' || stack.status === 'DELETE_IN_PROGRESS') return;
  if (stack.terminationProtection) {
    throw new AwsError(
      'ValidationError',
      `Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`,
    );
  }
  if (BUSY.has(stack.status)) {
    throw new AwsError('ValidationError', `Stack [${stack.id}] cannot be deleted while in status ${stack.status}`);
  }
  checkRetained(request, stack, work);
  startOperation(
    work,
    stack,
    {
      kind: 'delete',
      phase: 'remove',
      token: request.clientRequestToken,
      role: actingRole(request, stack),
      retain: request.retainResources ?? [],
      statusBefore: stack.status,
    },
    'DELETE_IN_PROGRESS',
    'User Initiated',
  );
}

function checkRetained({ retainResources = [] }: DeleteRequest, stack: StackRecord, { db }: Work): void {
  if (retainResources.length === 0) return;
  const problem = (message: string) => new AwsError('ValidationError', message);
  if (stack.status !== 'DELETE_FAILED') {
    throw problem(
      `Invalid operation on stack [${stack.id}]. Specify resources to retain only when the current stack state is DELETE_FAILED.`,
    );
  }
  for (const logicalId of retainResources) {
    const resource = findResource(db, stack.uuid, logicalId);
    if (!resource) throw problem(`Resource [${logicalId}] does not exist in stack [${stack.name}]`);
    if (resource.status === 'DELETE_COMPLETE') {
      throw problem(
        'The specified resources to retain must be in a valid state. Do not specify resources that are in the DELETE_COMPLETE state.',
      );
    }
  }
}
