import { trusts } from '../../../catalog/permissions';
import type { Json, JsonObject } from '../../../catalog/template';
import { AwsError } from '../../kernel/aws-error';
import type { Caller } from '../../kernel/caller';
import { roleSession } from '../../kernel/identity';
import type { Work } from '../../kernel/work';
import type { Store } from '../../store/store';
import { findRole } from '../iam';
import { runtimeError, StateError } from './language/failure';
import type { ExecutionRecord } from './state';

/** Services that tasks call, by their name in a resource: how requests are signed, and how errors are named. */
const SERVICES: Readonly<Record<string, { readonly signing: string; readonly title: string }>> = {
  cloudformation: { signing: 'cloudformation', title: 'CloudFormation' },
  eventbridge: { signing: 'events', title: 'EventBridge' },
  iam: { signing: 'iam', title: 'Iam' },
  servicecatalog: { signing: 'servicecatalog', title: 'ServiceCatalog' },
  sfn: { signing: 'states', title: 'Sfn' },
  ssm: { signing: 'ssm', title: 'Ssm' },
  sts: { signing: 'sts', title: 'Sts' },
};

/** Step Functions, as its errors are named where it is called by its optimized integration. */
const STEP_FUNCTIONS = { signing: 'states', title: 'StepFunctions' };

/** Errors that stand in no service's model: AWS's Java SDK, whose names tasks see, throws the service's general one. */
const COMMON_ERRORS = new Set([
  ...['AccessDenied', 'AccessDeniedException', 'Throttling', 'ThrottlingException', 'UnknownOperationException'],
  ...['ValidationError', 'ValidationException'],
]);

/** Whether the sandbox runs tasks of a resource: https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html */
export function isCallable(resource: string): boolean {
  return calledOperation(resource) !== undefined;
}

/**
 * Makes the call of a task, as part of the transaction under way: to the sandbox's own service, as the state machine's role,
 * as far as its policies allow.
 *
 * @throws StateError as the service's SDK names its errors.
 */
export function callTask(
  execution: ExecutionRecord,
  { resource, input }: { readonly resource: string; readonly input: Json },
  { db, parts }: Pick<Work, 'db' | 'parts'>,
): Json {
  const called = calledOperation(resource);
  if (!called) throw runtimeError(`The sandbox runs no task of the resource ${resource}.`);
  const { service, operation } = called;
  const given = typeof input === 'object' && input !== null && !Array.isArray(input) ? input : {};
  const isStart = resource === START_EXECUTION;
  const fields = isStart ? startInput(given) : given;
  try {
    const request = { service: service.signing, operation, input: fields, region: execution.region };
    const answer = JSON.parse(JSON.stringify(parts.invoke({ ...request, caller: callerFor(execution, db) }) ?? {}));
    return isStart ? { ExecutionArn: answer.executionArn, StartDate: answer.startDate } : answer;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const title = COMMON_ERRORS.has(error.code) ? service.title : error.code.replace(/(Exception|Error)$/, '');
    const cause = `${error.message} (Service: ${service.title}, Status Code: ${error.status ?? 400})`;
    throw new StateError({ error: `${service.title}.${title}Exception`, cause });
  }
}

/** Starts another machine without waiting for its end: the one task of an optimized integration that the sandbox runs. */
const START_EXECUTION = 'arn:aws:states:::states:startExecution';

/**
 * Input of the call that it makes. A task's fields begin with capitals, those of the API don't; the other execution's input
 * is JSON in the one and text in the other: https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html
 */
function startInput({ StateMachineArn, Name, Input = {} }: JsonObject): JsonObject {
  const input = typeof Input === 'string' ? Input : JSON.stringify(Input);
  return {
    ...(StateMachineArn !== undefined && { stateMachineArn: StateMachineArn }),
    ...(Name !== undefined && { name: Name }),
    input,
  };
}

function calledOperation(resource: string) {
  if (resource === START_EXECUTION) return { service: STEP_FUNCTIONS, operation: 'StartExecution' };
  const [, name = '', verb = ''] = /^arn:aws:states:::aws-sdk:([a-z0-9]+):([A-Za-z0-9]+)$/.exec(resource) ?? [];
  const service = SERVICES[name];
  return service && { service, operation: verb.charAt(0).toUpperCase() + verb.slice(1) };
}

/** Session of the machine's role, by whose policies the call is judged. @throws AwsError where Step Functions can't assume it. */
function callerFor({ roleArn, name, accountId }: ExecutionRecord, db: Store): Caller {
  const role = findRole(db, accountId, roleArn.split('/').at(-1) ?? '');
  const context = { 'aws:SourceAccount': accountId };
  if (!role || !trusts(role.trustPolicy, { service: 'states.amazonaws.com', context })) {
    const message = `The state machine's role ${roleArn} can't be assumed by states.amazonaws.com`;
    throw new AwsError('AccessDeniedException', message, 403);
  }
  return { ...roleSession(role, name.slice(0, 64)), session: {} };
}
