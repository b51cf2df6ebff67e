import { randomUUID } from 'node:crypto';
import { AwsError } from '../../../kernel/aws-error';
import type { Work } from '../../../kernel/work';
import { checkStackPolicy } from '../stack-policy';
import { findStack, insertStack, type StackDefinition, type StackRecord, type StackScope } from '../state';
import { prepare } from './prepare';
import type { StackRequest } from './stack-request';
import { actingRole, startOperation } from './start-operation';

/**
 * Creates a stack: answers once everything that can be checked at once is; the resources come by and by.
 *
 * The same call with the same `clientRequestToken` answers the same stack.
 *
 * @throws AwsError `ValidationError`, `AlreadyExistsException`, `InsufficientCapabilitiesException`.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html
 */
export function createStack(request: StackRequest, work: Work): { readonly stackId: string } {
  checkStackName(request.stackName);
  const existing = findStack(work.db, request, request.stackName);
  const token = request.clientRequestToken;
  if (existing && token !== undefined && existing.creationToken === token) return { stackId: existing.id };
  if (existing) throw new AwsError('AlreadyExistsException', `Stack [${request.stackName}] already exists`);
  if (request.stackPolicyBody !== undefined) checkStackPolicy(request.stackPolicyBody);
  const definition = prepare({ ...request, scope: request, notificationArns: request.notificationArns ?? [] }, work);
  const stack = newStack(request, request.stackName, work.now, {
    definition,
    disableRollback: request.disableRollback ?? request.onFailure === 'DO_NOTHING',
    timeoutInMinutes: request.timeoutInMinutes,
    terminationProtection: request.enableTerminationProtection ?? false,
    stackPolicy: request.stackPolicyBody,
    creationToken: token,
    ...request.nestedIn,
  });
  insertStack(work.db, stack);
  startOperation(
    work,
    stack,
    {
      kind: 'create',
      phase: 'forward',
      token,
      role: actingRole(request),
      onFailure: request.disableRollback ? 'DO_NOTHING' : (request.onFailure ?? 'ROLLBACK'),
      retainExceptOnCreate: request.retainExceptOnCreate ?? false,
    },
    'CREATE_IN_PROGRESS',
    'User Initiated',
  );
  return { stackId: stack.id };
}

/** Refuses a name that isn't a letter followed by letters, digits and hyphens, 128 characters in all. */
export function checkStackName(name: string): void {
  const problem = !/^[a-zA-Z][-a-zA-Z0-9]*$/.test(name)
    ? 'Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*'
    : name.length > 128
      ? 'Member must have length less than or equal to 128'
      : undefined;
  if (problem === undefined) return;
  throw new AwsError(
    'ValidationError',
    `1 validation error detected: Value '${name}' at 'stackName' failed to satisfy constraint: ${problem}`,
  );
}

/** A stack that isn't in the store yet. */
export function newStack(
  { accountId, region }: StackScope,
  name: string,
  created: Date,
  fields: { readonly definition?: StackDefinition } & Partial<StackRecord>,
): StackRecord {
  const uuid = randomUUID();
  return {
    accountId,
    region,
    id: `arn:aws:cloudformation:${region}:${accountId}:stack/${name}/${uuid}`,
    uuid,
    name,
    status: 'REVIEW_IN_PROGRESS',
    created,
    outputs: [],
    imports: [],
    disableRollback: false,
    terminationProtection: false,
    ...fields,
  };
}
