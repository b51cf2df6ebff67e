import { Aws } from 'aws-cdk-lib';
import { CfnIdentityPool, CfnIdentityPoolRoleAttachment } from 'aws-cdk-lib/aws-cognito';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { keepOnceLaunched, uniqueName } from '../../../catalog/product';
import type { CustomerKey } from '../customer-key';
import type { UserPool } from './user-pool';

/** User pool whose users get access, and the bucket that they get it to. */
export interface IdentityPoolProps {
  /** Name of the environment. */
  readonly environment: string;
  readonly userPool: UserPool;
  /** Bucket in which each user has a folder. */
  readonly uploads: CfnBucket;
  readonly key: CustomerKey;
}

/** The folder of the user who asks: IAM puts the identity's id in when the role is used. */
const ownFolder = `private/\${cognito-identity.amazonaws.com:sub}`;

/**
 * Gives users of the web application, once signed in, AWS credentials of a role. It reaches each user's own folder in
 * the uploads bucket and nothing else; whoever isn't signed in gets nothing.
 */
export class IdentityPool extends Construct {
  readonly id: string;
  readonly authenticatedRoleName: string;

  constructor(scope: Construct, id: string, props: IdentityPoolProps) {
    super(scope, id);
    const { environment, userPool } = props;
    const pool = new CfnIdentityPool(this, 'Resource', {
      identityPoolName: uniqueName(environment, 'identities'),
      allowUnauthenticatedIdentities: false,
      allowClassicFlow: false,
      cognitoIdentityProviders: [
        {
          clientId: userPool.client.ref,
          providerName: userPool.pool.attrProviderName,
          // Credentials end with the session: a user who signed out or was removed gets none.
          serverSideTokenCheck: true,
        },
      ],
    });
    // The folders are named after the pool's identities: another pool would know nobody.
    keepOnceLaunched(pool);
    const role = this.role(pool, props);
    new CfnIdentityPoolRoleAttachment(this, 'Roles', {
      identityPoolId: pool.ref,
      roles: { authenticated: role.attrArn },
    });
    this.id = pool.ref;
    this.authenticatedRoleName = role.ref;
  }

  private role(pool: CfnIdentityPool, { uploads, key }: IdentityPoolProps): CfnRole {
    return new CfnRole(this, 'AuthenticatedRole', {
      description: 'Signed-in users: their own folder in the uploads bucket',
      // https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html
      assumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Federated: 'cognito-identity.amazonaws.com' },
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: {
              StringEquals: { 'cognito-identity.amazonaws.com:aud': pool.ref },
              'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
            },
          },
        ],
      },
      policies: [
        {
          policyName: 'OwnUploads',
          policyDocument: { Version: '2012-10-17', Statement: [...ownUploads(uploads), useKey(key)] },
        },
      ],
    });
  }
}

function ownUploads(uploads: CfnBucket): object[] {
  return [
    {
      Effect: 'Allow',
      Action: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
      Resource: `${uploads.attrArn}/${ownFolder}/*`,
    },
    {
      Effect: 'Allow',
      Action: 's3:ListBucket',
      Resource: uploads.attrArn,
      Condition: { StringLike: { 's3:prefix': [`${ownFolder}/*`] } },
    },
  ];
}

/** The key of AWS lets everybody of the account in through S3; a customer's key asks for a permission. */
function useKey(key: CustomerKey) {
  return key.whenGiven((Resource) => ({
    Effect: 'Allow',
    Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
    Resource,
    Condition: { StringEquals: { 'kms:ViaService': `s3.${Aws.REGION}.amazonaws.com` } },
  }));
}
