import {
  type EvaluatedTemplate,
  evaluateTemplate,
  pseudoParameters,
  resolveParameters,
  type Template,
  TemplateError,
  UNRESOLVED,
} from '../../catalog/template';
import type { AwsTarget } from '../aws/aws-target';
import { exportedValues } from '../aws/exports';
import { HIDDEN_VALUE } from '../running/hidden-value';
import type { Answers } from './product-change';

/**
 * Evaluates a template with the answers of a running product.
 *
 * @param values those that the template doesn't ask are left out
 * @param stackId of the product's stack
 * @returns undefined where the template can't be evaluated with them
 */
export type Evaluate = (template: Template, values: Answers, stackId: string) => EvaluatedTemplate | undefined;

/** Evaluator for the stacks of an account and region, with what others export there now. */
export async function evaluatorAt(target: AwsTarget): Promise<Evaluate> {
  const { region } = target;
  // Where the caller may not list the exports, what is imported isn't known.
  const [accountId, exports = new Map<string, string>()] = await Promise.all([
    target.accountId(),
    exportedValues(target),
  ]);
  return (template, values, stackId) => {
    const stackName = stackId.split('/')[1] ?? stackId;
    try {
      return evaluateTemplate(template, {
        parameters: resolveParameters(template, answersTo(template, values)),
        pseudo: pseudoParameters({ accountId, region, stackName, stackId }),
        importValue: (name) => exports.get(name) ?? UNRESOLVED,
      });
    } catch (error) {
      if (error instanceof TemplateError) return undefined;
      throw error;
    }
  };
}

/** Of some answers those that a template asks for, and whose values are known. */
export function answersTo(template: Template, values: Answers): Answers {
  const { Parameters: parameters = {} } = template;
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => {
      const parameter = parameters[name];
      return parameter !== undefined && !(parameter.NoEcho && value === HIDDEN_VALUE);
    }),
  );
}
