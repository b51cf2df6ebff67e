import { type CostDifference, costDifference, USUAL_REGION } from '../../catalog/cost';
import { environmentTypeNames } from '../../catalog/product/environment-types';
import type { Project } from '../context';
import { costOfProduct } from './cost-of-product';

/**
 * Tells what going from one version of a product to another changes in what it costs in a month, with the form's defaults.
 *
 * @param type only that environment type. @default - each of them
 * @returns by environment type
 * @throws `CatalogError` as `costOfProduct`
 */
export async function costOfComparison(
  project: Project,
  id: string,
  versions: { readonly from: string; readonly to: string },
  type?: string,
): Promise<Readonly<Record<string, CostDifference>>> {
  const told = (version: string, of: string) =>
    costOfProduct(project, { id, version, type: of, answers: {}, region: USUAL_REGION });
  const differences: [string, CostDifference][] = [];
  for (const each of type === undefined ? environmentTypeNames : [type]) {
    const [before, after] = [await told(versions.from, each), await told(versions.to, each)];
    differences.push([each, costDifference(before.estimate, after.estimate)]);
  }
  return Object.fromEntries(differences);
}
