import type { Json, ParameterValues } from '../../../catalog/template';
import { defineTable, type Store } from '../../store/store';

/** Account and region of a stack. */
export interface StackScope {
  /** 12 digits. */
  readonly accountId: string;
  readonly region: string;
}

/** A parameter of a stack, as `DescribeStacks` answers it. */
export interface StackParameter {
  readonly key: string;
  /** As it was given, or the template's default. */
  readonly value: string;
  /** The value of the SSM parameter that `value` names, for SSM parameter types. */
  readonly resolvedValue?: string;
  /** Declared `NoEcho`: answers show `****`. */
  readonly noEcho?: boolean;
}

/** An output of a stack, evaluated. */
export interface StackOutput {
  readonly key: string;
  readonly value: string;
  readonly description?: string;
  readonly exportName?: string;
}

/** Definition of a stack: what an update changes, and a rollback puts back. */
export interface StackDefinition {
  /** Row of {@link templates}: the template as it was given. */
  readonly template: string;
  /** Row of {@link templates}: the template with its transforms applied; the same row where it has none. */
  readonly processed: string;
  readonly description?: string;
  readonly parameters: readonly StackParameter[];
  /** The parameters as the template's functions see them. */
  readonly values: ParameterValues;
  readonly tags: Readonly<Record<string, string>>;
  readonly capabilities: readonly string[];
  readonly notificationArns: readonly string[];
  /** The role that CloudFormation acts as; every resource's actions are checked against its policies. */
  readonly roleArn?: string;
}

/** One stack: live, or deleted and kept for its history. Resources and events are rows of their own. */
export interface StackRecord extends StackScope {
  /** `arn:aws:cloudformation:<region>:<account>:stack/<name>/<uuid>`. */
  readonly id: string;
  /** The last part of the id: the key of every row that belongs to the stack. */
  readonly uuid: string;
  readonly name: string;
  status: string;
  statusReason?: string;
  readonly created: Date;
  updated?: Date;
  deleted?: Date;
  /** Absent while a stack is only being reviewed: its first change set hasn't run. */
  definition?: StackDefinition;
  outputs: readonly StackOutput[];
  /** Names of the exports that the stack reads. */
  imports: readonly string[];
  disableRollback: boolean;
  readonly timeoutInMinutes?: number;
  terminationProtection: boolean;
  /** JSON text. */
  stackPolicy?: string;
  /** Id of the change set that made or last updated the stack. */
  changeSetId?: string;
  /** The stack that this one is a resource of. */
  readonly parentId?: string;
  /** The outermost of the stacks that this one is in. */
  readonly rootId?: string;
  /** The token of the call that created the stack: the same call again answers the same stack. */
  readonly creationToken?: string;
}

/** A resource at one moment of its life. */
export interface Incarnation {
  /** Answer of `Ref`. Absent until it is known. */
  readonly physicalId?: string;
  readonly properties: Readonly<Record<string, Json>>;
  readonly attributes: Readonly<Record<string, Json>>;
  /** The stack's tags when it was made or last updated. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Declaration of a resource in a template, beside its properties. */
export interface Declaration {
  /** Absent is `Delete`, for a few types `Snapshot`. */
  readonly deletionPolicy?: string;
  readonly updateReplacePolicy?: string;
  readonly metadata?: Readonly<Record<string, Json>>;
  /** Logical ids of what the resource needs: they outlive it. */
  readonly dependencies: readonly string[];
}

/** One resource of a stack. */
export interface ResourceRecord {
  readonly logicalId: string;
  readonly type: string;
  status: string;
  statusReason?: string;
  at: Date;
  now: Incarnation;
  declared: Declaration;
  /** Token that its provider waits for. */
  pending?: Json;
  /** Deed of the operation under way, for the rollback and the clean-up. */
  touched?: Touched;
}

/** See {@link ResourceRecord.touched}: `declared` where only the declaration changed. */
export interface Touched {
  readonly how: 'created' | 'updated' | 'replaced' | 'declared';
  /** The resource as it was before; absent for what was created. */
  readonly before?: { readonly now: Incarnation; readonly declared: Declaration };
}

/** An event of a stack, as `DescribeStackEvents` answers it. */
export interface EventRecord {
  readonly id: string;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  /** JSON text of the evaluated properties. */
  readonly properties?: string;
  readonly token?: string;
  readonly at: Date;
}

/** Stacks by account, region and uuid. */
export const stacks = defineTable<StackRecord>('cloudformation/stacks');
/** The uuid of the stack that has a name now, by account, region and name: deleted stacks have none. */
export const stackNames = defineTable<string>('cloudformation/stack-names');
/** Uuids by account, region, creation time in milliseconds and uuid: of every stack, and of those not deleted. */
export const everyStack = defineTable<string>('cloudformation/every-stack');
export const liveStacks = defineTable<string>('cloudformation/live-stacks');
/** Texts of templates by the SHA-256 of the text: many stacks share one. */
export const templates = defineTable<string>('cloudformation/templates');
/** Events by the stack's uuid and a number that grows. */
export const events = defineTable<EventRecord>('cloudformation/events');

/** The rows that come with a new stack. */
export function insertStack(db: Store, stack: StackRecord): void {
  const { accountId, region, uuid } = stack;
  db.put(stacks, [accountId, region, uuid], stack);
  db.put(stackNames, [accountId, region, stack.name], uuid);
  db.put(everyStack, [accountId, region, stack.created.getTime(), uuid], uuid);
  db.put(liveStacks, [accountId, region, stack.created.getTime(), uuid], uuid);
}

/** Writes a stack that was read and changed. One that was deleted gives up its name. */
export function saveStack(db: Store, stack: StackRecord): void {
  const { accountId, region, uuid } = stack;
  db.put(stacks, [accountId, region, uuid], stack);
  if (stack.status !== 'DELETE_COMPLETE') return;
  if (db.get(stackNames, [accountId, region, stack.name]) === uuid) {
    db.remove(stackNames, [accountId, region, stack.name]);
  }
  db.remove(liveStacks, [accountId, region, stack.created.getTime(), uuid]);
}

const STACK_ARN = /^arn:[^:]+:cloudformation:([^:]+):(\d{12}):stack\/[^/]+\/([0-9a-f-]{36})$/;

/**
 * The stack of that name, or of that id: a name finds only a stack that isn't deleted, an id every one. `undefined`
 * where there is none in the account and region.
 */
export function findStack(db: Store, scope: StackScope, nameOrId: string): StackRecord | undefined {
  const { accountId, region } = scope;
  const [, arnRegion, arnAccount, arnUuid] = STACK_ARN.exec(nameOrId) ?? [];
  if (arnUuid) {
    if (arnRegion !== region || arnAccount !== accountId) return undefined;
    return db.get(stacks, [accountId, region, arnUuid]);
  }
  const uuid = db.get(stackNames, [accountId, region, nameOrId]);
  return uuid === undefined ? undefined : db.get(stacks, [accountId, region, uuid]);
}

/** Why a stack is in its status: the reason of its newest event that has one; undefined where none has. */
export function newestReason(db: Store, { id, uuid }: StackRecord): string | undefined {
  const newestFirst = db.list(events, [uuid], { reverse: true });
  return newestFirst.find(({ value }) => value.physicalId === id && value.reason !== undefined)?.value.reason;
}
