import type { Product } from '../../catalog/product';
import type { Shell } from '../../scripts/terminal/shell';
import type { AwsTarget } from '../aws/aws-target';
import { exportedValues } from '../aws/exports';

/** What planning one update needs to know beside the product. */
export interface Session {
  readonly shell: Shell;
  readonly target: AwsTarget;
  readonly accountId: string;
  /** Every product of the registry. */
  readonly products: readonly Product[];
  /** What others export, by name; empty where the caller may not list it. */
  readonly exports: ReadonlyMap<string, string>;
  /** Resources that may be replaced or removed, as they were named: `Cluster`, `dev-data.Cluster` or `Data.Cluster`. */
  readonly allowed: ReadonlySet<string>;
}

/** Opens a session on a target. */
export async function openSession(
  shell: Shell,
  target: AwsTarget,
  products: readonly Product[],
  allowed: readonly string[],
): Promise<Session> {
  const [accountId, exports = new Map()] = await Promise.all([target.accountId(), exportedValues(target)]);
  return { shell, target, accountId, products, exports, allowed: new Set(allowed) };
}

/** Whether somebody has named a resource of one of these products: by its logical id, alone or with a product's name. */
export function allowsIn(
  { allowed }: Session,
  ...names: readonly (string | undefined)[]
): (logicalId: string) => boolean {
  return (logicalId) => allowed.has(logicalId) || names.some((name) => allowed.has(`${name}.${logicalId}`));
}
