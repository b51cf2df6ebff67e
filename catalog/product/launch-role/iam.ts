import { type ArnPattern, type LaunchRoleStatement, launchArn, stackNamed } from './statement';

/** The roles that a product's own stack makes. */
export const stackRoles: readonly ArnPattern[] = [stackNamed('iam', 'role/', { region: '' })];

/** Lets the launch role make, change and delete roles with inline policies. */
export function manageRoles(Sid: string, roles: readonly ArnPattern[] = stackRoles): LaunchRoleStatement {
  return {
    Sid,
    Effect: 'Allow',
    Action: [
      'iam:CreateRole',
      'iam:DeleteRole',
      'iam:DeleteRolePolicy',
      'iam:GetRole',
      'iam:GetRolePolicy',
      'iam:ListAttachedRolePolicies',
      'iam:ListRolePolicies',
      'iam:ListRoleTags',
      'iam:PutRolePolicy',
      'iam:TagRole',
      'iam:UntagRole',
      'iam:UpdateAssumeRolePolicy',
      'iam:UpdateRole',
      'iam:UpdateRoleDescription',
    ],
    Resource: roles,
  };
}

/** Lets the launch role hand such a role to one service, and to no other. */
export function passRole(Sid: string, service: string, roles: readonly ArnPattern[] = stackRoles): LaunchRoleStatement {
  return {
    Sid,
    Effect: 'Allow',
    Action: ['iam:PassRole'],
    Resource: roles,
    Condition: { StringEquals: { 'iam:PassedToService': service } },
  };
}

/**
 * Lets AWS's services make, in the launch role's name, the roles of their own that an account gets the first time it
 * uses them.
 *
 * @param services whose roles: `ecs.amazonaws.com`
 */
export function createLinkedRoles(Sid: string, services: string | readonly string[]): LaunchRoleStatement {
  return {
    Sid,
    Effect: 'Allow',
    Action: ['iam:CreateServiceLinkedRole'],
    Resource: [services]
      .flat()
      .map((service) => launchArn('iam', `role/aws-service-role/${service}/*`, { region: '' })),
    Condition: { StringEquals: { 'iam:AWSServiceName': services } },
  };
}
