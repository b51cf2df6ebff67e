import { randomUUID } from 'node:crypto';
import type { DeploymentTargets, StackSetOperationPreferences } from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../../kernel/aws-error';
import type { Work } from '../../../kernel/work';
import type { StackScope } from '../state';
import type { Target } from './deployment-targets';
import {
  instances,
  nextOperation,
  type OperationRecord,
  openOperations,
  operationsInOrder,
  results,
  type StackSetRecord,
  saveInstance,
  setOperations,
  stackSets,
} from './state';

/** Kind of the job that takes a stack set's operations forward. */
export const STACK_SET_JOB = 'cloudformation/stack-set';

/** Payload of that job: everything else stands in the set's rows. */
export interface StackSetJob extends StackScope {
  readonly uuid: string;
}

/** Order for an operation on a stack set. */
export interface NewOperation {
  readonly action: OperationRecord['action'];
  /** Default: a new one. */
  readonly id?: string;
  readonly preferences?: StackSetOperationPreferences;
  readonly targets?: DeploymentTargets;
  readonly regions: readonly string[];
  readonly retainStacks?: boolean;
  /** Accounts and regions that it is about. */
  readonly places: readonly (Target & { readonly region: string })[];
  /** The instances' own parameters from now on; default they stay. */
  readonly overrides?: Readonly<Record<string, string>>;
}

/**
 * Puts an operation at the end of a set's queue and answers its id.
 *
 * @param waits whether it may wait for others; default as the set says.
 * @throws AwsError `OperationInProgressException`, `OperationIdAlreadyExistsException`, `ValidationError`.
 */
export function beginOperation(
  stackSet: StackSetRecord,
  asked: NewOperation,
  work: Work,
  waits = stackSet.queues,
): string {
  const { db } = work;
  const { uuid } = stackSet;
  const { id = randomUUID(), action, regions, targets, retainStacks, preferences = {} } = asked;
  if (db.get(setOperations, [uuid, id])) {
    throw new AwsError('OperationIdAlreadyExistsException', `Operation ${id} already exists`);
  }
  const current = nextOperation(db, uuid);
  if (current && !waits) throw operationInProgress(stackSet, current.id);
  checkPreferences(preferences, regions);
  const order = [...(preferences.RegionOrder ?? []), ...regions];
  const number = db.get(stackSets, [stackSet.accountId, stackSet.region, uuid])?.nextOperation ?? 0;
  const operation: OperationRecord = {
    id,
    number,
    action,
    status: current ? 'QUEUED' : 'RUNNING',
    created: work.now,
    preferences,
    targets,
    regions: [...new Set(order)],
    retainStacks,
  };
  db.put(setOperations, [uuid, id], operation);
  db.put(operationsInOrder, [uuid, number], id);
  db.put(openOperations, [uuid, number], id);
  const stored = db.get(stackSets, [stackSet.accountId, stackSet.region, uuid]) ?? stackSet;
  db.put(stackSets, [stackSet.accountId, stackSet.region, uuid], { ...stored, nextOperation: number + 1 });
  for (const { accountId, region, unitId } of asked.places) {
    db.put(results, [uuid, id, region, accountId], { accountId, region, unitId, status: 'PENDING' });
    const before = db.get(instances, [uuid, region, accountId]);
    if (!before && action !== 'CREATE') continue;
    saveInstance(db, uuid, {
      ...(before ?? { accountId, region, unitId, overrides: {} }),
      ...(asked.overrides && { overrides: asked.overrides }),
      status: 'OUTDATED',
      detailed: 'PENDING',
      reason: undefined,
      lastOperationId: id,
    });
  }
  wake(stackSet, work);
  return id;
}

/** Lets a set's operations go on. */
export function wake({ accountId, region, uuid }: StackSetJob, { parts }: Work): void {
  const job: StackSetJob = { accountId, region, uuid };
  parts.jobs.enqueue(STACK_SET_JOB, job, parts.faults.current.stackStepMs);
}

/** The refusal of an operation while another one is under way. */
export function operationInProgress({ accountId, region, id }: StackSetRecord, operationId: string): AwsError {
  const arn = `arn:aws:cloudformation:${region}:${accountId}:stackset/${id}`;
  return new AwsError(
    'OperationInProgressException',
    `Another Operation on StackSet ${arn} is in progress: ${operationId}`,
  );
}

function checkPreferences(preferences: StackSetOperationPreferences, regions: readonly string[]): void {
  const both = (first: unknown, second: unknown) => first !== undefined && second !== undefined;
  const { FailureToleranceCount, FailureTolerancePercentage, MaxConcurrentCount, MaxConcurrentPercentage } =
    preferences;
  if (both(FailureToleranceCount, FailureTolerancePercentage) || both(MaxConcurrentCount, MaxConcurrentPercentage)) {
    throw new AwsError('ValidationError', 'Either a count or a percentage may be specified, but not both');
  }
  const foreign = preferences.RegionOrder?.find((region) => !regions.includes(region));
  if (foreign !== undefined) {
    throw new AwsError('ValidationError', `Region ${foreign} in RegionOrder is not one of the operation's regions`);
  }
  const strict = (preferences.ConcurrencyMode ?? 'STRICT_FAILURE_TOLERANCE') === 'STRICT_FAILURE_TOLERANCE';
  if (strict && MaxConcurrentCount !== undefined && FailureTolerancePercentage === undefined) {
    const most = (FailureToleranceCount ?? 0) + 1;
    if (MaxConcurrentCount > most) {
      throw new AwsError(
        'ValidationError',
        'MaxConcurrentCount cannot be more than 1 greater than FailureToleranceCount',
      );
    }
  }
}
