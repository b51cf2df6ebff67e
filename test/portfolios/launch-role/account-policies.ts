import type { Template } from 'aws-cdk-lib/assertions';
import type { PolicyDocument } from '../../../catalog/permissions';
import {
  type Evaluator,
  evaluator,
  type Json,
  pseudoParameters,
  type Template as TemplateValue,
} from '../../../catalog/template';

/**
 * The policies of a product's launch role as they come to stand in account 111122223333, in the role's order.
 *
 * @param parameters the stack's
 */
export function policiesOf(
  template: Template,
  product: string,
  parameters: Readonly<Record<string, string>> = {},
): PolicyDocument[] {
  const value: TemplateValue = template.toJSON() as TemplateValue;
  const evaluated = evaluatorOf(value, parameters);
  const role = Object.values(value.Resources).find(
    ({ Properties }) => Properties?.RoleName === `BellyfedLaunch-${product}`,
  );
  const policies = role?.Properties?.ManagedPolicyArns;
  if (!Array.isArray(policies)) throw new Error(`The stack has no launch role of ${product}.`);
  return policies.map((policy) => policyAt(value, evaluated, policy));
}

function policyAt(template: TemplateValue, evaluated: Evaluator, reference: Json): PolicyDocument {
  const id =
    typeof reference === 'object' && reference !== null && !Array.isArray(reference) ? reference.Ref : undefined;
  if (typeof id !== 'string' || template.Resources[id]?.Type !== 'AWS::IAM::ManagedPolicy') {
    throw new Error(`${JSON.stringify(reference)} refers to no managed policy of the stack.`);
  }
  return evaluated.resource(id).properties.PolicyDocument as unknown as PolicyDocument;
}

function evaluatorOf(template: TemplateValue, parameters: Readonly<Record<string, string>>): Evaluator {
  return evaluator(template, {
    parameters,
    pseudo: pseudoParameters({ accountId: '111122223333', region: 'us-east-1', stackName: 'Account' }),
  });
}
