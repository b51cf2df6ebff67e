import { Aws } from 'aws-cdk-lib';
import { CfnManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Action, LaunchRoleStatement } from '../../catalog/product';
import { type BoundaryPurpose, PERMISSIONS_BOUNDARIES } from '../../catalog/product/permissions-boundary';
import { retain } from './launch-role';
import { policyStatement } from './launch-statements';
import { policyDocument } from './policy-packing';

/**
 * Actions that workloads, builds and deployments may have at all, as patterns by service: to read, write and call. Nothing
 * that hands access on: no policies of anybody or anything, no roles, no stacks, no portfolios.
 */
const WORKLOAD_ACTIONS: readonly Action[] = [
  'apigateway:GET',
  'backup:CopyIntoBackupVault',
  'backup:Describe*',
  'backup:TagResource',
  'cloudformation:Describe*',
  'cloudformation:List*',
  'cloudwatch:Describe*',
  'cloudwatch:Get*',
  'cloudwatch:List*',
  'cloudwatch:PutMetricData',
  'codebuild:Batch*',
  'codebuild:CreateReport*',
  'codebuild:StartBuild*',
  'codebuild:StopBuild*',
  'codebuild:UpdateReport*',
  'codeconnections:GetConnection*',
  'codeconnections:UseConnection',
  'codestar-connections:GetConnection*',
  'codestar-connections:UseConnection',
  'cognito-identity:Get*',
  'cognito-idp:AdminGetUser',
  'cognito-idp:Get*',
  'cognito-idp:List*',
  'dynamodb:Batch*',
  'dynamodb:ConditionCheckItem',
  'dynamodb:DeleteItem',
  'dynamodb:Describe*',
  'dynamodb:Get*',
  'dynamodb:List*',
  'dynamodb:PartiQL*',
  'dynamodb:PutItem',
  'dynamodb:Query',
  'dynamodb:Scan',
  'dynamodb:UpdateItem',
  'ec2:*PrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:Describe*',
  'ecr:Batch*',
  'ecr:CompleteLayerUpload',
  'ecr:Describe*',
  'ecr:Get*',
  'ecr:InitiateLayerUpload',
  'ecr:List*',
  'ecr:PutImage',
  'ecr:UploadLayerPart',
  'elasticfilesystem:Backup',
  'elasticfilesystem:Client*',
  'elasticfilesystem:Describe*',
  'events:PutEvents',
  'execute-api:Invoke',
  'execute-api:ManageConnections',
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey*',
  'kms:ReEncrypt*',
  'lambda:GetFunction*',
  'lambda:Invoke*',
  'logs:CreateLogGroup',
  'logs:CreateLogStream',
  'logs:Describe*',
  'logs:FilterLogEvents',
  'logs:Get*',
  'logs:PutLogEvents',
  'logs:PutRetentionPolicy',
  'rds-data:BatchExecuteStatement',
  'rds-data:BeginTransaction',
  'rds-data:CommitTransaction',
  'rds-data:ExecuteStatement',
  'rds-data:RollbackTransaction',
  'rds-db:connect',
  's3:AbortMultipartUpload',
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:GetBucket*',
  's3:GetObject*',
  's3:List*',
  's3:PutObject',
  's3:PutObjectAcl',
  's3:PutObjectTagging',
  'secretsmanager:DescribeSecret',
  'secretsmanager:GetSecretValue',
  'servicecatalog:*ProvisionedProductPlan',
  'servicecatalog:Describe*',
  'servicecatalog:List*',
  'servicecatalog:SearchProducts',
  'servicecatalog:SearchProvisionedProducts',
  'servicecatalog:UpdateProvisionedProduct',
  'ses:SendEmail',
  'ses:SendRawEmail',
  'sns:Publish',
  'sqs:ChangeMessageVisibility',
  'sqs:DeleteMessage',
  'sqs:Get*',
  'sqs:ReceiveMessage',
  'sqs:SendMessage',
  'ssm:GetParameter*',
  'ssmmessages:Create*Channel',
  'ssmmessages:Open*Channel',
  'tag:GetResources',
  'xray:Get*',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
];

/** Actions that publishing the catalog needs besides: CDK's roles do the rest. */
const PUBLISHING_ACTIONS: readonly Action[] = [
  'servicecatalog:CreatePortfolioShare',
  'servicecatalog:DeletePortfolioShare',
  'servicecatalog:SearchProductsAsAdmin',
  'servicecatalog:UpdatePortfolioShare',
  'servicecatalog:UpdateProvisioningArtifact',
];

/** Statements of a boundary. */
export function boundaryStatements(purpose: BoundaryPurpose): LaunchRoleStatement[] {
  const within = (Action: readonly Action[]): LaunchRoleStatement => ({
    ...{ Sid: 'Within', Effect: 'Allow', Action, Resource: '*' },
    reason: 'A boundary grants nothing: it says how far the policies of roles reach.',
  });
  if (purpose === 'workload') return [within(WORKLOAD_ACTIONS)];
  return [
    {
      Sid: 'TakeOnBootstrapRoles',
      Effect: 'Allow',
      Action: ['sts:AssumeRole'],
      Resource: [`arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/cdk-*`],
    },
    within([...WORKLOAD_ACTIONS, ...PUBLISHING_ACTIONS]),
  ];
}

/**
 * The boundaries of the account: once per account, under names that the products' roles know. They stay when their stack
 * goes, since roles that are there need them.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export class PermissionsBoundaries extends Construct {
  constructor(scope: Construct, id: string, { isRetained = false }: { readonly isRetained?: boolean } = {}) {
    super(scope, id);
    for (const purpose of ['workload', 'publishing'] as const) {
      const place = { partition: Aws.PARTITION, account: Aws.ACCOUNT_ID };
      const policy = new CfnManagedPolicy(this, purpose, {
        managedPolicyName: PERMISSIONS_BOUNDARIES[purpose],
        description: `How far the roles of products for ${purpose} reach, whatever their policies say.`,
        policyDocument: policyDocument(boundaryStatements(purpose).map((it) => policyStatement(it, place))),
      });
      if (isRetained) retain(policy);
    }
  }
}
