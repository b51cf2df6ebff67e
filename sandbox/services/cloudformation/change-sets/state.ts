import type { ResourceChange } from '../../../../catalog/template';
import { AwsError } from '../../../kernel/aws-error';
import { defineTable, type Store } from '../../../store/store';
import type { OnFailure } from '../engine/operation';
import { findStack, type StackDefinition, type StackScope } from '../state';

/** A change set: what a stack would become, and what that would do. */
export interface ChangeSetRecord extends StackScope {
  /** `arn:aws:cloudformation:<region>:<account>:changeSet/<name>/<uuid>`. */
  readonly id: string;
  readonly uuid: string;
  readonly name: string;
  readonly stackUuid: string;
  readonly stackId: string;
  readonly stackName: string;
  readonly type: 'CREATE' | 'UPDATE';
  readonly description?: string;
  readonly created: Date;
  readonly definition: StackDefinition;
  /** `CREATE_PENDING`, `CREATE_COMPLETE` or `FAILED`. */
  status: string;
  statusReason?: string;
  /** `UNAVAILABLE`, `AVAILABLE`, `EXECUTE_IN_PROGRESS`, `EXECUTE_COMPLETE`, `EXECUTE_FAILED`. */
  executionStatus: string;
  changes: readonly ResourceChange[];
  readonly onFailure?: OnFailure;
  readonly includeNestedStacks: boolean;
  /** The token of the call that made it: the same call again answers the same change set. */
  readonly token?: string;
}

/** Change sets by the stack's uuid and their own. */
export const changeSets = defineTable<ChangeSetRecord>('cloudformation/change-sets');
/** Uuids of change sets by the stack's uuid and their name. */
export const changeSetNames = defineTable<string>('cloudformation/change-set-names');
/** Uuids of the stacks of change sets, by the change set's uuid. */
export const changeSetStacks = defineTable<string>('cloudformation/change-set-stacks');

/** Writes a change set with the rows that find it. */
export function saveChangeSet(db: Store, changeSet: ChangeSetRecord): void {
  db.put(changeSets, [changeSet.stackUuid, changeSet.uuid], changeSet);
  db.put(changeSetNames, [changeSet.stackUuid, changeSet.name], changeSet.uuid);
  db.put(changeSetStacks, [changeSet.uuid], changeSet.stackUuid);
}

/** Removes a change set with the rows that find it. */
export function removeChangeSet(db: Store, changeSet: ChangeSetRecord): void {
  db.remove(changeSets, [changeSet.stackUuid, changeSet.uuid]);
  db.remove(changeSetNames, [changeSet.stackUuid, changeSet.name]);
  db.remove(changeSetStacks, [changeSet.uuid]);
}

/** Removes the change sets of a stack, but for one. */
export function removeChangeSets(db: Store, stackUuid: string, kept?: string): void {
  for (const { value } of db.list(changeSets, [stackUuid])) if (value.uuid !== kept) removeChangeSet(db, value);
}

/**
 * The change set of that id, or of that name of a stack.
 *
 * @throws AwsError `ChangeSetNotFoundException`; `ValidationError` where the stack isn't there or isn't named.
 */
export function findChangeSet(
  db: Store,
  scope: StackScope,
  nameOrId: string,
  stackNameOrId: string | undefined,
): ChangeSetRecord {
  const found = changeSetAt(db, scope, nameOrId, stackNameOrId);
  if (!found) throw new AwsError('ChangeSetNotFoundException', `ChangeSet [${nameOrId}] does not exist`);
  return found;
}

/** As {@link findChangeSet}; undefined where there is no such change set. */
export function changeSetAt(
  db: Store,
  scope: StackScope,
  nameOrId: string,
  stackNameOrId: string | undefined,
): ChangeSetRecord | undefined {
  const [, region, accountId, uuid] =
    /^arn:[^:]+:cloudformation:([^:]+):(\d{12}):changeSet\/[^/]+\/([0-9a-f-]{36})$/.exec(nameOrId) ?? [];
  if (uuid !== undefined) {
    if (region !== scope.region || accountId !== scope.accountId) return undefined;
    const stackUuid = db.get(changeSetStacks, [uuid]);
    return stackUuid === undefined ? undefined : db.get(changeSets, [stackUuid, uuid]);
  }
  if (stackNameOrId === undefined) {
    throw new AwsError('ValidationError', 'StackName must be specified if ChangeSetName is not specified as an ARN.');
  }
  const stack = findStack(db, scope, stackNameOrId);
  if (!stack) throw new AwsError('ValidationError', `Stack [${stackNameOrId}] does not exist`);
  const named = db.get(changeSetNames, [stack.uuid, nameOrId]);
  return named === undefined ? undefined : db.get(changeSets, [stack.uuid, named]);
}
