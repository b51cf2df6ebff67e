import { createHash } from 'node:crypto';
import type { Product } from '../../catalog/product';
import { boundaryStatements } from './boundary';
import { atStage, type BoundaryStage } from './bounded-statements';
import { launchStatements, policyStatement } from './launch-statements';

/** Products, and the stage of their boundary, whose permissions are told apart. */
export interface HashedPermissions {
  readonly products: readonly Product[];
  readonly boundaryStage: BoundaryStage;
}

/** Stands for what differs between accounts: that is no other permission. */
const place = { partition: 'aws', account: 'here' };

/**
 * Hash of all that the launch roles may do, 12 hexadecimal digits: two stacks with the same one allow the same, in whatever
 * account and region.
 */
export function permissionsHash({ products, boundaryStage }: HashedPermissions): string {
  const statements = {
    launch: launchStatements('hub'),
    workload: boundaryStatements('workload'),
    publishing: boundaryStatements('publishing'),
    ...Object.fromEntries(products.map(({ id, launchRole }) => [`product ${id}`, atStage(launchRole, boundaryStage)])),
  };
  const policies = Object.entries(statements).map(([name, each]) => [
    name,
    each.map((it) => policyStatement(it, place)),
  ]);
  return createHash('sha256').update(JSON.stringify(policies)).digest('hex').slice(0, 12);
}
