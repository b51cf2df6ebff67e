import type { Migration } from '../../store/form';
import type { Rows } from '../../store/rows';
import { defineTable } from '../../store/table';
import { branches } from './execution/branch';
import { type ExecutionRecord, executions, executionsByStart, history, saveExecution } from './state';

/** Ended executions of a state machine that stay, however many there were. */
const KEPT = 50;

/** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html: execution history is kept for 90 days. */
const DAYS = 90;

/** Executions that go with one that ends: an earlier state may have many to give up, and a step is to be short. */
const AT_ONCE = 4;

/** Names of ended executions by account, region, machine, time of their end in milliseconds and name. */
const ended = defineTable<string>('states/ended-executions');

/** Execution with the time at which it ended. */
type Ended = ExecutionRecord & { readonly stopped: Date };

/**
 * Saves an execution that has ended, and forgets older ones of its machine with their history: those that AWS no longer has, and
 * all but the newest.
 */
export function saveEnded(db: Rows, execution: Ended): void {
  const { accountId, region, machine, stopped } = execution;
  saveExecution(db, execution);
  db.put(ended, keyOf(execution), execution.name);
  const of = [accountId, region, machine];
  const tooOld = stopped.getTime() - DAYS * 86_400_000;
  const surplus = db.list(ended, of, { reverse: true, limit: KEPT + AT_ONCE }).slice(KEPT);
  const oldest = db.list(ended, of, { limit: AT_ONCE }).filter(({ key }) => Number(key[3]) < tooOld);
  for (const { key, value: name } of [...surplus, ...oldest].slice(0, AT_ONCE)) {
    const gone = db.get(executions, [...of, name]);
    if (gone) forgetExecution(db, gone);
    db.remove(ended, key);
  }
}

/** Removes an execution with its history. */
export function forgetExecution(db: Rows, execution: ExecutionRecord): void {
  const { accountId, region, machine, name, started, arn } = execution;
  for (const { key } of db.list(history, [arn])) db.remove(history, key);
  for (const { key } of db.list(branches, [arn])) db.remove(branches, key);
  if (isEnded(execution)) db.remove(ended, keyOf(execution));
  db.remove(executionsByStart, [accountId, region, machine, started.getTime(), name]);
  db.remove(executions, [accountId, region, machine, name]);
}

function isEnded(execution: ExecutionRecord): execution is Ended {
  return execution.stopped !== undefined;
}

function keyOf({ accountId, region, machine, stopped, name }: Ended): [string, string, string, number, string] {
  return [accountId, region, machine, stopped.getTime(), name];
}

/** Notes the ended executions of a state from before they were forgotten. */
export const noteEndedExecutions: Migration = (rows) => {
  for (const { value } of rows.list(executions)) if (isEnded(value)) rows.put(ended, keyOf(value), value.name);
};
