import { type ArnPattern, type LaunchRoleStatement, launchArn } from './statement';

/** KMS gives keys an id of its own choice, and which one the data tier has is known at launch only. */
const keys = [launchArn('kms', 'key/*')];

/**
 * Lets the launch role have Lambda encrypt the variables of functions with a customer key, and hand it to their roles.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html
 */
export const encryptVariables: readonly LaunchRoleStatement[] = [
  {
    Sid: 'EncryptVariables',
    Effect: 'Allow',
    Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'],
    Resource: keys,
  },
  {
    Sid: 'GrantKeyToFunctions',
    Effect: 'Allow',
    Action: ['kms:CreateGrant'],
    Resource: keys,
    // Grants that Lambda makes for its functions, never to people.
    Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
  },
];

/** Lambda gives event source mappings an id of its own choice. */
const eventSourceMappings = [launchArn('lambda', 'event-source-mapping:*')];

/** Lets the launch role make, change and delete event source mappings, and tag them and the functions that they call. */
export function manageEventSourceMappings(
  Sid: string,
  functions: readonly ArnPattern[],
): readonly LaunchRoleStatement[] {
  return [
    {
      Sid: `Create${Sid}`,
      Effect: 'Allow',
      Action: ['lambda:CreateEventSourceMapping'],
      Resource: '*',
      reason: 'It takes no resource: the mapping gets its id only now. The next statement names those that exist.',
    },
    {
      Sid,
      Effect: 'Allow',
      Action: ['lambda:DeleteEventSourceMapping', 'lambda:GetEventSourceMapping', 'lambda:UpdateEventSourceMapping'],
      Resource: eventSourceMappings,
    },
    {
      Sid: 'TagFunctions',
      Effect: 'Allow',
      Action: ['lambda:ListTags', 'lambda:TagResource', 'lambda:UntagResource'],
      Resource: [...functions, ...eventSourceMappings],
    },
  ];
}
