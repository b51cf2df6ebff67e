import { randomUUID } from 'node:crypto';
import type * as sfn from '@aws-sdk/client-sfn';
import { AwsError } from '../../kernel/aws-error';
import type { Call } from '../../kernel/call';
import type { Operations } from '../../kernel/operations';
import { pageOfRows } from '../../kernel/page';
import type { Work } from '../../kernel/work';
import { saveEnded } from './ended-executions';
import { History } from './execution/history';
import { EXECUTION_JOB, type ExecutionJob } from './execution-job';
import { isWithinLimit } from './language/data-flow';
import { checkName, pageRequest, theMachine } from './machines';
import {
  type ExecutionRecord,
  executions,
  executionsByStart,
  findExecution,
  history,
  type MachineRecord,
  saveExecution,
} from './state';

/** Operations on executions. */
export const executionOperations = {
  /** https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html */
  StartExecution(input, call) {
    const machine = theMachine(input.stateMachineArn, call);
    const { name = randomUUID(), input: text = '{}' } = input;
    checkName(name);
    const existing = call.db.get(executions, [call.accountId, call.region, machine.name, name]);
    if (existing && (existing.status !== 'RUNNING' || existing.input !== text)) {
      throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${existing.arn}'`);
    }
    const { arn, started } = existing ?? beginExecution(machine, name, text, call);
    return { executionArn: arn, startDate: started };
  },

  /** https://docs.aws.amazon.com/step-functions/latest/apireference/API_StopExecution.html */
  StopExecution(input, call) {
    const execution = theExecution(input.executionArn, call);
    if (execution.status !== 'RUNNING') return { stopDate: execution.stopped };
    const { error, cause } = input;
    saveEnded(call.db, { ...execution, status: 'ABORTED', stopped: call.now, error, cause });
    const executionAbortedEventDetails = { error, cause };
    new History(call.db, execution.arn, call.now).end(0, { type: 'ExecutionAborted', executionAbortedEventDetails });
    return { stopDate: call.now };
  },

  /** https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html */
  DescribeExecution(input, call) {
    const execution = theExecution(input.executionArn, call);
    const { output, error, cause } = execution;
    const data = input.includedData === 'METADATA_ONLY' ? {} : { input: execution.input, output };
    return {
      ...shown(execution),
      ...{ ...data, inputDetails: { included: true }, error, cause },
      ...(output !== undefined && { outputDetails: { included: true } }),
    };
  },

  /** https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html: the newest first. */
  ListExecutions(input, call) {
    const { name: machine } = theMachine(input.stateMachineArn, call);
    const prefix = [call.accountId, call.region, machine];
    const rowOf = (id: string) => call.db.get(executions, [...prefix, id]);
    const page = { ...pageRequest(input, `executions ${machine}`), reverse: true };
    const { items, next } = pageOfRows(call.db, executionsByStart, prefix, page, ({ value }) => {
      return input.statusFilter === undefined || rowOf(value)?.status === input.statusFilter;
    });
    return { executions: items.flatMap(({ value }) => rowOf(value) ?? []).map(shown), nextToken: next };
  },

  /** https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html */
  GetExecutionHistory(input, call) {
    const { arn } = theExecution(input.executionArn, call);
    const page = { ...pageRequest(input, `history ${arn}`), reverse: input.reverseOrder };
    const { items, next } = pageOfRows(call.db, history, [arn], page);
    return { events: items.map(({ value }) => value), nextToken: next };
  },
} satisfies Operations<typeof sfn>;

/**
 * Starts an execution, as part of the transaction under way.
 *
 * @throws AwsError `InvalidExecutionInput` where the input is no JSON, or too much.
 */
export function beginExecution(machine: MachineRecord, name: string, input: string, work: Work): ExecutionRecord {
  try {
    JSON.parse(input);
  } catch (error) {
    throw new AwsError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${error}'`);
  }
  if (!isWithinLimit(input)) {
    throw new AwsError('InvalidExecutionInput', 'Invalid State Machine Execution Input: it has more than 262144 bytes');
  }
  const { accountId, region, definition, roleArn } = machine;
  const arn = `arn:aws:states:${region}:${accountId}:execution:${machine.name}:${name}`;
  const of = { accountId, region, machine: machine.name, name };
  const execution: ExecutionRecord = { ...of, arn, definition, roleArn, input, started: work.now, status: 'RUNNING' };
  saveExecution(work.db, execution);
  const executionStartedEventDetails = { input, roleArn };
  new History(work.db, arn, work.now).add(0, { type: 'ExecutionStarted', executionStartedEventDetails });
  const job: ExecutionJob = of;
  work.parts.jobs.enqueue(EXECUTION_JOB, job);
  return execution;
}

function theExecution(arn: string | undefined, call: Call): ExecutionRecord {
  const execution = findExecution(call.db, call, arn ?? '');
  if (!execution) throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  return execution;
}

function shown({ arn, accountId, region, machine, name, status, started, stopped }: ExecutionRecord) {
  const stateMachineArn = `arn:aws:states:${region}:${accountId}:stateMachine:${machine}`;
  return { executionArn: arn, stateMachineArn, name, status, startDate: started, stopDate: stopped };
}
