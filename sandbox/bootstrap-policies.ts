import type { PolicyDocument, PolicyStatement } from '../catalog/permissions';

/** Kind of a role of CDK's bootstrap, as its name says it. */
export type BootstrapRoleKind = 'deploy-role' | 'file-publishing-role' | 'image-publishing-role' | 'lookup-role';

/**
 * Policy that CDK's bootstrap gives to one of its roles, as far as services that the sandbox answers are concerned: what it
 * says of keys and images isn't here.
 *
 * @see https://github.com/aws/aws-cdk-cli/blob/main/packages/aws-cdk/lib/api/bootstrap/bootstrap-template.yaml
 */
export function bootstrapPolicy(kind: BootstrapRoleKind, accountId: string, region: string): PolicyDocument {
  const bucket = `arn:aws:s3:::cdk-hnb659fds-assets-${accountId}-${region}`;
  const assets = [bucket, `${bucket}/*`];
  const statements: Readonly<Record<BootstrapRoleKind, readonly PolicyStatement[]>> = {
    'deploy-role': [
      allow(DEPLOY, '*'),
      allow([...READ_FILES, 's3:Abort*', 's3:DeleteObject*', 's3:PutObject*'], '*', {
        StringNotEquals: { 's3:ResourceAccount': accountId },
      }),
      allow('iam:PassRole', `arn:aws:iam::${accountId}:role/cdk-hnb659fds-cfn-exec-role-${accountId}-${region}`),
      allow(['cloudformation:DeleteStack', 'cloudformation:UpdateTerminationProtection', 'sts:GetCallerIdentity'], '*'),
      allow(READ_FILES, assets),
      allow(
        ['ssm:GetParameter', 'ssm:GetParameters'],
        `arn:aws:ssm:${region}:${accountId}:parameter/cdk-bootstrap/hnb659fds/version`,
      ),
    ],
    'file-publishing-role': [
      allow(
        [...READ_FILES, 's3:GetEncryptionConfiguration', 's3:DeleteObject*', 's3:PutObject*', 's3:Abort*'],
        assets,
        { StringEquals: { 'aws:ResourceAccount': accountId } },
      ),
    ],
    'image-publishing-role': [allow('ecr:GetAuthorizationToken', '*')],
    'lookup-role': [
      { Sid: 'DontReadSecrets', Effect: 'Deny', Action: 'kms:Decrypt', Resource: '*' },
      // On AWS from ReadOnlyAccess, which the role has too, and which is too large and too changing to be held here.
      allow(LOOK_UP, '*'),
    ],
  };
  return { Version: '2012-10-17', Statement: statements[kind] };
}

const DEPLOY = [
  'cloudformation:CreateChangeSet',
  'cloudformation:DeleteChangeSet',
  'cloudformation:ExecuteChangeSet',
  'cloudformation:CreateStack',
  'cloudformation:UpdateStack',
  'cloudformation:RollbackStack',
  'cloudformation:ContinueUpdateRollback',
];

/** Parts of https://docs.aws.amazon.com/aws-managed-policy/latest/reference/ReadOnlyAccess.html by which CDK compares stacks. */
const LOOK_UP = [
  ...['cloudformation:Describe*', 'cloudformation:Get*', 'cloudformation:List*'],
  ...['s3:Get*', 's3:List*', 'ssm:Describe*', 'ssm:Get*', 'ssm:List*'],
];

const READ_FILES = ['s3:GetObject*', 's3:GetBucket*', 's3:List*'];

function allow(
  Action: PolicyStatement['Action'],
  Resource: PolicyStatement['Resource'],
  Condition?: PolicyStatement['Condition'],
): PolicyStatement {
  return { Effect: 'Allow', Action, Resource, ...(Condition && { Condition }) };
}
