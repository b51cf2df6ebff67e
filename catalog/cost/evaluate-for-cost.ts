import { CatalogError } from '../errors';
import {
  type EvaluatedTemplate,
  type EvaluationContext,
  evaluateTemplate,
  pseudoParameters,
  resolveParameters,
  type Template,
  TemplateError,
  UNRESOLVED,
} from '../template';

/** Stack as which a template is evaluated: no value of it is charged for. */
const ACCOUNT = '111122223333';

/** Place and surroundings of a template whose cost is asked for. */
export interface CostSurroundings {
  /** Name of the stack, for messages. */
  readonly name: string;
  readonly region: string;
  /** Value of an export; undefined for one that isn't known. */
  readonly importValue: (name: string) => string | undefined;
}

/**
 * Evaluates a template so that its cost can be told: conditions, mappings and answers count, and what only a stack has is made
 * up: a reference is the logical id, an attribute `<id>.<attribute>`. Rules aren't judged.
 *
 * @param answers those that the form leaves open are its defaults
 * @throws `CatalogError` `invalid-answers` for what CloudFormation would refuse
 */
export function evaluateForCost(
  template: Template,
  answers: Readonly<Record<string, string>>,
  { name, region, importValue }: CostSurroundings,
): EvaluatedTemplate {
  const stackName = `SC-${ACCOUNT}-pp-${name}`;
  const stackId = `arn:aws:cloudformation:${region}:${ACCOUNT}:stack/${stackName}/00000000-0000-4000-8000-000000000000`;
  try {
    const context: EvaluationContext = {
      parameters: resolveParameters(template, answers),
      pseudo: pseudoParameters({ accountId: ACCOUNT, region, stackName, stackId }),
      reference: (id, attribute) => {
        if (attribute === undefined) return id;
        // Blocks are computed with: a made-up one would be refused.
        return attribute === 'CidrBlock' ? UNRESOLVED : `${id}.${attribute}`;
      },
      importValue: (exported) => importValue(exported) ?? UNRESOLVED,
      undecided: () => false,
    };
    return evaluateTemplate(template, context);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new CatalogError('invalid-answers', `${name}: ${error.message}`);
  }
}
