import { randomUUID } from 'node:crypto';
import type * as model from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../../kernel/aws-error';
import type { Operations } from '../../../kernel/operations';
import { operations } from '../engine/operation';
import { actingRole, startOperation } from '../engine/start-operation';
import { findResource } from '../resource-rows';
import { callerRole, checkServiceRole } from './service-role';
import { stackNamed } from './stack-input';

/** Operations that stop an update or take its rollback on. */
export const updateControlOperations = {
  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CancelUpdateStack.html */
  CancelUpdateStack(input, call) {
    const stack = stackNamed(input.StackName, call);
    const operation = call.db.get(operations, [stack.uuid]);
    if (stack.status !== 'UPDATE_IN_PROGRESS' || !operation) {
      throw new AwsError('ValidationError', 'CancelUpdateStack cannot be called from current stack status');
    }
    call.db.put(operations, [stack.uuid], { ...operation, cancelled: true });
    return {};
  },

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ContinueUpdateRollback.html */
  ContinueUpdateRollback(input, call) {
    const stack = stackNamed(input.StackName, call);
    const operation = call.db.get(operations, [stack.uuid]);
    if (stack.status !== 'UPDATE_ROLLBACK_FAILED' || !operation) {
      throw new AwsError(
        'ValidationError',
        `Stack:${stack.id} is in ${stack.status} state and can not continue update rollback.`,
      );
    }
    const { ResourcesToSkip: skip = [] } = input;
    const wrong = skip.find((id) => findResource(call.db, stack.uuid, id)?.status !== 'UPDATE_FAILED');
    if (wrong !== undefined) {
      throw new AwsError(
        'ValidationError',
        `The resource ${wrong} cannot be skipped: only resources in the UPDATE_FAILED state can be.`,
      );
    }
    checkServiceRole(input.RoleARN, call);
    startOperation(
      call,
      stack,
      {
        ...operation,
        id: randomUUID(),
        started: call.now,
        phase: 'back',
        begun: false,
        token: input.ClientRequestToken,
        role: actingRole({ roleArn: input.RoleARN, callerRole: callerRole(call) }, stack) ?? operation.role,
        retain: skip,
      },
      'UPDATE_ROLLBACK_IN_PROGRESS',
      'User Initiated',
    );
    return {};
  },
} satisfies Operations<typeof model>;
