/** Stacks with resources that their own services protect: https://repost.aws/knowledge-center/cloudformation-stack-delete-failed */
import { Backup } from '@aws-sdk/client-backup';
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import type { Json } from '../../../catalog/template';
import { startTestSandbox, type TestSandbox } from '../with-sandbox';

let sandbox: TestSandbox;
let stacks: CloudFormation;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  stacks = new CloudFormation(sandbox.client());
});
afterAll(() => sandbox?.stop());
afterEach(() => sandbox.setFaults({}));

const cluster = (properties: Record<string, Json>) => ({
  Cluster: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-postgresql', ...properties } },
  Member: {
    Type: 'AWS::RDS::DBInstance',
    Properties: {
      ...{ Engine: 'aurora-postgresql', DBInstanceClass: 'db.serverless', DBClusterIdentifier: { Ref: 'Cluster' } },
    },
  },
});
const balancer = (isProtected: string) => ({
  Balancer: {
    Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    Properties: {
      Subnets: ['subnet-11111111', 'subnet-22222222'],
      LoadBalancerAttributes: [
        { Key: 'idle_timeout.timeout_seconds', Value: '30' },
        { Key: 'deletion_protection.enabled', Value: isProtected },
      ],
    },
  },
});
const Queue = { Type: 'AWS::SQS::Queue' };

async function settled(StackName: string): Promise<string | undefined> {
  for (;;) {
    const { Stacks: [stack] = [] } = await stacks.describeStacks({ StackName });
    if (!stack?.StackStatus?.endsWith('_IN_PROGRESS')) return stack?.StackStatus;
    await new Promise((done) => setTimeout(done, 20));
  }
}

async function made(StackName: string, resources: object): Promise<string> {
  const { StackId = '' } = await stacks.createStack({
    StackName,
    TemplateBody: JSON.stringify({ Resources: resources }),
  });
  await settled(StackId);
  return StackId;
}

async function deleted(StackName: string): Promise<string | undefined> {
  await stacks.deleteStack({ StackName });
  return settled(StackName);
}

async function resources(StackName: string) {
  const { StackResources = [] } = await stacks.describeStackResources({ StackName });
  return Object.fromEntries(
    StackResources.map(({ LogicalResourceId = '', ResourceStatus, ResourceStatusReason }) => [
      LogicalResourceId,
      { status: ResourceStatus, why: ResourceStatusReason },
    ]),
  );
}

it('a protected cluster stays, and what was to go before it is gone', async () => {
  const stack = await made('database', { ...cluster({ DeletionProtection: true }), Queue });
  expect(await deleted(stack)).toBe('DELETE_FAILED');
  expect(await resources(stack)).toMatchObject({
    Cluster: { status: 'DELETE_FAILED', why: expect.stringContaining('Cannot delete protected Cluster') },
    Member: { status: 'DELETE_COMPLETE' },
    Queue: { status: 'DELETE_COMPLETE' },
  });
});

it('a protected load balancer stays', async () => {
  const stack = await made('balancer', balancer('true'));
  expect(await deleted(stack)).toBe('DELETE_FAILED');
  expect(await resources(stack)).toMatchObject({
    Balancer: { status: 'DELETE_FAILED', why: expect.stringContaining('deletion protection is enabled') },
  });
});

it('what isn’t protected goes', async () => {
  const stack = await made('open', { ...balancer('false'), ...cluster({}) });
  expect(await deleted(stack)).toBe('DELETE_COMPLETE');
});

it('a creation that fails after something protected can’t be rolled back', async () => {
  await sandbox.setFaults({ failResources: { Queue: 'No queues today.' } });
  const stack = await made('half', { ...balancer('true'), Queue: { ...Queue, DependsOn: 'Balancer' } });
  expect((await resources(stack)).Balancer).toMatchObject({ status: 'DELETE_FAILED' });
  expect(await settled(stack)).toBe('ROLLBACK_FAILED');
});

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DeleteBackupVault.html */
it('a vault that isn’t empty stays with its stack, and goes once it is', async () => {
  const backup = new Backup(sandbox.client());
  const BackupVaultName = 'full-vault';
  const stack = await made('vault', { Vault: { Type: 'AWS::Backup::BackupVault', Properties: { BackupVaultName } } });
  const { RecoveryPointArn } = await backup.startBackupJob({
    BackupVaultName,
    ResourceArn: 'arn:aws:elasticfilesystem:us-east-1:000000000000:file-system/fs-1',
    IamRoleArn: 'arn:aws:iam::000000000000:role/Backup',
  });
  expect(await deleted(stack)).toBe('DELETE_FAILED');
  expect(await resources(stack)).toMatchObject({
    Vault: { status: 'DELETE_FAILED', why: expect.stringContaining('because it contains recovery points') },
  });
  await backup.deleteRecoveryPoint({ BackupVaultName, RecoveryPointArn });
  expect(await deleted(stack)).toBe('DELETE_COMPLETE');
});
