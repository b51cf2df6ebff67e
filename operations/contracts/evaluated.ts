import { type Product, synthesizeProduct } from '../../catalog/product';
import { pairwiseAnswers } from '../../catalog/product/answers';
import {
  type EvaluatedTemplate,
  type EvaluationContext,
  evaluateTemplate,
  evaluator,
  pseudoParameters,
  resolveParameters,
  ruleProblems,
  type Template,
} from '../../catalog/template';
import { products } from '../../products';
import { once } from './once';

const pseudo = pseudoParameters({
  accountId: '111122223333',
  region: 'eu-central-1',
  stackName: 'SC-111122223333-pp-abcdefghijklm',
  stackId:
    'arn:aws:cloudformation:eu-central-1:111122223333:stack/SC-111122223333-pp-abcdefghijklm/51af3dc0-da77-11e4-872e-1234567db123',
});

/** Template of a product as its source stands. */
export const templateOf = once((product): Template => synthesizeProduct(product).template);

/** Ways to fill in a product's form that try every pair of values. */
export const everyPair = once(pairwiseAnswers);

/** Product as it would be launched with these answers, as its source is now. */
export function launched(product: Product, answers: Readonly<Record<string, string>>): EvaluatedTemplate {
  return launchedTemplate(templateOf(product), answers);
}

/**
 * Template as it would be launched with these answers. A reference to a resource reads as its logical id, an attribute
 * as `Id.Attribute`; a CIDR block as itself, an import as the export’s name, an imported list as three
 * of them, numbered from 1.
 */
export function launchedTemplate(template: Template, answers: Readonly<Record<string, string>>): EvaluatedTemplate {
  const context: EvaluationContext = {
    parameters: resolveParameters(template, answers),
    pseudo,
    availabilityZones: (region) => ['a', 'b', 'c'].map((zone) => region + zone),
    importValue,
    reference: (id, attribute) => {
      const block = attribute === 'CidrBlock' ? template.Resources[id]?.Properties?.CidrBlock : undefined;
      if (block !== undefined) return evaluator(template, context).value(block) ?? null;
      if (attribute === 'NameServers') return [`${id}.NameServers`];
      return attribute === undefined ? id : `${id}.${attribute}`;
    },
  };
  return evaluateTemplate(template, context);
}

function importValue(name: string): string {
  const [, , product, output = ''] = name.split(':');
  const contract = products.find(({ id }) => id === product)?.contract;
  return contract?.outputs[output]?.kind === 'list' ? [1, 2, 3].map((index) => `${name}${index}`).join(',') : name;
}

/** Objections of the product's rules to these answers, in the words that a person reads. */
export function refusals(product: Product, answers: Readonly<Record<string, string>>): string[] {
  const template = templateOf(product);
  const parameters = resolveParameters(template, answers);
  return ruleProblems(template.Rules ?? {}, { parameters, template, pseudo });
}
