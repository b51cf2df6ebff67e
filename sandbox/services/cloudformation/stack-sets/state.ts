import type {
  DeploymentTargets,
  StackInstanceDetailedStatus,
  StackInstanceStatus,
  StackSetOperationPreferences,
  StackSetOperationResultStatus,
  StackSetOperationStatus,
} from '@aws-sdk/client-cloudformation';
import { defineTable, type Store } from '../../../store/store';
import type { StackScope } from '../state';

/** A stack set with service-managed permissions: it is its organization's management account's. */
export interface StackSetRecord extends StackScope {
  readonly uuid: string;
  /** `<name>:<uuid>`. */
  readonly id: string;
  readonly name: string;
  readonly organizationId: string;
  readonly description?: string;
  /** Row of CloudFormation's `templates`. */
  readonly template: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly capabilities: readonly string[];
  /** Whether accounts that join a targeted unit get the stacks. */
  readonly autoDeploys: boolean;
  /** Whether accounts that leave keep the stacks. */
  readonly retainsOnRemoval: boolean;
  /** Whether an operation waits for the one under way instead of being refused. */
  readonly queues: boolean;
  readonly token?: string;
  /** Number of the next operation. */
  readonly nextOperation: number;
}

/** One stack of a set: in one account and region. */
export interface InstanceRecord {
  readonly accountId: string;
  readonly region: string;
  /** The unit, or the root, by which the account is targeted. */
  readonly unitId: string;
  /** Absent until it has been begun. */
  readonly stackId?: string;
  readonly status: StackInstanceStatus;
  readonly detailed: StackInstanceDetailedStatus;
  readonly reason?: string;
  /** Parameters that differ from the set's. */
  readonly overrides: Readonly<Record<string, string>>;
  readonly lastOperationId: string;
}

/** Operation on some of a set's instances. */
export interface OperationRecord {
  readonly id: string;
  readonly number: number;
  readonly action: 'CREATE' | 'UPDATE' | 'DELETE';
  readonly status: StackSetOperationStatus;
  readonly created: Date;
  readonly ended?: Date;
  readonly preferences: StackSetOperationPreferences;
  readonly targets?: DeploymentTargets;
  /** In the order in which they are done. */
  readonly regions: readonly string[];
  readonly retainStacks?: boolean;
}

/** Result of an operation in one account and region. */
export interface ResultRecord {
  readonly accountId: string;
  readonly region: string;
  readonly unitId: string;
  readonly status: StackSetOperationResultStatus;
  readonly reason?: string;
}

/** Stack sets by account, region and uuid. */
export const stackSets = defineTable<StackSetRecord>('cloudformation/stack-sets');
/** Their uuids by account, region and name. */
export const stackSetNames = defineTable<string>('cloudformation/stack-set-names');
/** Instances by the set's uuid, region and account. */
export const instances = defineTable<InstanceRecord>('cloudformation/stack-instances');
/** Operations by the set's uuid and id; their ids by uuid and number; those not ended by uuid and number. */
export const setOperations = defineTable<OperationRecord>('cloudformation/stack-set-operations');
export const operationsInOrder = defineTable<string>('cloudformation/stack-set-operations-in-order');
export const openOperations = defineTable<string>('cloudformation/open-stack-set-operations');
/** Results by the set's uuid, operation, region and account. */
export const results = defineTable<ResultRecord>('cloudformation/stack-set-results');
/** Which units a set deploys to, in which regions: by uuid, unit and region. */
export const targetsOfSet = defineTable<true>('cloudformation/stack-set-targets');
/** The same the other way, by unit, uuid and region; the value is the set's account and region. */
export const setsOfUnit = defineTable<StackScope>('cloudformation/stack-sets-of-unit');
/** The set of a stack that a set's operation waits for, by the stack's id. */
export const setOfStack = defineTable<StackScope & { readonly uuid: string }>('cloudformation/stack-set-of-stack');

/** The operation under way or next, or undefined. */
export function nextOperation(db: Store, uuid: string): OperationRecord | undefined {
  const [first] = db.list(openOperations, [uuid], { limit: 1 });
  return first && db.get(setOperations, [uuid, first.value]);
}

/** All instances of a set. */
export function instancesOf(db: Store, uuid: string): InstanceRecord[] {
  return db.list(instances, [uuid]).map(({ value }) => value);
}

/** The units that a set deploys to. */
export function unitsOf(db: Store, uuid: string): string[] {
  return [...new Set(db.list(targetsOfSet, [uuid]).map(({ key }) => String(key[1])))];
}

/** Writes an instance. */
export function saveInstance(db: Store, uuid: string, instance: InstanceRecord): void {
  db.put(instances, [uuid, instance.region, instance.accountId], instance);
}
