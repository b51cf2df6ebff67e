import type { Template } from '../stacks';
import type { Probe } from './probe';
import { arn, only, stackProbe } from './stack-probe';

/** Table with an empty list of indexes, as data 1.0 and 1.1 have. */
const emptyIndexList = stackProbe({
  assumption: {
    id: 'empty-index-list',
    text: 'AWS::DynamoDB::GlobalTable takes an empty list of global secondary indexes, as none.',
    stands: 'data 1.0.0 and 1.1.0, which have such lists, can be launched; later releases have none.',
    mend: {
      where: ['catalog/template/facts/dynamodb.ts', 'products/data/releases/releases.yaml'],
      change: 'Let the fact on empty lists hold for GlobalTable too, and retire the two releases.',
    },
  },
  makes: 'one table, on demand',
  usd: 0,
  minutes: 3,
  template: () =>
    only({
      Type: 'AWS::DynamoDB::GlobalTable',
      Properties: {
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
        GlobalSecondaryIndexes: [],
        Replicas: [{ Region: { Ref: 'AWS::Region' } }],
      },
    }),
  words: /GlobalSecondaryIndexes/,
});

const pool = (properties: object) => only({ Type: 'AWS::Cognito::UserPool', Properties: properties });
const FACTOR = { EnabledMfas: ['SOFTWARE_TOKEN_MFA'] };

/** Multi-factor authentication of a user pool, switched on for everybody after the pool was made. */
const mfaLater = stackProbe({
  assumption: {
    id: 'mfa-on-later',
    text: 'MfaConfiguration of a user pool goes from OPTIONAL to ON and back in updates.',
    stands: 'The answer Mfa of data can be changed after the launch.',
    mend: {
      where: ['products/data/parameters.ts', 'catalog/template/facts/cognito.ts', 'products/data/README.md'],
      change: 'Say in the form that Mfa is fixed once launched, and refuse the change by a fact.',
    },
  },
  makes: 'one user pool without users',
  usd: 0,
  minutes: 3,
  template: () => pool({ MfaConfiguration: 'OPTIONAL', ...FACTOR }),
  changes: () => [pool({ MfaConfiguration: 'ON', ...FACTOR }), pool({ MfaConfiguration: 'OPTIONAL', ...FACTOR })],
});

/** Threat protection and its tier, given up in one update. */
const threatProtectionDown = stackProbe({
  assumption: {
    id: 'threat-protection-down',
    text: 'A user pool goes from PLUS with ENFORCED to ESSENTIALS with OFF in one update.',
    stands: 'UserPoolTier and ThreatProtection of data can be lowered together.',
    mend: {
      where: ['products/data/parameters.ts', 'products/data/README.md'],
      change: 'Say that ThreatProtection goes OFF in an update of its own, before UserPoolTier.',
    },
  },
  makes: 'one user pool without users',
  usd: 0,
  minutes: 3,
  template: () => pool({ UserPoolTier: 'PLUS', UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' } }),
  changes: () => [pool({ UserPoolTier: 'ESSENTIALS', UserPoolAddOns: { AdvancedSecurityMode: 'OFF' } })],
});

const ROOT_POLICY = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS: arn('iam::${AWS::AccountId}:root') }, Action: 'kms:*', Resource: '*' },
  ],
};

/** User pool encrypted with a customer key whose policy trusts the account alone. */
const userPoolKey = stackProbe({
  assumption: {
    id: 'user-pool-key',
    text: 'A user pool takes a customer key whose policy has the usual statement for the account and nothing else.',
    stands: 'KeyArn of data needs no statement for Cognito in the key.',
    mend: {
      where: ['products/data/parameters.ts', 'products/data/README.md', 'products/shared/form/questions.ts'],
      change: "Name the statement for Cognito that the key's policy needs.",
    },
  },
  makes: 'a key, which AWS deletes after 7 days, and one user pool',
  usd: 0.05,
  minutes: 5,
  template: () => ({
    Resources: {
      Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: ROOT_POLICY, PendingWindowInDays: 7 } },
      Probe: {
        Type: 'AWS::Cognito::UserPool',
        Properties: {
          KeyConfiguration: { KeyType: 'CUSTOMER_MANAGED_KEY', KmsKeyArn: { 'Fn::GetAtt': ['Key', 'Arn'] } },
        },
      },
    },
  }),
});

const queue = (properties: object) => only({ Type: 'AWS::SQS::Queue', Properties: properties });
const OWN = { SqsManagedSseEnabled: true };
const KEY = { KmsMasterKeyId: 'alias/aws/sqs' };

/** Encryption of a queue, from SQS's own to a key and back. */
const queueKey = stackProbe({
  assumption: {
    id: 'queue-key-switch',
    text: "A queue goes from SQS's own encryption to a key, and back, in one update each.",
    stands: 'CustomerKey of app and search can be changed after the launch.',
    mend: {
      where: ['products/shared/messaging/private-queue.ts'],
      change: 'Write SqsManagedSseEnabled false beside the key; where that is refused too, fix the answer at launch.',
    },
  },
  makes: 'one queue',
  usd: 0,
  minutes: 4,
  template: () => queue(OWN),
  changes: () => [queue(KEY), queue(OWN)],
});

/** Connection replaced by one of another provider under the same name. */
const connectionName = stackProbe({
  assumption: {
    id: 'connection-name-twice',
    text: 'A connection can be replaced by one of another provider under the same name.',
    stands: 'SourceProvider of delivery and publishing can be changed in an update.',
    mend: {
      where: ['products/shared/pipelines/connection.ts'],
      change: "Put the provider into the connection's name.",
    },
  },
  makes: 'two connections that nobody approves',
  usd: 0,
  minutes: 2,
  template: ({ runId }) => connection('GitHub', runId),
  changes: ({ runId }) => [connection('Bitbucket', runId)],
});

function connection(ProviderType: string, runId: string): Template {
  return only({
    Type: 'AWS::CodeConnections::Connection',
    Properties: { ConnectionName: `acceptance-${runId}`, ProviderType },
  });
}

/** Probes of what creations and updates of one resource come to. */
export const resourceProbes: readonly Probe[] = [
  emptyIndexList,
  mfaLater,
  threatProtectionDown,
  userPoolKey,
  queueKey,
  connectionName,
];
