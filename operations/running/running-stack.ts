import type { Template } from '../../catalog/template/types';
import { unlessRefused } from '../aws/aws-error';
import type { AwsTarget } from '../aws/aws-target';
import { readStackTemplate } from '../aws/stack-template';

/** Template and answers of a provisioned product's stack. */
export interface RunningStack {
  readonly template: Template;
  /** As the stack has them, defaults included; those that are `NoEcho` as asterisks. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly status: string;
}

/**
 * Reads a stack.
 *
 * @param stack name or ARN
 * @returns undefined where the caller may not read it (end users often may not), or where there is none
 */
export async function runningStack(target: AwsTarget, stack: string): Promise<RunningStack | undefined> {
  const cloudFormation = await target.cloudFormation();
  return unlessRefused(async () => {
    const [{ Stacks: [described] = [] }, { TemplateBody = '' }] = await Promise.all([
      cloudFormation.describeStacks({ StackName: stack }),
      cloudFormation.getTemplate({ StackName: stack, TemplateStage: 'Original' }),
    ]);
    const parameters = (described?.Parameters ?? []).map(({ ParameterKey = '', ParameterValue = '' }) => [
      ParameterKey,
      ParameterValue,
    ]);
    return {
      template: readStackTemplate(stack, TemplateBody),
      parameters: Object.fromEntries(parameters),
      status: described?.StackStatus ?? '',
    };
  });
}
