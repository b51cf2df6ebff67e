import { Aws, type CfnCondition, Fn } from 'aws-cdk-lib';
import type { CfnRole } from 'aws-cdk-lib/aws-iam';
import type { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { workloadRole } from '../../shared/access/workload-role';
import { pullImages } from '../../shared/compute/image-pull';
import type { DataKey } from '../../shared/encryption/data-key';
import { writeLogs } from '../../shared/logs/log-groups';
import { ownArn } from '../../shared/own-arn';
import { useDirectory } from '../../shared/storage/task-directory';
import type { Upstream } from '../upstream';
import { tracePolicyStatement } from './collector';

/** Resources that a task's roles give access to, and the condition that operators may open a shell. */
export interface TaskRolesProps {
  readonly data: Upstream['data'];
  readonly key: DataKey;
  readonly eventBusArn: string;
  /** Id of the application's key for the REST API. */
  readonly apiKeyId: string;
  /** Log group of the containers. */
  readonly logs: CfnLogGroup;
  /** Log group of what operators type in tasks. */
  readonly commands: CfnLogGroup;
  /** Condition that operators may open a shell. */
  readonly executeCommand: CfnCondition;
}

/** The two roles of a task: what ECS needs to start it, and what the application may do. */
export class TaskRoles extends Construct {
  readonly execution: CfnRole;
  readonly task: CfnRole;

  constructor(scope: Construct, id: string, props: TaskRolesProps) {
    super(scope, id);
    const service = 'ecs-tasks.amazonaws.com';
    const sourceArn = ownArn('ecs', '*');
    this.execution = workloadRole(this, 'Execution', {
      description: 'Starts the application tasks: pulls their image and opens their logs',
      service,
      sourceArn,
      statements: [...pullImages(), writeLogs(props.logs)],
    });
    this.task = workloadRole(this, 'Task', {
      description: 'The web application and the collector beside it',
      service,
      sourceArn,
      statements: [
        ...useStores(props.data),
        { Sid: 'Publish', Effect: 'Allow', Action: 'events:PutEvents', Resource: props.eventBusArn },
        {
          Sid: 'ApiKey',
          Effect: 'Allow',
          Action: 'apigateway:GET',
          Resource: Fn.sub(`arn:\${AWS::Partition}:apigateway:\${AWS::Region}::/apikeys/\${Key}`, {
            Key: props.apiKeyId,
          }),
        },
        ...useSearch(),
        tracePolicyStatement,
        props.key.usable('dynamodb', 's3', 'secretsmanager'),
      ],
      optionalPolicies: [shellPolicy(props)],
    });
  }
}

function useStores(data: Upstream['data']): object[] {
  const bucket = (name: string) => `arn:${Aws.PARTITION}:s3:::${name}`;
  return [
    {
      Sid: 'Tables',
      Effect: 'Allow',
      Action: [
        'dynamodb:BatchGetItem',
        'dynamodb:ConditionCheckItem',
        'dynamodb:DeleteItem',
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:Query',
        'dynamodb:UpdateItem',
      ],
      Resource: [
        data.contentTableArn,
        `${data.contentTableArn}/index/gsi1`,
        data.sessionsTableArn,
        data.idempotencyTableArn,
      ],
    },
    {
      Sid: 'ReadObjects',
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: [`${bucket(data.assetsBucketName)}/*`, `${bucket(data.uploadsBucketName)}/*`],
    },
    { Sid: 'Publications', Effect: 'Allow', Action: 's3:PutObject', Resource: `${bucket(data.assetsBucketName)}/*` },
    {
      // Read when the application connects: RDS rotates it, so a copy in a variable would go stale.
      Sid: 'DatabaseSecret',
      Effect: 'Allow',
      Action: 'secretsmanager:GetSecretValue',
      Resource: data.databaseSecretArn,
    },
    {
      // For a user of the database that the application made and granted rds_iam: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html
      Sid: 'DatabaseLogin',
      Effect: 'Allow',
      Action: 'rds-db:connect',
      Resource: ownArn('rds-db', `dbuser:\${Cluster}/application`, { Cluster: data.databaseClusterResourceId }),
    },
    useDirectory(
      'SharedDirectory',
      { fileSystemId: data.fileSystemId, accessPointId: data.applicationAccessPointId },
      { Bool: { 'aws:SecureTransport': 'true' } },
    ),
  ];
}

/**
 * The environment's search tier may come later, and the app never imports it: its names follow from the environment's.
 * A function URL asks for both actions: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
 */
function useSearch(): object[] {
  return [
    {
      Sid: 'Search',
      Effect: 'Allow',
      Action: ['lambda:InvokeFunction', 'lambda:InvokeFunctionUrl'],
      Resource: ownArn('lambda', `function:bellyfed-\${EnvironmentName}-search`),
    },
    {
      Sid: 'SearchAddress',
      Effect: 'Allow',
      Action: 'ssm:GetParameter',
      Resource: ownArn('ssm', `parameter/bellyfed/\${EnvironmentName}/search/*`),
    },
  ];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html */
function shellPolicy({ executeCommand, commands }: TaskRolesProps) {
  const policy = {
    PolicyName: 'ExecuteCommand',
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Channels',
          Effect: 'Allow',
          Action: [
            'ssmmessages:CreateControlChannel',
            'ssmmessages:CreateDataChannel',
            'ssmmessages:OpenControlChannel',
            'ssmmessages:OpenDataChannel',
          ],
          // They take no resource.
          Resource: '*',
        },
        {
          Sid: 'CommandLogGroups',
          Effect: 'Allow',
          Action: 'logs:DescribeLogGroups',
          // It lists the account's only.
          Resource: '*',
        },
        {
          Sid: 'CommandLogs',
          Effect: 'Allow',
          Action: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
          Resource: commands.attrArn,
        },
      ],
    },
  };
  return Fn.conditionIf(executeCommand.logicalId, policy, Aws.NO_VALUE);
}
