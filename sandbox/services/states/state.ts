import type { HistoryEvent } from '@aws-sdk/client-sfn';
import type { Rows } from '../../store/rows';
import { defineTable, type Store } from '../../store/store';

/** Account and region of a state machine. */
export interface MachineScope {
  /** 12 digits. */
  readonly accountId: string;
  readonly region: string;
}

/** A state machine. */
export interface MachineRecord extends MachineScope {
  readonly name: string;
  readonly arn: string;
  /** JSON text in the Amazon States Language. */
  readonly definition: string;
  readonly roleArn: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly created: Date;
  readonly revisionId: string;
  /** Kept as it was given: the sandbox logs and traces nothing. */
  readonly logging?: unknown;
  readonly tracing?: unknown;
}

/** Status of an execution. */
export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** One run of a state machine, with the definition and the role that the machine had at its start. */
export interface ExecutionRecord extends MachineScope {
  readonly name: string;
  readonly arn: string;
  readonly machine: string;
  readonly definition: string;
  readonly roleArn: string;
  /** JSON text. */
  readonly input: string;
  readonly started: Date;
  readonly status: ExecutionStatus;
  readonly stopped?: Date;
  /** JSON text. */
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

/** State machines by account, region and name. */
export const machines = defineTable<MachineRecord>('states/machines');
/** Executions by account, region, machine and name. */
export const executions = defineTable<ExecutionRecord>('states/executions');
/** Names of executions by account, region, machine, start in milliseconds and name. */
export const executionsByStart = defineTable<string>('states/executions-by-start');
/** Events of executions: by the execution's ARN and a number from 1. */
export const history = defineTable<HistoryEvent>('states/history');

/** The state machine of an ARN; undefined where the account and region have none. */
export function findMachine(db: Store, scope: MachineScope, arn: string): MachineRecord | undefined {
  const machine = db.get(machines, [scope.accountId, scope.region, arn.split(':')[6] ?? '']);
  return machine?.arn === arn ? machine : undefined;
}

/** The execution of an ARN; undefined where the account and region have none. */
export function findExecution(db: Store, scope: MachineScope, arn: string): ExecutionRecord | undefined {
  const [, , , , , , machine = '', name = ''] = arn.split(':');
  const execution = db.get(executions, [scope.accountId, scope.region, machine, name]);
  return execution?.arn === arn ? execution : undefined;
}

/** Writes an execution, new or changed. */
export function saveExecution(db: Rows, execution: ExecutionRecord): void {
  const { accountId, region, machine, name, started } = execution;
  db.put(executions, [accountId, region, machine, name], execution);
  db.put(executionsByStart, [accountId, region, machine, started.getTime(), name], name);
}
