import {
  type EvaluatedTemplate,
  evaluateTemplate,
  pseudoParameters,
  resolveParameters,
  type Template,
  TemplateError,
  UNRESOLVED,
} from '../../catalog/template';
import { HIDDEN_VALUE } from '../running/running-stack';
import type { Session } from './session';

type Answers = Readonly<Record<string, string>>;

/**
 * A template evaluated with the answers of a running product.
 *
 * @param values those that the template doesn't ask are left out
 * @param stackId of the product's stack
 * @returns undefined where the template can't be evaluated with them
 */
export function evaluated(
  { accountId, target: { region }, exports }: Session,
  template: Template,
  values: Answers,
  stackId: string,
): EvaluatedTemplate | undefined {
  const stackName = stackId.split('/')[1] ?? stackId;
  try {
    return evaluateTemplate(template, {
      parameters: resolveParameters(template, asked(template, values)),
      pseudo: pseudoParameters({ accountId, region, stackName, stackId }),
      importValue: (name) => exports.get(name) ?? UNRESOLVED,
    });
  } catch (error) {
    if (error instanceof TemplateError) return undefined;
    throw error;
  }
}

/** Of some answers those that a template asks for, and whose values are known. */
export function asked(template: Template, values: Answers): Answers {
  const { Parameters: parameters = {} } = template;
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => {
      const parameter = parameters[name];
      return parameter !== undefined && !(parameter.NoEcho && value === HIDDEN_VALUE);
    }),
  );
}
