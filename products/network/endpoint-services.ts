/** One AWS service that has an endpoint in the VPC. */
export interface EndpointService {
  /** Ends the endpoint's logical id. */
  readonly id: string;
  /** Ends the service's name: `com.amazonaws.<region>.<service>`. */
  readonly service: string;
  /** Actions that the platform's workloads ask of the service; the endpoint's policy allows nothing else. */
  readonly actions: readonly string[];
}

/** Reached through the route tables, free of charge. */
export const gatewayServices = {
  s3: {
    id: 'S3',
    service: 's3',
    actions: [
      's3:AbortMultipartUpload',
      's3:DeleteObject',
      's3:GetBucketLocation',
      's3:GetObject',
      's3:GetObjectTagging',
      's3:GetObjectVersion',
      's3:ListBucket',
      's3:ListBucketMultipartUploads',
      's3:ListBucketVersions',
      's3:ListMultipartUploadParts',
      's3:PutObject',
      's3:PutObjectTagging',
    ],
  },
  dynamoDb: {
    id: 'DynamoDb',
    service: 'dynamodb',
    actions: [
      'dynamodb:BatchGetItem',
      'dynamodb:BatchWriteItem',
      'dynamodb:ConditionCheckItem',
      'dynamodb:DeleteItem',
      'dynamodb:DescribeTable',
      'dynamodb:GetItem',
      'dynamodb:PartiQLDelete',
      'dynamodb:PartiQLInsert',
      'dynamodb:PartiQLSelect',
      'dynamodb:PartiQLUpdate',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:Scan',
      'dynamodb:UpdateItem',
    ],
  },
} as const satisfies Record<string, EndpointService>;

const pullImages = [
  'ecr:BatchCheckLayerAvailability',
  'ecr:BatchGetImage',
  'ecr:GetAuthorizationToken',
  'ecr:GetDownloadUrlForLayer',
];

/** Reached through network interfaces in the private subnets, charged by the hour. */
export const interfaceServices: readonly EndpointService[] = [
  { id: 'EcrApi', service: 'ecr.api', actions: pullImages },
  { id: 'EcrDocker', service: 'ecr.dkr', actions: pullImages },
  {
    id: 'Logs',
    service: 'logs',
    actions: ['logs:CreateLogStream', 'logs:DescribeLogGroups', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
  },
  {
    id: 'SecretsManager',
    service: 'secretsmanager',
    actions: [
      'secretsmanager:DescribeSecret',
      'secretsmanager:GetRandomPassword',
      'secretsmanager:GetSecretValue',
      'secretsmanager:PutSecretValue',
      'secretsmanager:UpdateSecretVersionStage',
    ],
  },
  { id: 'Ssm', service: 'ssm', actions: ['ssm:GetParameter', 'ssm:GetParameters', 'ssm:GetParametersByPath'] },
  {
    id: 'SsmMessages',
    service: 'ssmmessages',
    actions: [
      'ssmmessages:CreateControlChannel',
      'ssmmessages:CreateDataChannel',
      'ssmmessages:OpenControlChannel',
      'ssmmessages:OpenDataChannel',
    ],
  },
  {
    id: 'Sqs',
    service: 'sqs',
    actions: [
      'sqs:ChangeMessageVisibility',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:GetQueueUrl',
      'sqs:ReceiveMessage',
      'sqs:SendMessage',
    ],
  },
  { id: 'EventBridge', service: 'events', actions: ['events:PutEvents'] },
  {
    id: 'Kms',
    service: 'kms',
    actions: [
      'kms:Decrypt',
      'kms:DescribeKey',
      'kms:Encrypt',
      'kms:GenerateDataKey',
      'kms:GenerateDataKeyWithoutPlaintext',
    ],
  },
  { id: 'Sts', service: 'sts', actions: ['sts:AssumeRole', 'sts:GetCallerIdentity', 'sts:TagSession'] },
  {
    id: 'XRay',
    service: 'xray',
    actions: [
      'xray:GetSamplingRules',
      'xray:GetSamplingStatisticSummaries',
      'xray:GetSamplingTargets',
      'xray:PutSpans',
      'xray:PutSpansForIndexing',
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ],
  },
];
