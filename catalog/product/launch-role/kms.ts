import { type LaunchRoleStatement, launchArn } from './statement';

/** KMS gives keys an id of its own choice. */
const keys = [launchArn('kms', 'key/*')];

/**
 * Lets the launch role make keys that carry its product's tag, change those, and delete them after KMS's waiting time. No
 * other key of the account: what locks or deletes one asks for the tag. A key that has no tag `Product` at all could be given
 * it, so keys that matter should have one.
 *
 * The calls that follow a key's creation at once ask for no tag, since one may count for KMS only five minutes later.
 * https://docs.aws.amazon.com/kms/latest/developerguide/tag-authorization.html
 *
 * @param product id of the product: the value of the tag `Product` that its keys carry
 */
export function manageKeys(Sid: string, product: string): readonly LaunchRoleStatement[] {
  return [
    {
      Sid: `Create${Sid}`,
      Effect: 'Allow',
      Action: ['kms:CreateKey'],
      Resource: '*',
      reason: 'It takes no resource: the key that it creates has no id yet.',
      Condition: { StringEquals: { 'aws:RequestTag/Product': product } },
    },
    {
      // https://docs.aws.amazon.com/kms/latest/developerguide/tag-permissions.html
      Sid: `TagNew${Sid}`,
      Effect: 'Allow',
      Action: ['kms:TagResource'],
      Resource: keys,
      Condition: {
        StringEquals: { 'aws:RequestTag/Product': product },
        // A key that is being made has no tag yet.
        StringEqualsIfExists: { 'aws:ResourceTag/Product': product },
      },
    },
    {
      Sid: `Read${Sid}`,
      Effect: 'Allow',
      Action: [
        'kms:DescribeKey',
        'kms:EnableKeyRotation',
        'kms:GetKeyPolicy',
        'kms:GetKeyRotationStatus',
        'kms:ListResourceTags',
      ],
      Resource: keys,
    },
    {
      Sid,
      Effect: 'Allow',
      Action: [
        'kms:DisableKeyRotation',
        'kms:PutKeyPolicy',
        'kms:ScheduleKeyDeletion',
        'kms:TagResource',
        'kms:UntagResource',
        'kms:UpdateKeyDescription',
      ],
      Resource: keys,
      Condition: { StringEquals: { 'aws:ResourceTag/Product': product } },
    },
  ];
}
