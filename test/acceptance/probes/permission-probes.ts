import { agrees, differs, notReached } from '../assumption';
import { isWell, reasonOf, type Template } from '../stacks';
import type { Probe } from './probe';
import { arn, only, stackProbe, stackRole } from './stack-probe';

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
  words: /ecs:RegisterTaskDefinition/,
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
  words: /servicediscovery:GetOperation/,
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
      // Another action that the role lacks says nothing about the order.
      const isDenied = /iam:PutRolePolicy\b/.test(reasonOf(end));
      return { 'boundary-order': isDenied ? differs(reasonOf(end)) : notReached(reasonOf(end)) };
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

/** Probes of what AWS asks of a role. */
export const permissionProbes: readonly Probe[] = [taskDefinition, operationByArn, backupSelection, boundaryOrder];
