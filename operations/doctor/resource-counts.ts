import { readFileSync } from 'node:fs';
import type { EnvironmentType } from '../../catalog/product';
import { pinsOf, type Release } from '../../catalog/release';
import {
  evaluator,
  type ParameterValues,
  parseTemplate,
  pseudoParameters,
  type Template,
} from '../../catalog/template';
import type { Offer } from '../../portfolios/offers/published-product';

/**
 * Counts the resources of each type that a launch makes with the form's defaults; what a product launches itself counts too.
 *
 * @param catalog all products, since one may launch others
 * @param release what is launched
 */
export function resourceCounts(
  catalog: readonly Offer[],
  release: Release,
  environmentType: EnvironmentType,
): ReadonlyMap<string, number> {
  const text = readFileSync(release.file, 'utf8');
  const template = parseTemplate(text);
  const { exists } = evaluator(template, {
    parameters: defaultAnswers(template, environmentType),
    pseudo: pseudoParameters({ accountId: '000000000000', region: 'us-east-1', stackName: 'launch' }),
    undecided: () => false,
  });
  const counts = new Map<string, number>();
  const add = (type: string, more: number) => counts.set(type, (counts.get(type) ?? 0) + more);
  for (const [id, { Type }] of Object.entries(template.Resources)) if (exists(id)) add(Type, 1);
  for (const { productName, version } of pinsOf(JSON.parse(text))) {
    const pinned = catalog.find(({ product }) => product.name === productName)?.releases;
    const tier = pinned?.find((each) => each.version === version);
    if (!tier) continue;
    for (const [type, more] of resourceCounts(catalog, tier, environmentType)) add(type, more);
  }
  return counts;
}

function defaultAnswers({ Parameters = {} }: Template, environmentType: EnvironmentType): ParameterValues {
  const answers = Object.entries(Parameters).flatMap(([name, { Type, Default }]) => {
    if (name === 'EnvironmentType') return [[name, environmentType] as const];
    if (Default === undefined) return [];
    const value = String(Default);
    return [[name, /^List<|^CommaDelimitedList$/.test(Type) ? value.split(',') : value] as const];
  });
  return Object.fromEntries(answers);
}
