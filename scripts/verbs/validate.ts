import { CatalogError } from '../../catalog/errors';
import { chooseProducts } from '../choose-product';
import { print, printJson } from '../shell';
import type { ProductValidation } from '../validate-product';
import { type JsonOption, jsonOption, type Verb } from '../verb';

/** `catalog validate [product…]`: AWS's template validator over the products, once for each environment type. */
export const validate: Verb = (program, shell) => {
  program
    .command('validate [product...]')
    .description("run AWS's template validator over the products, as every environment type")
    .option(...jsonOption)
    .action(async (ids: readonly string[], { json }: JsonOption) => {
      const { validateProduct } = await import('../validate-product');
      const validations = (await chooseProducts(ids)).map(validateProduct);
      if (json) printJson(shell, validations);
      else for (const validation of validations) print(shell, asText(validation));
      const bad = validations.filter(({ findings, idleExceptions }) => findings.length + idleExceptions.length > 0);
      if (bad.length > 0) {
        throw new CatalogError(
          'invalid-template',
          `Not valid: ${bad.map(({ product }) => product).join(', ')}; mend the product, or add an exception with a reason.`,
        );
      }
    });
};

function asText({ product, findings, idleExceptions }: ProductValidation): string {
  if (findings.length + idleExceptions.length === 0) return `${product}: valid as every environment type`;
  return [
    ...findings.map(
      ({ rule, severity, logicalId, message, environmentTypes }) =>
        `${product}: ${severity} ${rule} ${logicalId ?? 'template'} (${environmentTypes.join(', ')}): ${message}`,
    ),
    ...idleExceptions.map(
      ({ rule, logicalId }) => `${product}: the exception ${rule} for ${logicalId} accepts nothing; remove it`,
    ),
  ].join('\n');
}
