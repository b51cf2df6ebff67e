import { type ArnPattern, type LaunchRoleStatement, launchArn } from './statement';

/** EC2 gives what it creates an id of its own choice, so its resources are named by type: `subnet`, `security-group`… */
export function ec2Resources(...types: readonly string[]): readonly ArnPattern[] {
  return types.map((type) => launchArn('ec2', `${type}/*`));
}

/** Lets the launch role tag security groups. */
export const tagSecurityGroups: LaunchRoleStatement = {
  Sid: 'TagSecurityGroups',
  Effect: 'Allow',
  Action: ['ec2:CreateTags', 'ec2:DeleteTags'],
  Resource: ec2Resources('security-group'),
};

/** Lets the launch role make, change and delete security groups and the rules of any. */
export function manageSecurityGroups(): readonly LaunchRoleStatement[] {
  return [
    {
      Sid: 'SecurityGroups',
      Effect: 'Allow',
      Action: [
        'ec2:AuthorizeSecurityGroupEgress',
        'ec2:AuthorizeSecurityGroupIngress',
        'ec2:CreateSecurityGroup',
        'ec2:DeleteSecurityGroup',
        'ec2:RevokeSecurityGroupEgress',
        'ec2:RevokeSecurityGroupIngress',
        'ec2:UpdateSecurityGroupRuleDescriptionsEgress',
        'ec2:UpdateSecurityGroupRuleDescriptionsIngress',
      ],
      Resource: ec2Resources('vpc', 'security-group', 'security-group-rule'),
    },
    tagSecurityGroups,
  ];
}
