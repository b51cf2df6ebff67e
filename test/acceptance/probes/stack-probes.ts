import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { rsort } from 'semver';
import { agrees, differs, notReached } from '../assumption';
import { isWell, reasonOf, type Template } from '../stacks';
import type { Probe } from './probe';
import { stackProbe, stackRole } from './stack-probe';

const DENIED = /not authorized|AccessDenied|Access ?Denied/i;

const only = (resource: object): Template => ({ Resources: { Probe: resource } });

const arn = (text: string) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:${text}` });

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

const taskFamily = 'bellyfed-acceptance';

/** Task definition by a role that is limited to its family. */
const taskDefinition = stackProbe({
  assumption: {
    id: 'task-definition-by-arn',
    text: 'ecs:RegisterTaskDefinition is judged by the ARN of the task definition.',
    stands: 'Nothing: app and search allow it on *. If it agrees, their statements can be narrowed.',
    mend: {
      where: ['products/app/web/permissions.ts', 'products/search/nodes/permissions.ts'],
      change: 'Keep * with its reason; if it agrees, name the families.',
    },
  },
  makes: 'a role and one task definition, which nobody runs',
  usd: 0,
  minutes: 3,
  statements: [
    {
      Effect: 'Allow',
      Action: ['ecs:RegisterTaskDefinition', 'ecs:TagResource'],
      Resource: arn('ecs:*:${AWS::AccountId}:task-definition/bellyfed-acceptance:*'),
    },
    { Effect: 'Allow', Action: ['ecs:DescribeTaskDefinition', 'ecs:DeregisterTaskDefinition'], Resource: '*' },
  ],
  template: () =>
    only({
      Type: 'AWS::ECS::TaskDefinition',
      Properties: {
        Family: taskFamily,
        NetworkMode: 'awsvpc',
        RequiresCompatibilities: ['FARGATE'],
        Cpu: '256',
        Memory: '512',
        ContainerDefinitions: [{ Name: 'web', Image: 'public.ecr.aws/docker/library/busybox:stable', Essential: true }],
      },
    }),
  words: DENIED,
});

/** Cloud Map's operations, by a role that is limited to namespaces and services. */
const operationByArn = stackProbe({
  assumption: {
    id: 'operation-by-arn',
    text: 'servicediscovery:GetOperation is judged by the ARNs of namespaces and services.',
    stands: 'Nothing: search allows it on *. If it agrees, its statement can be narrowed.',
    mend: {
      where: ['products/search/names/permissions.ts'],
      change: 'Keep * with its reason; if it agrees, narrow it.',
    },
  },
  makes: 'a role and one Cloud Map namespace without names',
  usd: 0,
  minutes: 4,
  statements: [
    {
      Effect: 'Allow',
      Action: ['CreateHttpNamespace', 'DeleteNamespace', 'GetNamespace', 'ListTagsForResource', 'TagResource'].map(
        (action) => `servicediscovery:${action}`,
      ),
      Resource: '*',
    },
    {
      Effect: 'Allow',
      Action: 'servicediscovery:GetOperation',
      Resource: [
        arn('servicediscovery:*:${AWS::AccountId}:namespace/*'),
        arn('servicediscovery:*:${AWS::AccountId}:service/*'),
      ],
    },
  ],
  template: ({ runId }) =>
    only({ Type: 'AWS::ServiceDiscovery::HttpNamespace', Properties: { Name: `acceptance-${runId}` } }),
  words: DENIED,
});

/** Backup selection by a role that may not look for tags. */
const backupSelection = stackProbe({
  assumption: {
    id: 'backup-selection-tags',
    text: 'A backup selection that names ARNs alone asks tag:GetResources of its role.',
    stands: 'The backup role of data allows it, on *.',
    mend: { where: ['products/data/files/backup.ts'], change: 'Take tag:GetResources out of BackupRole.' },
  },
  makes: 'a backup vault, a plan that never comes to run, a role and a selection',
  usd: 0,
  minutes: 4,
  template: ({ runId }) => ({
    Resources: {
      Vault: { Type: 'AWS::Backup::BackupVault', Properties: { BackupVaultName: `acceptance-${runId}` } },
      Plan: {
        Type: 'AWS::Backup::BackupPlan',
        Properties: {
          BackupPlan: {
            BackupPlanName: `acceptance-${runId}`,
            BackupPlanRule: [
              { RuleName: 'never', TargetBackupVault: { Ref: 'Vault' }, ScheduleExpression: 'cron(0 5 1 1 ? *)' },
            ],
          },
        },
      },
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Principal: { Service: 'backup.amazonaws.com' }, Action: 'sts:AssumeRole' }],
          },
        },
      },
      Probe: {
        Type: 'AWS::Backup::BackupSelection',
        Properties: {
          BackupPlanId: { Ref: 'Plan' },
          BackupSelection: {
            SelectionName: 'one',
            IamRoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
            Resources: [arn('elasticfilesystem:${AWS::Region}:${AWS::AccountId}:file-system/fs-00000000')],
          },
        },
      },
    },
  }),
  isRefused: true,
  words: /tag:GetResources/,
});

/** Number in a mapping, compared with a text. */
const numericCondition: Probe = {
  id: 'numeric-condition',
  assumptions: [
    {
      id: 'numeric-condition',
      text: 'Fn::Equals takes a number of a mapping and a text of the same digits for equal.',
      stands: 'Conditions on sizes by environment type: readers of the database, zones, nodes.',
      mend: {
        where: ['catalog/product/environment-types.ts', 'catalog/template/conditions.ts'],
        change: 'Write the values of mappings as texts, in a new release of every product.',
      },
    },
  ],
  makes: 'a stack of one wait condition handle',
  usd: 0,
  minutes: 2,
  way: {
    kind: 'program',
    runsInSandbox: true,
    run: async (bench) => {
      const end = await bench.create({
        Mappings: { Sizes: { prod: { Readers: 2 } } },
        Conditions: { IsTwo: { 'Fn::Equals': [{ 'Fn::FindInMap': ['Sizes', 'prod', 'Readers'] }, '2'] } },
        Resources: { Handle: { Type: 'AWS::CloudFormation::WaitConditionHandle' } },
        Outputs: { Compared: { Value: { 'Fn::If': ['IsTwo', 'equal', 'different'] } } },
      });
      if (!isWell(end)) return { 'numeric-condition': notReached(reasonOf(end)) };
      const { Compared = '' } = end.outputs;
      return { 'numeric-condition': Compared === 'equal' ? agrees(Compared) : differs(Compared) };
    },
  },
};

/** Header that the newest app gives its answers, as its form has it. */
function contentSecurityPolicy(): string {
  const folder = resolve(__dirname, '../../../products/app/releases');
  const versions = readdirSync(folder).flatMap((name) => (name.endsWith('.json') ? name.slice(0, -5) : []));
  const [newest] = rsort(versions);
  const { Parameters } = JSON.parse(readFileSync(join(folder, `${newest}.json`), 'utf8'));
  return Parameters.ContentSecurityPolicy.Default;
}

/** Content-Security-Policy as an attribute of a listener. */
const headerCharacters = stackProbe({
  assumption: {
    id: 'header-characters',
    text: "A listener takes app's default Content-Security-Policy as an attribute, with its quotes and semicolons.",
    stands: 'app launches with its own default, and adds the header at the load balancer.',
    mend: {
      where: ['products/app/parameters.ts', 'products/app/edge/listeners.ts'],
      change: 'Leave the header to the application by default, and narrow the pattern to what AWS takes.',
    },
  },
  makes: 'a network of two subnets and an internal load balancer, for some minutes',
  usd: 0.03,
  minutes: 10,
  template: () => ({
    Resources: {
      Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.255.0.0/24' } },
      One: subnet(0),
      Two: subnet(1),
      Balancer: {
        Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
        Properties: { Scheme: 'internal', Subnets: [{ Ref: 'One' }, { Ref: 'Two' }] },
      },
      Probe: {
        Type: 'AWS::ElasticLoadBalancingV2::Listener',
        Properties: {
          LoadBalancerArn: { Ref: 'Balancer' },
          Port: 80,
          Protocol: 'HTTP',
          DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '200' } }],
          ListenerAttributes: [
            {
              Key: 'routing.http.response.content_security_policy.header_value',
              Value: contentSecurityPolicy(),
            },
          ],
        },
      },
    },
  }),
});

function subnet(index: number): object {
  return {
    Type: 'AWS::EC2::Subnet',
    Properties: {
      VpcId: { Ref: 'Vpc' },
      CidrBlock: `10.255.0.${index * 64}/26`,
      AvailabilityZone: { 'Fn::Select': [index, { 'Fn::GetAZs': '' }] },
    },
  };
}

const ROLE = arn('iam::${AWS::AccountId}:role/BellyfedAcceptance-*');
const READ_ROLES = ['GetRole', 'GetRolePolicy', 'ListAttachedRolePolicies', 'ListRolePolicies', 'ListRoleTags'].map(
  (action) => `iam:${action}`,
);
const WRITE_ROLES = [
  ...['DeleteRole', 'DeleteRolePolicy', 'TagRole', 'UntagRole', 'UpdateAssumeRolePolicy', 'UpdateRole'],
  'UpdateRoleDescription',
].map((action) => `iam:${action}`);

/** Role that gets a boundary and another policy in one update, by a role that may write policies within it only. */
const boundaryOrder: Probe = {
  id: 'boundary-order',
  assumptions: [
    {
      id: 'boundary-order',
      text: "An update that brings a role's boundary and another policy sets the boundary first.",
      stands: '`permissionsBoundary` could be `required` before everything has been brought up.',
      mend: {
        where: ['docs/adr/0013-roles-within-a-boundary.md', 'portfolios/launch-role/bounded-releases.ts'],
        change: 'Keep the two steps, which are right either way; if it agrees, the decision may say that they are one.',
      },
    },
  ],
  makes: 'a policy and three roles, which nobody takes on',
  usd: 0,
  minutes: 5,
  way: {
    kind: 'program',
    runsInSandbox: true,
    run: async (bench) => {
      const bounded = await bench.create(
        {
          Resources: {
            Boundary: {
              Type: 'AWS::IAM::ManagedPolicy',
              Properties: {
                PolicyDocument: {
                  Version: '2012-10-17',
                  Statement: [{ Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' }],
                },
              },
            },
          },
          Outputs: { Arn: { Value: { Ref: 'Boundary' } } },
        },
        { part: 'boundary' },
      );
      const boundary = bounded.outputs.Arn ?? '';
      const Condition = { StringEquals: { 'iam:PermissionsBoundary': boundary } };
      const rest = { Effect: 'Allow', Action: [...READ_ROLES, ...WRITE_ROLES], Resource: ROLE };
      const create = ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:PutRolePermissionsBoundary'];
      const open = await stackRole(bench, [rest, { Effect: 'Allow', Action: create, Resource: ROLE }], 'open');
      const closed = await stackRole(
        bench,
        [rest, { Effect: 'Allow', Action: create, Resource: ROLE, Condition }],
        'closed',
      );
      const made = await bench.create(boundedRole('s3:GetObject'), { role: open });
      if (!isWell(made)) return { 'boundary-order': notReached(reasonOf(made)) };
      const end = await bench.update(boundedRole('s3:PutObject', boundary), { role: closed });
      if (isWell(end)) return { 'boundary-order': agrees('it went through') };
      return { 'boundary-order': DENIED.test(reasonOf(end)) ? differs(reasonOf(end)) : notReached(reasonOf(end)) };
    },
  },
};

function boundedRole(action: string, boundary?: string): Template {
  const statement = { Effect: 'Allow', Action: action, Resource: '*' };
  const trust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
  return only({
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [trust] },
      Policies: [{ PolicyName: 'Own', PolicyDocument: { Version: '2012-10-17', Statement: [statement] } }],
      ...(boundary !== undefined && { PermissionsBoundary: boundary }),
    },
  });
}

/** Probes of what CloudFormation and a resource's service do. */
export const stackProbes: readonly Probe[] = [
  emptyIndexList,
  mfaLater,
  threatProtectionDown,
  userPoolKey,
  queueKey,
  connectionName,
  taskDefinition,
  operationByArn,
  backupSelection,
  numericCondition,
  headerCharacters,
  boundaryOrder,
];
