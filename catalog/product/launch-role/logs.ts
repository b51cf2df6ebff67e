import { type ArnPattern, type LaunchRoleStatement, stackNamed } from './statement';

/** The log groups that products' stacks make. */
export const stackLogGroups: readonly ArnPattern[] = [stackNamed('logs', 'log-group:')];

/** Lets the launch role make, change and delete log groups: by default those of the product's own stack. */
export function manageLogGroups(
  Sid: string,
  groups: readonly ArnPattern[] = stackLogGroups,
): readonly LaunchRoleStatement[] {
  return [
    {
      Sid: 'DescribeLogs',
      Effect: 'Allow',
      Action: ['logs:DescribeIndexPolicies', 'logs:DescribeLogGroups', 'logs:DescribeResourcePolicies'],
      Resource: '*',
      reason: 'CloudWatch Logs lists log groups and policies of the whole account only.',
    },
    {
      Sid,
      Effect: 'Allow',
      Action: [
        'logs:AssociateKmsKey',
        'logs:CreateLogGroup',
        'logs:DeleteLogGroup',
        'logs:DeleteRetentionPolicy',
        'logs:DisassociateKmsKey',
        'logs:GetDataProtectionPolicy',
        'logs:ListTagsForResource',
        'logs:PutRetentionPolicy',
        'logs:TagResource',
        'logs:UntagResource',
      ],
      Resource: groups,
    },
  ];
}
