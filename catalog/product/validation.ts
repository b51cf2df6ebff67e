import { evaluator, pseudoParameters, resolveParameters, type Template } from '../template';
import { type Finding, validateTemplate } from '../validation';
import { type Answers, pairwiseAnswers } from './answers';
import type { Product } from './define-product';
import { judge, type Verdict } from './exceptions';
import { synthesizeProduct } from './render';

/**
 * Findings of AWS's template validator on a product, launched in several ways, beyond the product's own exceptions. Each
 * finding once, however many ways show it.
 *
 * @param ways to fill in its form; by default those that try every pair of values
 */
export function validateProduct(
  product: Product,
  ways: readonly Answers[] = pairwiseAnswers(product),
): Verdict<Finding> {
  const { template } = synthesizeProduct(product);
  const findings = new Map<string, Finding>();
  for (const answers of ways) {
    for (const finding of findingsWith(template, answers)) {
      findings.set(JSON.stringify([finding.rule, finding.logicalId, finding.path, finding.message]), finding);
    }
  }
  return judge([...findings.values()], product.exceptions.validation);
}

/**
 * Findings of AWS's template validator for one way to fill in the form.
 *
 * The validator looks into both branches of every `Fn::If`, with the same parameters; what it finds where these answers
 * never lead (the empty text of an optional key, say) is left out.
 */
function findingsWith(template: Template, answers: Answers): Finding[] {
  const { conditions } = evaluator(template, {
    parameters: resolveParameters(template, answers),
    pseudo: pseudoParameters({ accountId: '111122223333', region: 'us-east-1', stackName: 'validation' }),
  });
  return validateTemplate(template, { parameters: answers }).filter((finding) =>
    Object.entries(finding.conditions ?? {}).every(([name, holds]) => conditions[name] === holds),
  );
}
