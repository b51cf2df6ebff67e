import { existsSync } from 'node:fs';
import { type CostedStack, evaluateForCost, type UnpricedItem } from '../../catalog/cost';
import { EXPORT_PREFIX } from '../../catalog/product/contract';
import { loadReleases } from '../../catalog/release/load';
import { releaseTemplate } from '../../catalog/release/release-template';
import { type EvaluatedResource, isObject, LAUNCHED_PRODUCT, scalarText, type Template } from '../../catalog/template';
import { tierIds, tierProducts } from '../../products/environment/tiers';
import type { Project } from '../context';
import { productFolder } from '../project/choose-product';

/** Template whose cost is asked for, with its answers. */
export interface CostSource {
  /** Name of its stack in the result. */
  readonly name: string;
  readonly template: Template;
  /** Those that are left out are the form's defaults. */
  readonly answers: Readonly<Record<string, string>>;
  /** Whether the tiers that it launches are sources of their own. @default false */
  readonly hasTiersBeside?: boolean;
}

/** Stacks that sources come to, with the tiers that they launch, and the tiers that can't be read. */
export interface CostStacks {
  readonly stacks: readonly CostedStack[];
  readonly unread: readonly UnpricedItem[];
}

/**
 * Evaluates templates for their cost: an environment with all its tiers, each as the release that it names. What they import is
 * what AWS says; else what the newest release of the product behind it exports, by its defaults.
 *
 * @param exports of AWS, by name. @default - none is known
 * @throws `CatalogError` `invalid-answers`
 */
export function costStacks(
  project: Project,
  region: string,
  sources: readonly CostSource[],
  exports: ReadonlyMap<string, string> = new Map(),
): CostStacks {
  const known = new Map(exports);
  const asked = new Set<string>();
  const unread: UnpricedItem[] = [];

  const evaluate = (
    { name, template, answers, hasTiersBeside }: CostSource,
    type: string | undefined,
  ): CostedStack[] => {
    const importValue = (exported: string) => known.get(exported) ?? likely(exported, type);
    const evaluated = evaluateForCost(template, answers, { name, region, importValue });
    for (const { exportName, value } of Object.values(evaluated.outputs)) {
      if (typeof exportName === 'string' && typeof value === 'string' && !known.has(exportName)) {
        known.set(exportName, value);
      }
    }
    const tiers = Object.entries(evaluated.resources).filter(
      ([, { type: launched }]) => launched === LAUNCHED_PRODUCT && !hasTiersBeside,
    );
    return [
      { name, evaluated },
      ...tiers.flatMap(([logicalId, resource]) => {
        const tier = tierSource(project, resource);
        if (tier) return evaluate(tier, type);
        unread.push({ stack: name, logicalId, type: resource.type, why: 'its template is not known here' });
        return [];
      }),
    ];
  };

  // An export that nobody brought: the product that it names is taken to run, as its newest release, by its defaults.
  const likely = (exported: string, type: string | undefined): string | undefined => {
    const [environment = '', id = ''] = exported.startsWith(EXPORT_PREFIX)
      ? exported.slice(EXPORT_PREFIX.length).split(':')
      : [];
    const key = `${environment}:${id}`;
    if (environment === '' || asked.has(key)) return undefined;
    asked.add(key);
    const template = newestTemplate(project, id);
    if (template === undefined) return undefined;
    const answers = { EnvironmentName: environment, ...(type !== undefined && { EnvironmentType: type }) };
    evaluate({ name: id, template, answers }, type);
    return known.get(exported);
  };

  const stacks = sources.flatMap((source) => evaluate(source, source.answers.EnvironmentType));
  return { stacks, unread };
}

/** Template of the newest release of a product; undefined where it has none. */
function newestTemplate(project: Project, id: string): Template | undefined {
  const newest = loadReleases(productFolder(project, id)).at(-1);
  return newest && existsSync(newest.file) ? releaseTemplate(newest) : undefined;
}

function tierSource(project: Project, { properties }: EvaluatedResource): CostSource | undefined {
  const { ProductName: product, ProvisioningArtifactName: version, ProvisioningParameters: list = [] } = properties;
  const id = tierIds.find((one) => tierProducts[one] === product);
  const release = id && loadReleases(productFolder(project, id)).find((one) => one.version === version);
  if (!id || !release) return undefined;
  const answers = (Array.isArray(list) ? list : []).filter(isObject).flatMap(({ Key, Value }) => {
    const [key, value] = [scalarText(Key), scalarText(Value)];
    return key === undefined || value === undefined ? [] : [[key, value] as const];
  });
  return { name: id, template: releaseTemplate(release), answers: Object.fromEntries(answers) };
}
