import {
  type EnvironmentType,
  type Exception,
  environmentTypeNames,
  type Product,
  renderProduct,
} from '../catalog/product';
import { type Finding, validateTemplate } from '../catalog/template';

/** One thing that AWS's validator says of a product. */
export interface ProductFinding extends Finding {
  readonly product: string;
  /** The environment types in which it occurs. */
  readonly environmentTypes: readonly EnvironmentType[];
}

/** What came of validating one product. */
export interface ProductValidation {
  readonly product: string;
  /** Errors and warnings that no exception accepts. */
  readonly findings: readonly ProductFinding[];
  /** Exceptions whose finding doesn't occur in any environment type: they hide nothing and are to be removed. */
  readonly idleExceptions: readonly Exception[];
}

/** Runs AWS's validator over what the product's source renders to, as each environment type. */
export function validateProduct(product: Product): ProductValidation {
  const template = renderProduct(product);
  const found = new Map<string, { finding: Finding; types: EnvironmentType[] }>();
  for (const type of environmentTypeNames) {
    const parameters = { EnvironmentName: type, EnvironmentType: type };
    for (const finding of validateTemplate(template, { parameters, severity: 'WARN' })) {
      const key = JSON.stringify(finding);
      const seen = found.get(key) ?? { finding, types: [] };
      found.set(key, { finding, types: [...seen.types, type] });
    }
  }
  const exceptions = product.exceptions.validation;
  const all = [...found.values()];
  return {
    product: product.id,
    findings: all
      .filter(({ finding }) => !exceptions.some((exception) => accepts(exception, finding)))
      .map(({ finding, types }) => ({ product: product.id, ...finding, environmentTypes: types })),
    idleExceptions: exceptions.filter((exception) => !all.some(({ finding }) => accepts(exception, finding))),
  };
}

/** Whether an exception is for a finding: the same rule, and a logical id that matches (`*`: any run of characters). */
function accepts(exception: Exception, finding: Finding): boolean {
  const pattern = exception.logicalId.split('*').map(escapeRegExp).join('.*');
  return exception.rule === finding.rule && new RegExp(`^${pattern}$`).test(finding.logicalId ?? '');
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
