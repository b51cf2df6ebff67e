import type { Product } from '../../catalog/product';
import { valuewiseAnswers } from '../../catalog/product/answers';
import type { Verdict } from '../../catalog/product/exceptions';
import { validateProduct } from '../../catalog/product/validation';
import type { Finding } from '../../catalog/validation';
import { type Contract, sourceOf } from './contract';
import { once } from './once';

/**
 * AWS's template validator over a product: seconds to minutes of work.
 *
 * @param validation of a product, in as many ways to fill in its form as there is time for
 */
export function validatorWith(validation: (product: Product) => Verdict<Finding>): Contract {
  return {
    subject: "AWS's template validator",
    rules: [
      {
        title: 'shows AWS’s template validator no error or warning that isn’t explained',
        exemption: 'validation',
        advice: (product) =>
          `Mend it, or accept the finding in ${sourceOf(product, 'exceptions.ts')} under validation: { rule, logicalId, reason }.`,
        check: (product) =>
          validation(product).open.map(
            ({ severity, rule, logicalId, message }) => `${logicalId ?? 'template'}: ${severity} ${rule}, ${message}`,
          ),
      },
      {
        title: 'has no exception that the validator no longer asks for',
        advice: (product) => `Take it out of ${sourceOf(product, 'exceptions.ts')}.`,
        check: (product) => validation(product).stale.map(({ rule, logicalId }) => `${logicalId}: ${rule}`),
      },
    ],
  };
}

/** Findings of AWS's template validator on a product, launched with each value of an answer once. */
export const validationOf = once((product) => validateProduct(product, valuewiseAnswers(product)));

/** AWS's template validator with each value of an answer once. */
export const validator = validatorWith(validationOf);
