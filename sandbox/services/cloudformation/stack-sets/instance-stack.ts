import { randomUUID } from 'node:crypto';
import { openAccount } from '../../../bootstrap';
import { AwsError } from '../../../kernel/aws-error';
import type { Work } from '../../../kernel/work';
import type { Store } from '../../../store/store';
import { createStack } from '../engine/create-stack';
import { deleteStack } from '../engine/delete-stack';
import { updateStack } from '../engine/update-stack';
import { events, findStack, type StackRecord } from '../state';
import { templateText } from '../template-store';

import type { InstanceRecord, OperationRecord, StackSetRecord } from './state';

/** Outcome of an operation in one account and region; undefined while it is under way. */
export type Outcome = { readonly failed?: string } | undefined;

/** Letters of a set's name that a stack's name has room for: 128, less `StackSet-`, `-` and a UUID. */
const NAME_ROOM = 82;

/** Statuses of a stack when the operation succeeded. */
const SUCCESS: Readonly<Record<OperationRecord['action'], readonly string[]>> = {
  CREATE: ['CREATE_COMPLETE', 'UPDATE_COMPLETE'],
  UPDATE: ['CREATE_COMPLETE', 'UPDATE_COMPLETE'],
  DELETE: ['DELETE_COMPLETE'],
};

/** Stacks that never came to be: they are deleted, and made anew. */
const NEVER_MADE = ['ROLLBACK_COMPLETE', 'ROLLBACK_FAILED', 'CREATE_FAILED', 'DELETE_FAILED'];

/**
 * Begins what an operation does to an instance's stack. The stack acts with the rights that StackSets has in accounts of its
 * organization: an administrator's.
 *
 * @returns the stack from now on, and the outcome where there already is one.
 */
export function startInstance(
  stackSet: StackSetRecord,
  operation: OperationRecord,
  instance: InstanceRecord,
  work: Work,
): { readonly stackId?: string; readonly outcome?: Outcome } {
  const { accountId, region, stackId } = instance;
  const stack = stackId === undefined ? undefined : findStack(work.db, { accountId, region }, stackId);
  const live = stack?.status === 'DELETE_COMPLETE' ? undefined : stack;
  try {
    return work.db.attempt(() => {
      if (operation.action === 'DELETE') {
        if (!live || operation.retainStacks) return { stackId, outcome: {} };
        deleteStack({ accountId, region, stackId: live.id }, work);
        return { stackId };
      }
      if (live && !NEVER_MADE.includes(live.status))
        return { stackId: live.id, outcome: update(stackSet, instance, live, work) };
      if (live) deleteStack({ accountId, region, stackId: live.id }, work);
      return create(stackSet, instance, work);
    });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { stackId, outcome: { failed: error.message } };
  }
}

/** Outcome of a stack's operation; undefined while it is under way. */
export function settledOutcome(stack: StackRecord, action: OperationRecord['action'], { db }: Work): Outcome {
  if (stack.status.endsWith('_IN_PROGRESS')) return undefined;
  if (SUCCESS[action].includes(stack.status)) return {};
  return { failed: firstFailure(stack, db) ?? stack.statusReason ?? `The stack is in ${stack.status} state.` };
}

/** The first resource that failed in the stack's last operation, as StackSets says it. */
function firstFailure({ id, uuid }: StackRecord, db: Store): string | undefined {
  const newestFirst = db.list(events, [uuid], { reverse: true }).map(({ value }) => value);
  const began = newestFirst.findIndex(({ physicalId, reason }) => physicalId === id && reason === 'User Initiated');
  const failed = newestFirst
    .slice(0, began + 1)
    .findLast(
      ({ status, reason, physicalId }) => status.endsWith('_FAILED') && reason !== undefined && physicalId !== id,
    );
  return (
    failed &&
    `ResourceLogicalId:${failed.logicalId}, ResourceType:${failed.type}, ResourceStatusReason:${failed.reason}.`
  );
}

function create(stackSet: StackSetRecord, instance: InstanceRecord, work: Work) {
  const { accountId, region } = instance;
  openAccount(work, accountId, region);
  const stackName = `StackSet-${stackSet.name.slice(0, NAME_ROOM)}-${randomUUID()}`;
  return createStack({ accountId, region, stackName, ...definitionOf(stackSet, instance, work) }, work);
}

function update(stackSet: StackSetRecord, instance: InstanceRecord, stack: StackRecord, work: Work): Outcome {
  const { accountId, region } = instance;
  try {
    updateStack({ accountId, region, stackId: stack.id, ...definitionOf(stackSet, instance, work) }, work);
    return undefined;
  } catch (error) {
    if (error instanceof AwsError && error.message === 'No updates are to be performed.') return {};
    throw error;
  }
}

function definitionOf(stackSet: StackSetRecord, { overrides }: InstanceRecord, { db }: Work) {
  const parameters = Object.entries({ ...stackSet.parameters, ...overrides });
  return {
    templateBody: templateText(db, stackSet.template),
    parameters: parameters.map(([key, value]) => ({ key, value })),
    tags: stackSet.tags,
    capabilities: stackSet.capabilities,
  };
}
