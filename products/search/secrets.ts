import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnResourcePolicy, CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { uniqueName } from '../../catalog/product';
import type { DataKey } from '../shared/encryption/data-key';

/** Environment that the secrets belong to, and their key. */
export interface SecretsProps {
  /** Name of the environment. */
  readonly environment: string;
  readonly key: DataKey;
}

/** Secrets that the nodes and their clients know and nobody else does. Secrets Manager makes them up; nobody ever sees them. */
export class Secrets extends Construct {
  /** The administrator key of Typesense. */
  readonly adminKey: CfnSecret;
  /** A key that may only search. */
  readonly searchKey: CfnSecret;
  /** Seed of the private key of the nodes: 40 letters and digits. */
  readonly identity: CfnSecret;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: SecretsProps,
  ) {
    super(scope, id);
    this.adminKey = this.secret('AdminKey', 'search-key', 'Administrator key of Typesense');
    this.searchKey = this.secret('SearchKey', 'search-query-key', 'Key of Typesense that may only search');
    this.identity = this.secret('Identity', 'search-identity', 'What the private key of the search nodes is made of');
  }

  /** Lets a role read some of the secrets. */
  static readable(...secrets: readonly CfnSecret[]): object {
    return {
      Sid: 'Secrets',
      Effect: 'Allow',
      Action: 'secretsmanager:GetSecretValue',
      Resource: secrets.map(({ ref }) => ref),
    };
  }

  private secret(id: string, part: string, description: string): CfnSecret {
    const { environment, key } = this.props;
    const secret = new CfnSecret(this, id, {
      name: uniqueName(environment, part),
      description,
      kmsKeyId: key.arnOrDefault,
      generateSecretString: { passwordLength: 40, excludePunctuation: true },
    });
    secret.applyRemovalPolicy(RemovalPolicy.RETAIN);
    new CfnResourcePolicy(this, `${id}Policy`, {
      secretId: secret.ref,
      blockPublicPolicy: true,
      resourcePolicy: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'RefusePlainHttp',
            Effect: 'Deny',
            Principal: '*',
            Action: 'secretsmanager:*',
            Resource: '*',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
        ],
      },
    });
    return secret;
  }
}
