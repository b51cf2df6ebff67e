import {
  deletionPolicyOf,
  evaluateTemplate,
  pseudoParameters,
  resolveParameters,
  TemplateError,
  UNRESOLVED,
} from '../../catalog/template';
import type { AwsTarget } from '../aws/aws-target';
import { runningStack } from './running-stack';

/**
 * Number of resources that a stack is to have, or to lose, by its template, which is the released one, with its answers.
 *
 * @param stack name or ARN
 * @param operation `DELETE`: those that outlive the stack aren't counted
 * @returns undefined where the caller may not read the stack, or its template can't be evaluated
 */
export async function expectedResources(
  target: AwsTarget,
  stack: string,
  operation: string,
): Promise<number | undefined> {
  const running = await runningStack(target, stack);
  if (!running) return undefined;
  const { template, parameters } = running;
  const place = { accountId: await target.accountId(), region: target.region, stackName: stack };
  try {
    const { resources } = evaluateTemplate(template, {
      parameters: resolveParameters(template, parameters),
      pseudo: pseudoParameters(place),
      importValue: () => UNRESOLVED,
    });
    const all = Object.values(resources);
    const isKept = (policy: string) => policy === 'Retain' || policy === 'RetainExceptOnCreate';
    return operation === 'DELETE' ? all.filter((each) => !isKept(deletionPolicyOf(each))).length : all.length;
  } catch (error) {
    if (error instanceof TemplateError) return undefined;
    throw error;
  }
}
