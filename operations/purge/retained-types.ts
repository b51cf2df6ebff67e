import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadReleases, releaseTemplate } from '../../catalog/release';
import { keptBy } from '../running/retained-resources';

/** Resources that products leave behind, by their releases. */
export interface Retained {
  /** Their types, by the product's id. */
  readonly types: ReadonlyMap<string, ReadonlySet<string>>;
  /** Logical ids of the roles among them. */
  readonly roles: readonly string[];
}

/**
 * The resources that each product's releases leave behind. Read from the released files, which
 * also hold what a product once left and does no more.
 *
 * @param root the project's folder
 * @throws `CatalogError` `invalid-ledger`
 */
export function retainedTypes(root: string): Retained {
  const folder = join(root, 'products');
  const products = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const roles = new Set<string>();
  const types = products.map(({ name }): [string, Set<string>] => {
    const templates = loadReleases(join(folder, name)).map(releaseTemplate);
    const resources = templates.flatMap(({ Resources }) => Object.entries(Resources));
    const kept = resources.filter(([, each]) => keptBy(each) !== undefined);
    for (const [id, { Type }] of kept) if (Type === 'AWS::IAM::Role') roles.add(id);
    return [name, new Set(kept.map(([, { Type }]) => Type))];
  });
  return { types: new Map(types), roles: [...roles] };
}
