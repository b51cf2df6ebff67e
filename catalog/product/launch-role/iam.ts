import { type BoundaryPurpose, boundaryPattern } from '../permissions-boundary';
import { type ArnPattern, type LaunchRoleStatement, launchArn, stackNamed } from './statement';

/** The roles that a product's own stack makes. */
export const stackRoles: readonly ArnPattern[] = [stackNamed('iam', 'role/', { region: '' })];

/** Roles that a launch role manages. */
export interface ManagedRoles {
  /** @default - those that the stack names */
  readonly roles?: readonly ArnPattern[] | undefined;
  /** Purpose of the product. @default workload */
  readonly boundary?: BoundaryPurpose | undefined;
}

/**
 * Lets the launch role make, change and delete roles with inline policies. None gets a policy, or comes to be, without the
 * permissions boundary of the account, and no launch role takes it from one: so whoever has a template of their own launched
 * gets no further than the boundary.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate
 */
export function manageRoles(
  Sid: string,
  { roles = stackRoles, boundary = 'workload' }: ManagedRoles = {},
): LaunchRoleStatement[] {
  return [
    {
      Sid,
      Effect: 'Allow',
      Action: [
        'iam:DeleteRole',
        'iam:DeleteRolePolicy',
        'iam:GetRole',
        'iam:GetRolePolicy',
        'iam:ListAttachedRolePolicies',
        'iam:ListRolePolicies',
        'iam:ListRoleTags',
        'iam:TagRole',
        'iam:UntagRole',
        'iam:UpdateAssumeRolePolicy',
        'iam:UpdateRole',
        'iam:UpdateRoleDescription',
      ],
      Resource: roles,
    },
    {
      Sid: `${Sid}WithinBoundary`,
      Effect: 'Allow',
      Action: ['iam:CreateRole', 'iam:PutRolePermissionsBoundary', 'iam:PutRolePolicy'],
      Resource: roles,
      Condition: { StringEquals: { 'iam:PermissionsBoundary': boundaryPattern(boundary) } },
    },
  ];
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
