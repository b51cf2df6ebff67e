import type * as model from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../../kernel/aws-error';
import type { Call } from '../../../kernel/call';
import type { Operations } from '../../../kernel/operations';
import { checkStackPolicy } from '../stack-policy';
import { type StackRecord, saveStack } from '../state';
import { stackNamed, textFrom } from './stack-input';

const POLICY = { body: 'StackPolicyBody', url: 'StackPolicyURL' };

/** Operations on stack policies and termination protection. */
export const stackProtectionOperations = {
  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_SetStackPolicy.html */
  SetStackPolicy(input, call) {
    const stack = liveStack(input.StackName, call);
    const text = textFrom(input.StackPolicyBody, input.StackPolicyURL, call, POLICY);
    if (text === undefined) {
      throw new AwsError('ValidationError', 'Either StackPolicyBody or StackPolicyURL must be specified');
    }
    checkStackPolicy(text);
    saveStack(call.db, { ...stack, stackPolicy: text });
    return {};
  },

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_GetStackPolicy.html */
  GetStackPolicy(input, call) {
    return { StackPolicyBody: stackNamed(input.StackName, call).stackPolicy };
  },

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_UpdateTerminationProtection.html */
  UpdateTerminationProtection(input, call) {
    const stack = liveStack(input.StackName, call);
    saveStack(call.db, { ...stack, terminationProtection: input.EnableTerminationProtection ?? false });
    return { StackId: stack.id };
  },
} satisfies Operations<typeof model>;

function liveStack(nameOrId: string | undefined, call: Call): StackRecord {
  const stack = stackNamed(nameOrId, call);
  if (stack.status === 'DELETE_COMPLETE' || stack.status === 'DELETE_IN_PROGRESS') {
    throw new AwsError('ValidationError', `Stack [${nameOrId}] does not exist`);
  }
  return stack;
}
