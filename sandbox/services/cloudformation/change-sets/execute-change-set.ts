import { AwsError } from '../../../kernel/aws-error';
import type { Work } from '../../../kernel/work';
import type { ActingRole } from '../engine/operation';
import { actingRole, startOperation } from '../engine/start-operation';
import { applyDefinition, updatableDefinition } from '../engine/update-stack';
import { type StackRecord, type StackScope, saveStack, stacks } from '../state';
import {
  type ChangeSetRecord,
  changeSetAt,
  changeSets,
  findChangeSet,
  removeChangeSet,
  removeChangeSets,
  saveChangeSet,
} from './state';

/** Request to execute or delete a change set. */
export interface ChangeSetAction extends StackScope {
  /** Name or id. */
  readonly changeSetName: string;
  /** Name or id; needed unless the change set is given by id. */
  readonly stackName?: string;
  readonly clientRequestToken?: string;
  readonly disableRollback?: boolean;
  readonly retainExceptOnCreate?: boolean;
  readonly roleSessionName?: string;
  readonly callerRole?: ActingRole;
}

/**
 * Executes a change set: its stack is created or updated. The stack's other change sets go, since they describe what no
 * longer is.
 *
 * @throws AwsError `ChangeSetNotFoundException`, `InvalidChangeSetStatusException`, `ValidationError`.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ExecuteChangeSet.html
 */
export function executeChangeSet(action: ChangeSetAction, work: Work): void {
  const { db } = work;
  const changeSet = findChangeSet(db, action, action.changeSetName, action.stackName);
  const stack = db.get(stacks, [changeSet.accountId, changeSet.region, changeSet.stackUuid]);
  if (!stack) throw new AwsError('ValidationError', `Stack [${changeSet.stackName}] does not exist`);
  if (changeSet.executionStatus !== 'AVAILABLE') {
    throw new AwsError(
      'InvalidChangeSetStatusException',
      `ChangeSet [${changeSet.id}] cannot be executed in its current status of [${changeSet.status}]`,
    );
  }
  removeChangeSets(db, stack.uuid, changeSet.uuid);
  saveChangeSet(db, { ...changeSet, executionStatus: 'EXECUTE_IN_PROGRESS' });
  stack.changeSetId = changeSet.id;
  if (changeSet.type === 'CREATE') create(stack, changeSet, action, work);
  else {
    const disableRollback = action.disableRollback ?? changeSet.onFailure === 'DO_NOTHING';
    applyDefinition(stack, updatableDefinition(stack), changeSet.definition, { ...action, disableRollback }, work);
  }
}

function create(stack: StackRecord, changeSet: ChangeSetRecord, action: ChangeSetAction, work: Work): void {
  const onFailure = action.disableRollback ? 'DO_NOTHING' : (changeSet.onFailure ?? 'ROLLBACK');
  stack.definition = changeSet.definition;
  stack.disableRollback = onFailure === 'DO_NOTHING';
  saveStack(work.db, stack);
  startOperation(
    work,
    stack,
    {
      kind: 'create',
      phase: 'forward',
      token: action.clientRequestToken,
      role: actingRole({ ...action, roleArn: changeSet.definition.roleArn }),
      onFailure,
      retainExceptOnCreate: action.retainExceptOnCreate ?? false,
    },
    'CREATE_IN_PROGRESS',
    'User Initiated',
  );
}

/**
 * Deletes a change set; one that isn't there is no error.
 *
 * @throws AwsError `InvalidChangeSetStatusException` while it is being executed; `ValidationError` without its stack.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeleteChangeSet.html
 */
export function deleteChangeSet({ changeSetName, stackName, ...scope }: ChangeSetAction, { db }: Work): void {
  const changeSet = changeSetAt(db, scope, changeSetName, stackName);
  if (!changeSet) return;
  if (changeSet.executionStatus === 'EXECUTE_IN_PROGRESS') {
    throw new AwsError(
      'InvalidChangeSetStatusException',
      `ChangeSet [${changeSet.id}] cannot be deleted in its current status of [${changeSet.executionStatus}]`,
    );
  }
  removeChangeSet(db, changeSet);
}

/** Notes on the change set that was executed how its stack's operation ended. */
export function concludeExecution(stack: StackRecord, { db }: Work): void {
  const uuid = stack.changeSetId?.split('/').at(-1);
  const changeSet = uuid === undefined ? undefined : db.get(changeSets, [stack.uuid, uuid]);
  if (changeSet?.executionStatus !== 'EXECUTE_IN_PROGRESS') return;
  const isDone = stack.status === 'CREATE_COMPLETE' || stack.status === 'UPDATE_COMPLETE';
  saveChangeSet(db, { ...changeSet, executionStatus: isDone ? 'EXECUTE_COMPLETE' : 'EXECUTE_FAILED' });
}
