import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Estimate, pricesIn } from '../../catalog/cost';
import { DetailedError } from '../../catalog/detailed-error';
import { environmentTypeNames } from '../../catalog/product/environment-types';
import { findRelease, loadReleases } from '../../catalog/release/load';
import { releaseTemplate } from '../../catalog/release/release-template';
import { parseTemplate, scalarText, type Template } from '../../catalog/template';
import type { Project } from '../context';
import { named } from '../nearest';
import { chooseProduct, productFolder, WORKING_TREE } from '../project/choose-product';
import { type CostOptions, costOf } from './cost-options';
import { costStacks } from './cost-stacks';

/** Product whose cost is asked for, as it would be launched. */
export interface ProductCostWish extends CostOptions {
  readonly id: string;
  /** A release, or `working-tree`. @default - the newest release, or the working tree where there is none */
  readonly version?: string | undefined;
  /** Environment type. */
  readonly type?: string | undefined;
  readonly answers: Readonly<Record<string, string>>;
  readonly region: string;
}

/** Cost of a product as it would be launched. */
export interface ProductCost {
  readonly product: string;
  readonly version: string;
  readonly environmentType: string | undefined;
  readonly estimate: Estimate;
}

/**
 * Tells what a product would cost in a month, an environment with all its tiers. Answers that aren't given are the form's
 * defaults, and rules aren't judged.
 *
 * @throws `CatalogError` `unknown-release`, `no-type`, `unknown-environment-type`, `invalid-answers`, `no-prices` and those of usage
 */
export async function costOfProduct(project: Project, wish: ProductCostWish): Promise<ProductCost> {
  const { id, type, region } = wish;
  // What can't be told at all is refused before anything is read.
  pricesIn(region);
  const { version, template } = await versionOf(project, id, wish.version);
  const answers = withType(id, template, type, wish.answers);
  const assumed = assumedAnswers(template, answers);
  const stacks = costStacks(project, region, [{ name: id, template, answers }]);
  const estimate = costOf(stacks, region, wish, assumed === undefined ? [] : [assumed]);
  return { product: id, version, environmentType: answers.EnvironmentType, estimate };
}

/** Whether a project has a product of that id. */
export function isProduct(project: Project, id: string): boolean {
  return /^[a-z][a-z0-9-]*$/.test(id) && existsSync(join(productFolder(project, id), 'product.ts'));
}

/** Template of a version of a product. */
export async function versionOf(
  project: Project,
  id: string,
  version: string | undefined,
): Promise<{ readonly version: string; readonly template: Template }> {
  const releases = loadReleases(productFolder(project, id));
  const wanted = version ?? releases.at(-1)?.version ?? WORKING_TREE;
  if (wanted !== WORKING_TREE) return { version: wanted, template: releaseTemplate(findRelease(id, releases, wanted)) };
  const { renderProduct } = await import('../../catalog/product/render');
  return { version: wanted, template: parseTemplate(renderProduct(await chooseProduct(id))) };
}

function withType(
  id: string,
  { Parameters: parameters = {} }: Template,
  type: string | undefined,
  answers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const { EnvironmentType: asked, EnvironmentName: name } = parameters;
  const wanted = type ?? answers.EnvironmentType;
  if (asked === undefined) return answers;
  if (wanted === undefined) {
    throw new DetailedError('no-type', `${id} costs another amount in each environment type; say which`, {
      remedies: [{ do: 'verb', verb: 'cost', operands: [id], options: { type: 'dev' }, label: 'As in' }],
    });
  }
  const types = asked.AllowedValues?.map(String) ?? environmentTypeNames;
  const environmentType = named('environment type', wanted, types, (one) => one);
  return { ...(name && { EnvironmentName: environmentType }), ...answers, EnvironmentType: environmentType };
}

/** Sentence on the answers that were assumed; those that are empty are left out. */
function assumedAnswers(
  { Parameters: parameters = {} }: Template,
  answers: Readonly<Record<string, string>>,
): string | undefined {
  const assumed = Object.entries(parameters).flatMap(([name, { Default: preset }]) => {
    const value = scalarText(preset);
    return name in answers || value === undefined || value === '' ? [] : [`${name}=${value}`];
  });
  return assumed.length === 0 ? undefined : `Answers that weren't given are the form's: ${assumed.join(', ')}.`;
}
