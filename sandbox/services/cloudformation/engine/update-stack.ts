import { AwsError } from '../../../kernel/aws-error';
import type { Work } from '../../../kernel/work';
import { checkStackPolicy } from '../stack-policy';
import { findStack, type StackDefinition, type StackRecord, saveStack } from '../state';
import { checkResourceTypesStay, hasChanges } from './definition-changes';
import { prepare } from './prepare';
import type { UpdateRequest } from './stack-request';
import { actingRole, startOperation } from './start-operation';

/** Statuses from which a stack can be updated. `UPDATE_FAILED` is one: a failure that wasn't to be rolled back. */
const UPDATABLE = new Set([
  'CREATE_COMPLETE',
  'CREATE_FAILED',
  'UPDATE_COMPLETE',
  'UPDATE_FAILED',
  'UPDATE_ROLLBACK_COMPLETE',
  'IMPORT_COMPLETE',
  'IMPORT_ROLLBACK_COMPLETE',
]);

/**
 * Updates a stack: answers once everything that can be checked at once is.
 *
 * @throws AwsError `ValidationError` (also where nothing would change), `InsufficientCapabilitiesException`.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_UpdateStack.html
 */
export function updateStack(request: UpdateRequest, work: Work): { readonly stackId: string } {
  const stack = existingStack(request, work);
  const previous = updatableDefinition(stack);
  for (const policy of [request.stackPolicyBody, request.stackPolicyDuringUpdateBody]) {
    if (policy !== undefined) checkStackPolicy(policy);
  }
  const definition = prepare(
    {
      ...request,
      scope: stack,
      stackName: stack.name,
      stackId: stack.id,
      tags: request.tags ?? previous.tags,
      notificationArns: request.notificationArns ?? previous.notificationArns,
      roleArn: request.roleArn ?? previous.roleArn,
      previous,
    },
    work,
  );
  checkResourceTypesStay(stack, definition, work.db);
  if (!hasChanges(stack, previous, definition, work.db)) {
    throw new AwsError('ValidationError', 'No updates are to be performed.');
  }
  applyDefinition(stack, previous, definition, request, work);
  return { stackId: stack.id };
}

/** Sets a checked update going. */
export function applyDefinition(
  stack: StackRecord,
  previous: StackDefinition,
  definition: StackDefinition,
  request: Omit<UpdateRequest, 'templateBody' | 'parameters' | 'capabilities' | 'stackId'>,
  work: Work,
): void {
  const { outputs, imports } = stack;
  const policy = request.stackPolicyDuringUpdateBody ?? stack.stackPolicy;
  if (request.stackPolicyBody !== undefined) stack.stackPolicy = request.stackPolicyBody;
  stack.definition = definition;
  stack.updated = work.now;
  stack.disableRollback = request.disableRollback ?? false;
  saveStack(work.db, stack);
  startOperation(
    work,
    stack,
    {
      kind: 'update',
      phase: 'forward',
      token: request.clientRequestToken,
      role: actingRole(request, stack),
      onFailure: request.disableRollback ? 'DO_NOTHING' : 'ROLLBACK',
      retainExceptOnCreate: request.retainExceptOnCreate ?? false,
      policy,
      before: { definition: previous, outputs, imports },
    },
    'UPDATE_IN_PROGRESS',
    'User Initiated',
  );
}

/** The stack that a request names, unless it is none or deleted. */
export function existingStack(
  { accountId, region, stackId }: Pick<UpdateRequest, 'accountId' | 'region' | 'stackId'>,
  { db }: Work,
): StackRecord {
  const stack = findStack(db, { accountId, region }, stackId);
  if (!stack || stack.status === 'DELETE_COMPLETE') {
    throw new AwsError('ValidationError', `Stack [${stackId}] does not exist`);
  }
  return stack;
}

/** Definition of a stack now, if its status lets it be updated. */
export function updatableDefinition(stack: StackRecord): StackDefinition {
  if (!UPDATABLE.has(stack.status) || !stack.definition) {
    const message = `Stack:${stack.id} is in ${stack.status} state and can not be updated.`;
    throw new AwsError('ValidationError', message);
  }
  return stack.definition;
}
