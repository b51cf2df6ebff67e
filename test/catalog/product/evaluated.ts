import { type Product, synthesizeProduct } from '../../../catalog/product';
import {
  type EvaluatedTemplate,
  type EvaluationContext,
  evaluateTemplate,
  evaluator,
  pseudoParameters,
  resolveParameters,
  ruleProblems,
} from '../../../catalog/template';

const pseudo = pseudoParameters({
  accountId: '111122223333',
  region: 'eu-central-1',
  stackName: 'SC-111122223333-pp-abcdefghijklm',
});

/**
 * A product as it would be launched with these answers. A reference to a resource reads as its logical id, an attribute
 * as `Id.Attribute`; a CIDR block as itself, an import as the export's name.
 */
export function launched(product: Product, answers: Readonly<Record<string, string>>): EvaluatedTemplate {
  const { template } = synthesizeProduct(product);
  const context: EvaluationContext = {
    parameters: resolveParameters(template, answers),
    pseudo,
    availabilityZones: (region) => ['a', 'b', 'c'].map((zone) => region + zone),
    importValue: (name) => name,
    reference: (id, attribute) => {
      const block = attribute === 'CidrBlock' ? template.Resources[id]?.Properties?.CidrBlock : undefined;
      if (block !== undefined) return evaluator(template, context).value(block) ?? null;
      return attribute === undefined ? id : `${id}.${attribute}`;
    },
  };
  return evaluateTemplate(template, context);
}

/** What the product's rules hold against these answers, in the words that a person reads. */
export function refusals(product: Product, answers: Readonly<Record<string, string>>): string[] {
  const { template } = synthesizeProduct(product);
  const parameters = resolveParameters(template, answers);
  return ruleProblems(template.Rules ?? {}, { parameters, template, pseudo });
}
