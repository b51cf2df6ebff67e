import { type LaunchRoleStatement, launchArn } from '../../catalog/product';

/**
 * Permissions of an environment's launch role: to do as people do, and launch products. What the tiers' resources need
 * stands in the tiers' own launch roles, which Service Catalog takes on for them; this one can make nothing else.
 *
 * It must be a principal of the portfolios too, which the hub makes of every launch role that may provision products.
 */
export const environmentLaunchRole: readonly LaunchRoleStatement[] = [
  {
    Sid: 'LaunchTiers',
    Effect: 'Allow',
    Action: ['servicecatalog:DescribeProduct', 'servicecatalog:ProvisionProduct'],
    // The products are the hub's, which may be another account; the portfolios decide which of them can be launched.
    Resource: [launchArn('catalog', 'product/*', { account: '*' })],
  },
  {
    Sid: 'FollowTiers',
    Effect: 'Allow',
    Action: [
      'servicecatalog:DescribeProvisionedProduct',
      'servicecatalog:DescribeRecord',
      'servicecatalog:TerminateProvisionedProduct',
      'servicecatalog:UpdateProvisionedProduct',
    ],
    Resource: '*',
    reason: 'IAM knows these calls by * only; the condition leaves what this role has launched.',
    // https://docs.aws.amazon.com/servicecatalog/latest/adminguide/permissions-examples.html
    Condition: { StringEquals: { 'servicecatalog:roleLevel': 'self' } },
  },
  {
    Sid: 'TagTiers',
    Effect: 'Allow',
    Action: ['servicecatalog:ListTagsForResource', 'servicecatalog:TagResource', 'servicecatalog:UntagResource'],
    Resource: '*',
    reason: 'IAM knows no resource of these calls that stands for a provisioned product.',
  },
  {
    Sid: 'TierStacks',
    Effect: 'Allow',
    Action: [
      'cloudformation:CreateStack',
      'cloudformation:DeleteStack',
      'cloudformation:DescribeStacks',
      'cloudformation:UpdateStack',
    ],
    Resource: [launchArn('cloudformation', 'stack/SC-*')],
  },
  {
    Sid: 'ListStacks',
    Effect: 'Allow',
    Action: ['cloudformation:ListStacks'],
    Resource: '*',
    reason: 'CloudFormation lists the stacks of the whole account only.',
  },
];
