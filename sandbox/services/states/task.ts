import { allowsAction, decide, trusts } from '../../../catalog/permissions';
import type { Json } from '../../../catalog/template';
import { AwsError } from '../../kernel/aws-error';
import type { Caller } from '../../kernel/caller';
import { roleSession } from '../../kernel/identity';
import type { Work } from '../../kernel/work';
import type { Store } from '../../store/store';
import { findStack } from '../cloudformation';
import { boundaryPolicy, findRole, type RoleRecord, rolePolicies } from '../iam';
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
  const fields = typeof input === 'object' && input !== null && !Array.isArray(input) ? input : {};
  try {
    const caller = callerFor(execution, db);
    authorize(caller, { service: service.signing, operation, fields }, execution, db);
    const request = { service: service.signing, operation, input: fields, caller, region: execution.region };
    return JSON.parse(JSON.stringify(parts.invoke(request) ?? {}));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const title = COMMON_ERRORS.has(error.code) ? service.title : error.code.replace(/(Exception|Error)$/, '');
    const cause = `${error.message} (Service: ${service.title}, Status Code: ${error.status ?? 400})`;
    throw new StateError({ error: `${service.title}.${title}Exception`, cause });
  }
}

function calledOperation(resource: string) {
  const [, name = '', verb = ''] = /^arn:aws:states:::aws-sdk:([a-z0-9]+):([A-Za-z0-9]+)$/.exec(resource) ?? [];
  const service = SERVICES[name];
  return service && { service, operation: verb.charAt(0).toUpperCase() + verb.slice(1) };
}

/** @throws AwsError where Step Functions can't assume the role. */
function callerFor({ roleArn, name, accountId }: ExecutionRecord, db: Store): Caller & { readonly role: RoleRecord } {
  const role = findRole(db, accountId, roleArn.split('/').at(-1) ?? '');
  const context = { 'aws:SourceAccount': accountId };
  if (!role || !trusts(role.trustPolicy, { service: 'states.amazonaws.com', context })) {
    throw denied(`The state machine's role ${roleArn} can't be assumed by states.amazonaws.com`);
  }
  return { ...roleSession(role, name.slice(0, 64)), role };
}

interface Asked {
  readonly service: string;
  readonly operation: string;
  readonly fields: Readonly<Record<string, Json>>;
}

function authorize(
  { arn, role }: Caller & { readonly role: RoleRecord },
  { service, operation, fields }: Asked,
  execution: ExecutionRecord,
  db: Store,
): void {
  const action = `${service}:${operation}`;
  const policies = rolePolicies(db, role);
  const boundary = boundaryPolicy(db, role);
  const resource = service === 'cloudformation' ? stackArn(fields.StackName, execution, db) : undefined;
  const allowed =
    resource === undefined
      ? allowsAction(policies, action, { boundary })
      : decide(policies, { action, resource }, boundary) === 'allowed';
  if (allowed) return;
  const on = resource === undefined ? '' : ` on resource: ${resource}`;
  throw denied(
    `User: ${arn} is not authorized to perform: ${action}${on} because no identity-based policy allows the ${action} action`,
  );
}

/** ARN of the stack that IAM takes a call to be about. */
function stackArn(name: Json | undefined, { accountId, region }: ExecutionRecord, db: Store): string | undefined {
  if (typeof name !== 'string') return undefined;
  if (name.startsWith('arn:')) return name;
  return (
    findStack(db, { accountId, region }, name)?.id ?? `arn:aws:cloudformation:${region}:${accountId}:stack/${name}/*`
  );
}

function denied(message: string): AwsError {
  return new AwsError('AccessDeniedException', message, 403);
}
