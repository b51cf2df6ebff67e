import { existsSync, readFileSync } from 'node:fs';
import { CatalogError } from '../../catalog/errors';
import { type Product, renderProduct } from '../../catalog/product';
import {
  type Comparison,
  compareProductVersions,
  compareTemplates,
  ENVIRONMENT_TYPE,
  findRelease,
  largestBump,
  loadReleases,
} from '../../catalog/release';
import { parseTemplate, type Template, TemplateError } from '../../catalog/template';
import type { Project } from '../context';
import { productFolder } from './choose-product';

/** Version that stands for what a product renders to now. */
export const WORKING_TREE = 'working-tree';

/** A comparison of two templates, with what it is of. */
export interface Compared {
  /** A file, or product and version. */
  readonly from: string;
  readonly to: string;
  readonly after: Template;
  readonly comparison: Comparison;
}

/**
 * Compares two releases of a product, or one with what it renders to now.
 *
 * @param versions old and new; `working-tree` for what it renders to now
 * @throws `CatalogError` `unknown-release`
 */
export function compareReleases(project: Project, product: Product, versions: readonly [string, string]): Compared {
  const releases = loadReleases(productFolder(project, product.id));
  const templateOf = (version: string) =>
    parseTemplate(
      version === WORKING_TREE
        ? renderProduct(product)
        : readFileSync(findRelease(product.id, releases, version).file, 'utf8'),
    );
  const [from, to] = versions;
  const [before, after] = [templateOf(from), templateOf(to)];
  return { from: `${product.id} ${from}`, to, after, comparison: compareProductVersions(product, before, after) };
}

/**
 * Compares two CloudFormation templates.
 *
 * @param files paths of the old and the new one, JSON or YAML
 * @throws `CatalogError` `no-such-file`, `invalid-template`
 */
export function compareFiles([from, to]: readonly [string, string]): Compared {
  const [before, after] = [readTemplate(from), readTemplate(to)];
  return { from, to, after, comparison: compareTemplates(before, after) };
}

/**
 * Part of a comparison that bites in one environment type.
 *
 * @throws `CatalogError` `unknown-environment-type`
 */
export function inEnvironmentType({ comparison, after }: Compared, type: string): Comparison {
  const known = after.Parameters?.[ENVIRONMENT_TYPE]?.AllowedValues?.map(String);
  const found = comparison.changes.some(({ environmentTypes }) => environmentTypes.includes(type));
  if (!found && !known?.includes(type)) {
    throw new CatalogError(
      'unknown-environment-type',
      `There is no environment type ${type}; the template knows: ${known?.join(', ') ?? 'none'}.`,
    );
  }
  const changes = comparison.changes.filter(
    ({ environmentTypes }) => environmentTypes.length === 0 || environmentTypes.includes(type),
  );
  return {
    bump: largestBump(changes.map(({ bump }) => bump)),
    losesData: changes.some(({ losesData }) => losesData),
    changes,
  };
}

function readTemplate(file: string): Template {
  if (!existsSync(file)) throw new CatalogError('no-such-file', `There is no file ${file}.`);
  try {
    return parseTemplate(readFileSync(file, 'utf8'));
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new CatalogError('invalid-template', `${file} is no template that CloudFormation takes: ${error.message}`);
  }
}
