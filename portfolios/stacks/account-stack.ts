import { Aws, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Product } from '../../catalog/product';
import type { CatalogSettings } from '../context';
import { Guard } from '../guard/guard';
import { PermissionsBoundaries } from '../launch-role/boundary';
import { LaunchPolicy, LaunchRole, retain } from '../launch-role/launch-role';
import { ApiLogging } from './api-logging';
import { PermissionsOutput } from './permissions-output';

/** Account's settings, and the products that can be launched in it. */
export interface AccountStackProps {
  readonly settings: CatalogSettings;
  readonly products: readonly Product[];
}

/**
 * Stack that every account needs that launches, the hub's own included: a launch role per product, and the guard. Once
 * per account, in its home region, since roles are global; other regions get a guard by {@link GuardStack}.
 *
 * It is protected against deletion, and its roles stay even then: without them nothing that was launched could be updated
 * or terminated.
 */
export class AccountStack extends Stack {
  constructor(scope: Construct, id: string, { settings, products }: AccountStackProps) {
    super(scope, id, {
      description: 'Bellyfed service catalog: launch roles, and what exists once per account.',
      terminationProtection: true,
    });
    const hubAccount = settings.hub.account ?? Aws.ACCOUNT_ID;
    const launchPolicy = new LaunchPolicy(this, 'LaunchPolicy', hubAccount);
    retain(launchPolicy);
    new PermissionsBoundaries(this, 'PermissionsBoundary', { isRetained: true });
    const boundaryStage = settings.permissionsBoundary;
    for (const product of products) {
      new LaunchRole(this, `Launch-${product.id}`, { product, launchPolicy, boundaryStage, isRetained: true });
    }
    new ApiLogging(this, 'ApiLogging');
    new Guard(this, 'Guard', { hubAccount });
    new PermissionsOutput(this, { products, boundaryStage });
  }
}
