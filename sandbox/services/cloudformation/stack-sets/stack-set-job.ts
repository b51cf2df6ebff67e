import type { Continue } from '../../../kernel/jobs';
import type { StackEnded } from '../../../kernel/notices';
import type { Work } from '../../../kernel/work';
import { findStack } from '../state';
import { type StackSetJob, wake } from './begin-operation';
import { type Outcome, settledOutcome, startInstance } from './instance-stack';
import {
  type InstanceRecord,
  instances,
  nextOperation,
  type OperationRecord,
  openOperations,
  type ResultRecord,
  results,
  type StackSetRecord,
  saveInstance,
  setOfStack,
  setOperations,
  stackSets,
} from './state';

/**
 * One step of the operation under way: settles the stacks that ended and begins one more. It sleeps while it waits for
 * stacks: their end wakes it.
 */
export function stepStackSet(job: StackSetJob, work: Work): Continue<StackSetJob> | undefined {
  const { db } = work;
  const stackSet = db.get(stackSets, [job.accountId, job.region, job.uuid]);
  const operation = nextOperation(db, job.uuid);
  if (!stackSet || !operation) return undefined;
  if (operation.status === 'QUEUED')
    db.put(setOperations, [job.uuid, operation.id], { ...operation, status: 'RUNNING' });
  settleEnded(stackSet, operation, work);
  cancelBeyondTolerance(stackSet, operation, work);
  const next = nextPlace(stackSet, operation, work);
  if (next) {
    begin(stackSet, operation, next, work);
    return { payload: job, afterMs: work.parts.faults.current.stackStepMs };
  }
  const open = resultsOf(stackSet, operation, work).some(({ status }) => status === 'RUNNING' || status === 'PENDING');
  if (open) return undefined;
  endOperation(stackSet, operation, work);
  return { payload: job };
}

/** Wakes the operation that waited for a stack. */
export function stackOfSetEnded({ stackId }: StackEnded, work: Work): void {
  const stackSet = work.db.get(setOfStack, [stackId]);
  if (stackSet) wake(stackSet, work);
}

function settleEnded(stackSet: StackSetRecord, operation: OperationRecord, work: Work): void {
  for (const result of resultsOf(stackSet, operation, work)) {
    if (result.status !== 'RUNNING') continue;
    const instance = work.db.get(instances, [stackSet.uuid, result.region, result.accountId]);
    const stack = instance?.stackId && findStack(work.db, result, instance.stackId);
    const outcome = stack ? settledOutcome(stack, operation.action, work) : {};
    if (outcome) settle(stackSet, operation, result, outcome, work);
  }
}

function begin(stackSet: StackSetRecord, operation: OperationRecord, result: ResultRecord, work: Work): void {
  const { db } = work;
  const present = db.get(instances, [stackSet.uuid, result.region, result.accountId]);
  // One that a deletion before this creation took away is made anew, by the unit that the account is in now.
  const instance = present ?? (operation.action === 'CREATE' ? newInstance(operation, result) : undefined);
  if (!instance) {
    // Nothing is left to change or delete here.
    settle(stackSet, operation, result, {}, work);
    return;
  }
  const { stackId, outcome } = startInstance(stackSet, operation, instance, work);
  saveInstance(db, stackSet.uuid, { ...instance, stackId, detailed: 'RUNNING' });
  save(stackSet, operation, { ...result, status: 'RUNNING' }, work);
  if (outcome) {
    settle(stackSet, operation, result, outcome, work);
  } else if (stackId !== undefined) {
    const { accountId, region, uuid } = stackSet;
    db.put(setOfStack, [stackId], { accountId, region, uuid });
  }
}

function newInstance({ id: lastOperationId }: OperationRecord, result: ResultRecord): InstanceRecord {
  const { accountId, region, unitId } = result;
  return { accountId, region, unitId, overrides: {}, status: 'OUTDATED', detailed: 'PENDING', lastOperationId };
}

function settle(
  stackSet: StackSetRecord,
  operation: OperationRecord,
  result: ResultRecord,
  { failed }: NonNullable<Outcome>,
  work: Work,
): void {
  const { db } = work;
  const key = [stackSet.uuid, result.region, result.accountId];
  const instance = db.get(instances, key);
  if (instance?.stackId !== undefined) db.remove(setOfStack, [instance.stackId]);
  save(stackSet, operation, { ...result, status: failed === undefined ? 'SUCCEEDED' : 'FAILED', reason: failed }, work);
  if (!instance) return;
  if (operation.action === 'DELETE' && failed === undefined) db.remove(instances, key);
  else saveInstance(db, stackSet.uuid, { ...instance, ...instanceAfter(operation, failed), reason: failed });
}

function instanceAfter(
  { action }: OperationRecord,
  failed: string | undefined,
): Pick<InstanceRecord, 'status' | 'detailed'> {
  if (failed === undefined) return { status: 'CURRENT', detailed: 'SUCCEEDED' };
  return action === 'DELETE'
    ? { status: 'INOPERABLE', detailed: 'INOPERABLE' }
    : { status: 'OUTDATED', detailed: 'FAILED' };
}

/** Cancels what is left in all regions where more accounts of one failed than may. */
function cancelBeyondTolerance(stackSet: StackSetRecord, operation: OperationRecord, work: Work): void {
  const all = resultsOf(stackSet, operation, work);
  const exceeded = operation.regions.some((region) => exceedsTolerance(operation, ofRegion(all, region)));
  if (!exceeded) return;
  for (const result of all.filter(({ status }) => status === 'PENDING')) {
    const reason = 'Cancelled since failure tolerance has exceeded';
    save(stackSet, operation, { ...result, status: 'CANCELLED', reason }, work);
    const present = work.db.get(instances, [stackSet.uuid, result.region, result.accountId]);
    const instance = present ?? (operation.action === 'CREATE' ? newInstance(operation, result) : undefined);
    if (instance) saveInstance(work.db, stackSet.uuid, { ...instance, detailed: 'CANCELLED', reason });
  }
}

/** The account and region to begin next, or undefined where as many are under way as may be. */
function nextPlace(stackSet: StackSetRecord, operation: OperationRecord, work: Work): ResultRecord | undefined {
  const all = resultsOf(stackSet, operation, work);
  const parallel = operation.preferences.RegionConcurrencyType === 'PARALLEL';
  for (const region of operation.regions) {
    const here = ofRegion(all, region);
    const running = here.filter(({ status }) => status === 'RUNNING').length;
    const pending = here.find(({ status }) => status === 'PENDING');
    if (pending && running < mostAtOnce(operation, here)) return pending;
    if (!parallel && (pending || running > 0)) return undefined;
  }
  return undefined;
}

function endOperation(stackSet: StackSetRecord, operation: OperationRecord, work: Work): void {
  const all = resultsOf(stackSet, operation, work);
  const failed = operation.regions.some((region) => exceedsTolerance(operation, ofRegion(all, region)));
  const status = failed ? 'FAILED' : 'SUCCEEDED';
  work.db.put(setOperations, [stackSet.uuid, operation.id], { ...operation, status, ended: work.now });
  work.db.remove(openOperations, [stackSet.uuid, operation.number]);
}

function exceedsTolerance({ preferences }: OperationRecord, here: readonly ResultRecord[]): boolean {
  const { FailureToleranceCount: count, FailureTolerancePercentage: percentage = 0 } = preferences;
  const failures = here.filter(({ status }) => status === 'FAILED').length;
  return failures > (count ?? Math.floor((here.length * percentage) / 100));
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackSetOperationPreferences.html */
function mostAtOnce({ preferences }: OperationRecord, here: readonly ResultRecord[]): number {
  const { MaxConcurrentCount: count, MaxConcurrentPercentage: percentage } = preferences;
  if (count !== undefined) return count;
  return percentage === undefined ? 1 : Math.max(1, Math.floor((here.length * percentage) / 100));
}

function resultsOf({ uuid }: StackSetRecord, { id }: OperationRecord, { db }: Work): ResultRecord[] {
  return db.list(results, [uuid, id]).map(({ value }) => value);
}

function ofRegion(all: readonly ResultRecord[], region: string): ResultRecord[] {
  return all.filter((result) => result.region === region);
}

function save({ uuid }: StackSetRecord, { id }: OperationRecord, result: ResultRecord, { db }: Work): void {
  db.put(results, [uuid, id, result.region, result.accountId], result);
}
