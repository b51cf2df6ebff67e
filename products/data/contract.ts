import { defineContract } from '../../catalog/product';

/**
 * Outputs that the data tier offers to the others. All of them are there in every environment type and stay the same for
 * the life of the tier: whoever imports one is never in the way of an upgrade.
 */
export const dataContract = defineContract('data', {
  DatabaseEndpoint: { kind: 'text', description: 'Host name of the Aurora writer.' },
  DatabaseReaderEndpoint: {
    kind: 'text',
    description: 'Host name of the Aurora readers; it leads to the writer while there are none.',
  },
  DatabasePort: { kind: 'text', description: 'Port of the database.' },
  DatabaseName: { kind: 'text', description: 'Name of the database inside the cluster.' },
  DatabaseSecretArn: {
    kind: 'text',
    description: 'Secret with user name and password of the master user; RDS made it and rotates it.',
  },
  DatabaseClusterId: { kind: 'text', description: 'Identifier of the Aurora cluster.' },
  DatabaseClusterResourceId: {
    kind: 'text',
    description: 'Resource id of the Aurora cluster, for the ARN of rds-db:connect.',
  },
  DatabaseSecurityGroupId: {
    kind: 'text',
    description: 'Security group of the database; a consumer adds the ingress from its own group.',
  },
  ContentTableName: {
    kind: 'text',
    description: 'Table of content: keys pk and sk, index gsi1 over gsi1pk and gsi1sk.',
  },
  ContentTableArn: { kind: 'text', description: 'ARN of the content table.' },
  SessionsTableName: { kind: 'text', description: 'Table of sessions: key id, expiry in expiresAt (Unix seconds).' },
  SessionsTableArn: { kind: 'text', description: 'ARN of the sessions table.' },
  IdempotencyTableName: {
    kind: 'text',
    description: 'Table of handled requests and events: key id, expiry in expiresAt (Unix seconds).',
  },
  IdempotencyTableArn: { kind: 'text', description: 'ARN of the idempotency table.' },
  AssetsBucketName: { kind: 'text', description: 'Bucket of what the platform publishes.' },
  UploadsBucketName: { kind: 'text', description: 'Bucket of what users upload, under private/<identity id>/.' },
  LogsBucketName: {
    kind: 'text',
    description: 'Bucket of access logs; load balancers of the account may deliver under the prefix load-balancer.',
  },
  FileSystemId: { kind: 'text', description: 'EFS file system; mount it with TLS and IAM, by an access point.' },
  FileSystemSecurityGroupId: {
    kind: 'text',
    description: 'Security group of the mount targets; a consumer adds the ingress from its own group.',
  },
  ApplicationAccessPointId: { kind: 'text', description: 'Access point of the tasks of the application.' },
  SearchAccessPointIds: {
    kind: 'list',
    description: 'Access points of three search nodes, one directory each; there are three in every type.',
  },
  BackupVaultName: { kind: 'text', description: 'Vault that holds the backups of the file system.' },
  UserPoolId: { kind: 'text', description: 'Id of the Cognito user pool.' },
  UserPoolArn: { kind: 'text', description: 'ARN of the Cognito user pool.' },
  WebClientId: { kind: 'text', description: 'App client of the web application: no secret, code flow with PKCE.' },
  UserPoolDomain: { kind: 'text', description: 'Host name of the hosted login pages.' },
  IdentityPoolId: { kind: 'text', description: 'Id of the Cognito identity pool.' },
  AuthenticatedRoleName: {
    kind: 'text',
    description: 'Role of signed-in users; a consumer may attach policies to it.',
  },
  KeyArn: { kind: 'text', description: 'Customer key that encrypts what is stored here, or none for the keys of AWS.' },
});
