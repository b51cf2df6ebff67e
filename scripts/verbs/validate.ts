import { CatalogError } from '../../catalog/errors';
import type { Verdict } from '../../catalog/product/exceptions';
import type { Finding } from '../../catalog/validation';
import { chooseProducts } from '../../operations/project/choose-product';
import { print, printJson } from '../terminal/shell';
import { type JsonOption, jsonOption, type Verb } from '../verb';

type Validation = Verdict<Finding> & { readonly product: string };

/** `catalog validate [product…]`: AWS's template validator over the products, as every environment type. */
export const validate: Verb = (program, shell) => {
  program
    .command('validate [product...]')
    .description("run AWS's template validator over the products, as every environment type")
    .option(...jsonOption)
    .action(async (ids: readonly string[], { json }: JsonOption) => {
      const { validateProduct } = await import('../../catalog/product/validation');
      const chosen = await chooseProducts(ids);
      const validations = chosen.map((product) => ({ product: product.id, ...validateProduct(product) }));
      if (json) printJson(shell, validations);
      else for (const validation of validations) print(shell, asText(validation));
      const bad = validations.filter((validation) => !isValid(validation)).map(({ product }) => product);
      if (bad.length > 0) {
        throw new CatalogError(
          'invalid-template',
          `Not valid: ${bad.join(', ')}; mend the product, or add an exception with a reason.`,
        );
      }
    });
};

function isValid({ open, stale }: Validation): boolean {
  return open.length + stale.length === 0;
}

function asText(validation: Validation): string {
  const { product, open, stale } = validation;
  if (isValid(validation)) return `${product}: valid as every environment type`;
  return [
    ...open.map(
      ({ rule, severity, logicalId, message }) =>
        `${product}: ${severity} ${rule} ${logicalId ?? 'template'}: ${message}`,
    ),
    ...stale.map(
      ({ rule, logicalId }) => `${product}: the exception ${rule} for ${logicalId} accepts nothing; remove it`,
    ),
  ].join('\n');
}
