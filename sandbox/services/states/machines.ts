import { randomUUID } from 'node:crypto';
import type * as sfn from '@aws-sdk/client-sfn';
import { trusts } from '../../../catalog/permissions';
import { AwsError } from '../../kernel/aws-error';
import type { Operations } from '../../kernel/operations';
import { type PageRequest, pageOfRows } from '../../kernel/page';
import type { Work } from '../../kernel/work';
import { findRole } from '../iam';
import { definitionProblems } from './definition';
import { forgetExecution } from './ended-executions';
import { executions, findMachine, type MachineRecord, type MachineScope, machines } from './state';

/** An operation's call, or a provider's work for an account and region. */
type StatesCall = Pick<Work, 'db' | 'now'> & MachineScope;

/** Operations on state machines. */
export const machineOperations = {
  /** https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html */
  CreateStateMachine(input, call) {
    const { accountId, region, now, db } = call;
    const { name = '', definition = '', roleArn = '', type = 'STANDARD' } = input;
    checkName(name);
    checkDefinition(definition);
    checkRole(roleArn, call);
    const arn = `arn:aws:states:${region}:${accountId}:stateMachine:${name}`;
    const existing = db.get(machines, [accountId, region, name]);
    if (existing) {
      // The same call again is no error: the operation is idempotent.
      const same = existing.definition === definition && existing.roleArn === roleArn && existing.type === type;
      if (same) return { stateMachineArn: arn, creationDate: existing.created };
      throw new AwsError('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);
    }
    db.put(machines, [accountId, region, name], {
      ...{ accountId, region, name, arn, definition, roleArn, type, created: now, revisionId: randomUUID() },
      ...{ logging: input.loggingConfiguration, tracing: input.tracingConfiguration },
    });
    return { stateMachineArn: arn, creationDate: now };
  },

  /** https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateStateMachine.html */
  UpdateStateMachine(input, call) {
    const machine = theMachine(input.stateMachineArn, call);
    const { definition = machine.definition, roleArn = machine.roleArn } = input;
    checkDefinition(definition);
    checkRole(roleArn, call);
    const revisionId = randomUUID();
    const { loggingConfiguration: logging = machine.logging, tracingConfiguration: tracing = machine.tracing } = input;
    save({ ...machine, definition, roleArn, revisionId, logging, tracing }, call);
    return { updateDate: call.now, revisionId };
  },

  /** https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachine.html */
  DescribeStateMachine(input, call) {
    const machine = theMachine(input.stateMachineArn, call);
    const { arn, name, definition, roleArn, type, created, revisionId } = machine;
    return {
      ...{ stateMachineArn: arn, name, status: 'ACTIVE', definition, roleArn, type, creationDate: created, revisionId },
      loggingConfiguration: machine.logging as sfn.LoggingConfiguration | undefined,
      tracingConfiguration: machine.tracing as sfn.TracingConfiguration | undefined,
    };
  },

  /** https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListStateMachines.html */
  ListStateMachines(input, call) {
    const page = pageRequest(input, 'ListStateMachines');
    const { items, next } = pageOfRows(call.db, machines, [call.accountId, call.region], page);
    const stateMachines = items.map(({ value: { arn, name, type, created } }) => ({
      ...{ stateMachineArn: arn, name, type, creationDate: created },
    }));
    return { stateMachines, nextToken: next };
  },

  /** https://docs.aws.amazon.com/step-functions/latest/apireference/API_DeleteStateMachine.html: unknown ones are no error. */
  DeleteStateMachine(input, call) {
    const machine = findMachine(call.db, call, input.stateMachineArn ?? '');
    if (!machine) return {};
    const { accountId, region, name } = machine;
    for (const { value } of call.db.list(executions, [accountId, region, name])) forgetExecution(call.db, value);
    call.db.remove(machines, [accountId, region, name]);
    return {};
  },

  /** https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html */
  ValidateStateMachineDefinition(input) {
    const problems = definitionProblems(input.definition ?? '');
    const diagnostics = problems.map((problem) => {
      const [code = '', ...message] = problem.split(': ');
      return { severity: 'ERROR' as const, code, message: message.join(': ') };
    });
    return { result: problems.length > 0 ? 'FAIL' : 'OK', diagnostics, truncated: false };
  },
} satisfies Operations<typeof sfn, StatesCall>;

/** @throws AwsError `StateMachineDoesNotExist`. */
export function theMachine(arn: string | undefined, call: StatesCall): MachineRecord {
  const machine = findMachine(call.db, call, arn ?? '');
  if (!machine) throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
  return machine;
}

/**
 * Page that a list operation's input asks for: 100 rows by default and 1,000 at the most, 0 for the default.
 *
 * @param of the operation, and whose rows it lists.
 */
export function pageRequest(
  { maxResults, nextToken }: { readonly maxResults?: number; readonly nextToken?: string },
  of: string,
): PageRequest {
  return {
    token: nextToken,
    size: maxResults || 100,
    of,
    badToken: () => new AwsError('InvalidToken', 'Invalid Token'),
  };
}

/** Names of machines and executions: https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html */
export function checkName(name: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: AWS forbids them by their codes.
  if (/[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]/.test(name)) {
    throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
  }
}

function checkDefinition(definition: string): void {
  const problems = definitionProblems(definition);
  if (problems.length === 0) return;
  throw new AwsError('InvalidDefinition', `Invalid State Machine Definition: '${problems.join(', ')}'`);
}

function checkRole(arn: string, { db, accountId }: StatesCall): void {
  const role = findRole(db, accountId, arn.split('/').at(-1) ?? '');
  const context = { 'aws:SourceAccount': accountId };
  if (role?.arn === arn && trusts(role.trustPolicy, { service: 'states.amazonaws.com', context })) return;
  throw new AwsError(
    'AccessDeniedException',
    'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.',
  );
}

function save(machine: MachineRecord, { db }: StatesCall): void {
  db.put(machines, [machine.accountId, machine.region, machine.name], machine);
}
