import { randomUUID } from 'node:crypto';
import { AwsError } from '../../../kernel/aws-error';
import type { Work } from '../../../kernel/work';
import { checkStackName, newStack } from '../engine/create-stack';
import { checkResourceTypesStay } from '../engine/definition-changes';
import type { OnFailure } from '../engine/operation';
import { prepare } from '../engine/prepare';
import type { StackRequest } from '../engine/stack-request';
import { existingStack, updatableDefinition } from '../engine/update-stack';
import { type EventRecord, events, findStack, insertStack, type StackRecord } from '../state';
import { type ChangeSetRecord, changeSetAt, saveChangeSet } from './state';

/** The kind of job that works out what a change set would do. */
export const CHANGE_SET_JOB = 'cloudformation/change-set';

/** Payload of that job. */
export interface ChangeSetJob {
  readonly stackUuid: string;
  readonly uuid: string;
}

/** Request to create a change set. Tags, notification ARNs and role that are left out stay as they are. */
export interface ChangeSetRequest
  extends Omit<StackRequest, 'tags' | 'stackPolicyBody' | 'timeoutInMinutes' | 'enableTerminationProtection'> {
  readonly changeSetName: string;
  /** `CREATE` makes the stack too, in `REVIEW_IN_PROGRESS`. */
  readonly type: 'CREATE' | 'UPDATE';
  readonly tags?: Readonly<Record<string, string>>;
  readonly description?: string;
  readonly onFailure?: OnFailure;
  readonly includeNestedStacks?: boolean;
}

/**
 * Creates a change set: answers once everything that can be checked at once is; what it would change is worked out by
 * and by.
 *
 * @throws AwsError `AlreadyExistsException`, `ValidationError`, `InsufficientCapabilitiesException`.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html
 */
export function createChangeSet(
  request: ChangeSetRequest,
  work: Work,
): { readonly id: string; readonly stackId: string } {
  const stack = request.type === 'CREATE' ? reviewedStack(request, work) : updatedStack(request, work);
  const existing = changeSetAt(work.db, request, request.changeSetName, stack.id);
  if (existing && request.clientRequestToken !== undefined && existing.token === request.clientRequestToken) {
    return { id: existing.id, stackId: stack.id };
  }
  if (existing) throw new AwsError('AlreadyExistsException', `ChangeSet ${request.changeSetName} already exists`);
  const previous = request.type === 'UPDATE' ? updatableDefinition(stack) : undefined;
  const definition = prepare(
    {
      ...request,
      scope: request,
      stackName: stack.name,
      stackId: stack.id,
      tags: request.tags ?? previous?.tags ?? {},
      notificationArns: request.notificationArns ?? previous?.notificationArns ?? [],
      roleArn: request.roleArn ?? previous?.roleArn,
      previous,
      forChangeSet: true,
    },
    work,
  );
  if (previous) checkResourceTypesStay(stack, definition, work.db);
  const uuid = randomUUID();
  const { accountId, region } = request;
  const changeSet: ChangeSetRecord = {
    accountId,
    region,
    id: `arn:aws:cloudformation:${region}:${accountId}:changeSet/${request.changeSetName}/${uuid}`,
    uuid,
    name: request.changeSetName,
    stackUuid: stack.uuid,
    stackId: stack.id,
    stackName: stack.name,
    type: request.type,
    description: request.description,
    created: work.now,
    definition,
    status: 'CREATE_PENDING',
    executionStatus: 'UNAVAILABLE',
    changes: [],
    onFailure: request.onFailure,
    includeNestedStacks: request.includeNestedStacks ?? false,
    token: request.clientRequestToken,
  };
  saveChangeSet(work.db, changeSet);
  const job: ChangeSetJob = { stackUuid: stack.uuid, uuid };
  work.parts.jobs.enqueue(CHANGE_SET_JOB, job);
  return { id: changeSet.id, stackId: stack.id };
}

function updatedStack(request: ChangeSetRequest, work: Work): StackRecord {
  return existingStack({ ...request, stackId: request.stackName }, work);
}

/** The stack of a first change set: nothing but a name, until the change set is executed. */
function reviewedStack(request: ChangeSetRequest, work: Work): StackRecord {
  const existing = findStack(work.db, request, request.stackName);
  if (existing && existing.status !== 'REVIEW_IN_PROGRESS') {
    throw new AwsError(
      'ValidationError',
      `Stack [${request.stackName}] already exists and cannot be created again with the changeSet [${request.changeSetName}].`,
    );
  }
  if (existing) return existing;
  checkStackName(request.stackName);
  const stack = newStack(request, request.stackName, work.now, { statusReason: 'User Initiated' });
  insertStack(work.db, stack);
  const event: EventRecord = {
    id: randomUUID(),
    logicalId: stack.name,
    physicalId: stack.id,
    type: 'AWS::CloudFormation::Stack',
    status: stack.status,
    reason: stack.statusReason,
    at: work.now,
  };
  work.db.put(events, [stack.uuid, 1], event);
  return stack;
}
