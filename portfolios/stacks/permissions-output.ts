import { CfnOutput, type Stack } from 'aws-cdk-lib';
import { type HashedPermissions, permissionsHash } from '../launch-role/permissions-hash';

/** Name of the output by which a stack says which permissions its launch roles have. */
export const PERMISSIONS_OUTPUT = 'Permissions';

/** Output of a stack with launch roles: the hash of what they may do, which a release changes that needs more. */
export class PermissionsOutput extends CfnOutput {
  constructor(scope: Stack, permissions: HashedPermissions) {
    super(scope, PERMISSIONS_OUTPUT, {
      description: 'Permissions of the launch roles, as a hash: catalog doctor and catalog publish compare it.',
      value: permissionsHash(permissions),
    });
  }
}
