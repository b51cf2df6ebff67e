import { type Action, type LaunchRoleStatement, launchArn } from './statement';

/**
 * Lets the launch role make, change and, after KMS's waiting time, delete keys. KMS gives them an id of its own choice.
 *
 * @param also what else is done with them: `kms:RetireGrant`
 */
export function manageKeys(Sid: string, also: readonly Action[] = []): readonly LaunchRoleStatement[] {
  const actions: readonly Action[] = [
    'kms:DescribeKey',
    'kms:DisableKeyRotation',
    'kms:EnableKeyRotation',
    'kms:GetKeyPolicy',
    'kms:GetKeyRotationStatus',
    'kms:ListResourceTags',
    'kms:PutKeyPolicy',
    'kms:ScheduleKeyDeletion',
    'kms:TagResource',
    'kms:UntagResource',
    'kms:UpdateKeyDescription',
  ];
  return [
    {
      Sid: 'CreateKey',
      Effect: 'Allow',
      Action: ['kms:CreateKey'],
      Resource: '*',
      reason: 'It takes no resource: the key that it creates has no id yet.',
    },
    { Sid, Effect: 'Allow', Action: [...actions, ...also].sort(), Resource: [launchArn('kms', 'key/*')] },
  ];
}
