import type * as model from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../../kernel/aws-error';
import type { Operations } from '../../../kernel/operations';
import { createStack as create } from '../engine/create-stack';
import { deleteStack as remove } from '../engine/delete-stack';
import { existingStack, updateStack as update } from '../engine/update-stack';
import { templateText } from '../template-store';
import { callerRole, checkServiceRole } from './service-role';
import { parametersFrom, requiredTemplate, tagsFrom, templateFrom, textFrom } from './stack-input';

const POLICY = { body: 'StackPolicyBody', url: 'StackPolicyURL' };
const POLICY_DURING = { body: 'StackPolicyDuringUpdateBody', url: 'StackPolicyDuringUpdateURL' };

/** Operations that create, update and delete stacks. */
export const stackOperations = {
  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html */
  CreateStack(input, call) {
    if (input.OnFailure !== undefined && input.DisableRollback !== undefined) {
      throw new AwsError('ValidationError', 'Only one of DisableRollback or OnFailure may be specified');
    }
    checkServiceRole(input.RoleARN, call);
    const { stackId } = create(
      {
        accountId: call.accountId,
        region: call.region,
        stackName: input.StackName ?? '',
        templateBody: requiredTemplate(input, call),
        parameters: parametersFrom(input.Parameters),
        tags: tagsFrom(input.Tags ?? []),
        capabilities: input.Capabilities ?? [],
        notificationArns: input.NotificationARNs,
        roleArn: input.RoleARN,
        callerRole: callerRole(call),
        clientRequestToken: input.ClientRequestToken,
        disableRollback: input.DisableRollback,
        onFailure: input.OnFailure,
        timeoutInMinutes: input.TimeoutInMinutes,
        enableTerminationProtection: input.EnableTerminationProtection,
        stackPolicyBody: textFrom(input.StackPolicyBody, input.StackPolicyURL, call, POLICY),
        retainExceptOnCreate: input.RetainExceptOnCreate,
      },
      call,
    );
    return { StackId: stackId };
  },

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_UpdateStack.html */
  UpdateStack(input, call) {
    const stack = existingStack({ ...call, stackId: input.StackName ?? '' }, call);
    checkServiceRole(input.RoleARN, call);
    const given = templateFrom(input, call);
    if (input.UsePreviousTemplate && given !== undefined) {
      throw new AwsError('ValidationError', 'Cannot specify both usePreviousTemplate and a template');
    }
    const previous = stack.definition && templateText(call.db, stack.definition.template);
    const { StackPolicyDuringUpdateBody: during, StackPolicyDuringUpdateURL: duringUrl } = input;
    const { stackId } = update(
      {
        accountId: call.accountId,
        region: call.region,
        stackId: stack.id,
        templateBody: (input.UsePreviousTemplate ? previous : given) ?? requiredTemplate(input, call),
        parameters: parametersFrom(input.Parameters),
        tags: input.Tags && tagsFrom(input.Tags),
        capabilities: input.Capabilities ?? [],
        notificationArns: input.NotificationARNs,
        roleArn: input.RoleARN,
        callerRole: callerRole(call),
        clientRequestToken: input.ClientRequestToken,
        disableRollback: input.DisableRollback,
        stackPolicyBody: textFrom(input.StackPolicyBody, input.StackPolicyURL, call, POLICY),
        stackPolicyDuringUpdateBody: textFrom(during, duringUrl, call, POLICY_DURING),
        retainExceptOnCreate: input.RetainExceptOnCreate,
      },
      call,
    );
    return { StackId: stackId };
  },

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeleteStack.html */
  DeleteStack(input, call) {
    checkServiceRole(input.RoleARN, call);
    remove(
      {
        accountId: call.accountId,
        region: call.region,
        stackId: input.StackName ?? '',
        roleArn: input.RoleARN,
        callerRole: callerRole(call),
        clientRequestToken: input.ClientRequestToken,
        retainResources: input.RetainResources,
      },
      call,
    );
    return {};
  },
} satisfies Operations<typeof model>;
