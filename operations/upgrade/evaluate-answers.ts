import type { UpdatePlace } from '../../catalog/comparison';
import {
  type EvaluatedTemplate,
  evaluateTemplate,
  isNoEcho,
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

/** Evaluator for the stacks of an account and region. */
export interface Evaluate {
  /**
   * Evaluates a template with the answers of a running product.
   *
   * @param values those that the template doesn't ask are left out
   * @param stackId of the product's stack
   * @returns undefined where the template can't be evaluated with them
   */
  (template: Template, values: Answers, stackId: string): EvaluatedTemplate | undefined;
  /** Names of the exports that a template imports with some answers; undefined where it can't be evaluated with them. */
  readonly importsOf: (template: Template, values: Answers, stackId: string) => ReadonlySet<string> | undefined;
  /** Surroundings of a stack, for our comparison. */
  readonly placeOf: (stackId: string) => UpdatePlace;
}

/** Evaluator for the stacks of an account and region, with what others export there now. */
export async function evaluatorAt(target: AwsTarget): Promise<Evaluate> {
  const { region } = target;
  // Where the caller may not list the exports, what is imported isn't known.
  const [accountId, exports = new Map<string, string>()] = await Promise.all([
    target.accountId(),
    exportedValues(target),
  ]);
  const placeOf = (stackId: string): UpdatePlace => {
    const stackName = stackId.split('/')[1] ?? stackId;
    return { pseudo: pseudoParameters({ accountId, region, stackName, stackId }), exports };
  };
  const evaluating = (template: Template, values: Answers, stackId: string, imported: (name: string) => void) => {
    try {
      return evaluateTemplate(template, {
        parameters: resolveParameters(template, answersTo(template, values)),
        pseudo: placeOf(stackId).pseudo,
        importValue: (name) => {
          imported(name);
          return exports.get(name) ?? UNRESOLVED;
        },
      });
    } catch (error) {
      if (error instanceof TemplateError) return undefined;
      throw error;
    }
  };
  const evaluate = (template: Template, values: Answers, stackId: string) =>
    evaluating(template, values, stackId, () => {});
  const importsOf = (template: Template, values: Answers, stackId: string) => {
    const imports = new Set<string>();
    return evaluating(template, values, stackId, (name) => imports.add(name)) && imports;
  };
  return Object.assign(evaluate, { importsOf, placeOf });
}

/** Of some answers those that a template asks for; one whose value is hidden is `undefined`. */
export function knownAnswers(template: Template, values: Answers): Readonly<Record<string, string | undefined>> {
  const { Parameters: parameters = {} } = template;
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const parameter = parameters[name];
      if (parameter === undefined) return [];
      return [[name, isNoEcho(parameter) && value === HIDDEN_VALUE ? undefined : value]];
    }),
  );
}

/** Of some answers those that a template asks for, and whose values are known. */
export function answersTo(template: Template, values: Answers): Answers {
  const known = Object.entries(knownAnswers(template, values));
  return Object.fromEntries(known.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
