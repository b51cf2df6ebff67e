import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type CompareOptions, compareTemplates } from '../../catalog/comparison/compare';
import { type Comparison, largestBump } from '../../catalog/comparison/comparison';
import { ENVIRONMENT_TYPE } from '../../catalog/comparison/scenarios';
import type { CostDifference } from '../../catalog/cost/difference';
import { CatalogError } from '../../catalog/errors';
import { parseTemplate } from '../../catalog/template/parse';
import { TemplateError } from '../../catalog/template/template-error';
import type { Template } from '../../catalog/template/types';

/** A comparison of two templates, with what it is of. */
export interface Compared {
  /** A file, product and version, or a stack. */
  readonly from: string;
  readonly to: string;
  readonly after: Template;
  /** The new template's text, where it is a file's. */
  readonly text?: string;
  readonly comparison: Comparison;
  /** Difference that it makes to the cost of the product, by environment type, where that was asked for. */
  readonly cost?: Readonly<Record<string, CostDifference>>;
}

/** Endings of the files that a folder's templates are in: CDK writes the first. */
const TEMPLATE = /\.template\.(?:json|ya?ml)$/;

/**
 * Compares two CloudFormation templates, or the templates of two folders, each with the one of the same name: two
 * `cdk.out`, stack by stack.
 *
 * @throws `CatalogError` `no-such-file`, `invalid-template`, `no-templates`, `template-gone`
 */
export function comparePaths(from: string, to: string, options: CompareOptions = {}): Compared[] {
  if (![from, to].every((path) => existsSync(path) && statSync(path).isDirectory())) {
    return [compareFiles([from, to], options)];
  }
  const [olds, news] = [templatesIn(from), templatesIn(to)];
  const gone = olds.filter((name) => !news.includes(name));
  if (gone.length > 0) {
    throw new CatalogError(
      'template-gone',
      `${to} has no ${gone.join(', ')}: a stack that goes is deleted with all that it holds, which no comparison judges.`,
    );
  }
  const pairs = olds.map((name): [string, string] => [join(from, name), join(to, name)]);
  if (pairs.length === 0) throw new CatalogError('no-templates', `There is no *.template.json in ${from}.`);
  return pairs.map((pair) => compareFiles(pair, options));
}

function templatesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => TEMPLATE.test(name))
    .sort();
}

/**
 * Compares two CloudFormation templates.
 *
 * @param files paths of the old and the new one, JSON or YAML
 * @throws `CatalogError` `no-such-file`, `invalid-template`
 */
export function compareFiles([from, to]: readonly [string, string], options: CompareOptions = {}): Compared {
  const [before, after] = [readTemplate(from), readTemplate(to)];
  return {
    ...{ from, to, after: after.template, text: after.text },
    comparison: compareTemplates(before.template, after.template, options),
  };
}

/**
 * Part of a comparison that bites in one environment type.
 *
 * @throws `CatalogError` `unknown-environment-type`
 */
export function inEnvironmentType(
  { comparison, after }: Pick<Compared, 'comparison' | 'after'>,
  type: string,
): Comparison {
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

/**
 * Template of a file, with its text.
 *
 * @throws `CatalogError` `no-such-file`, `invalid-template`
 */
export function readTemplate(file: string): { readonly text: string; readonly template: Template } {
  if (!existsSync(file)) throw new CatalogError('no-such-file', `There is no file ${file}.`);
  const text = readFileSync(file, 'utf8');
  try {
    return { text, template: parseTemplate(text) };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new CatalogError('invalid-template', `${file} is no template that CloudFormation takes: ${error.message}`);
  }
}
