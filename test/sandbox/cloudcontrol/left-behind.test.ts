import { Backup } from '@aws-sdk/client-backup';
import { CloudControl, type ProgressEvent } from '@aws-sdk/client-cloudcontrol';
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { RDS } from '@aws-sdk/client-rds';
import { ResourceGroupsTaggingAPI } from '@aws-sdk/client-resource-groups-tagging-api';
import { S3 } from '@aws-sdk/client-s3';
import { startTestSandbox, type TestSandbox } from '../with-sandbox';

const Tags = [{ Key: 'Environment', Value: 'dev' }];
const keep = { DeletionPolicy: 'Retain' };

/** A stack that leaves one thing of each kind behind. */
const template = {
  Resources: {
    Assets: {
      Type: 'AWS::S3::Bucket',
      ...keep,
      Properties: { BucketName: 'left-assets', VersioningConfiguration: { Status: 'Enabled' }, Tags },
    },
    Vault: {
      Type: 'AWS::Backup::BackupVault',
      ...keep,
      Properties: { BackupVaultName: 'left-vault', BackupVaultTags: { Environment: 'dev' } },
    },
    Users: {
      Type: 'AWS::Cognito::UserPool',
      ...keep,
      Properties: { DeletionProtection: 'ACTIVE', UserPoolTags: { Environment: 'dev' } },
    },
    Content: {
      Type: 'AWS::DynamoDB::GlobalTable',
      ...keep,
      Properties: {
        TableName: 'left-content',
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
        Replicas: [{ Region: 'us-east-1', DeletionProtectionEnabled: true, Tags }],
      },
    },
    Files: { Type: 'AWS::EFS::FileSystem', ...keep, Properties: { FileSystemTags: Tags } },
    Mount: {
      Type: 'AWS::EFS::MountTarget',
      ...keep,
      Properties: {
        FileSystemId: { Ref: 'Files' },
        SubnetId: 'subnet-0123456789abcdef0',
        SecurityGroups: ['sg-0123456789abcdef0'],
      },
    },
    Database: {
      Type: 'AWS::RDS::DBCluster',
      DeletionPolicy: 'Snapshot',
      Properties: { Engine: 'aurora-postgresql', CopyTagsToSnapshot: true, Tags },
    },
    Topic: { Type: 'AWS::SNS::Topic', Properties: { Tags } },
  },
};

let sandbox: TestSandbox;
let control: CloudControl;
let backup: Backup;
let rds: RDS;
let s3: S3;
let tagging: ResourceGroupsTaggingAPI;
let topic: string;
const left = new Map<string, string>();

const idOf = (logicalId: string): string => left.get(logicalId) ?? 'nothing';

async function stack(): Promise<void> {
  const formation = new CloudFormation(sandbox.client());
  const until = async (status: string) => {
    while ((await formation.listStacks({})).StackSummaries?.[0]?.StackStatus !== status) {
      await new Promise((done) => setTimeout(done, 5));
    }
  };
  await formation.createStack({ StackName: 'leaving', TemplateBody: JSON.stringify(template) });
  await until('CREATE_COMPLETE');
  const { StackResources = [] } = await formation.describeStackResources({ StackName: 'leaving' });
  for (const { LogicalResourceId = '', PhysicalResourceId = '' } of StackResources) {
    left.set(LogicalResourceId, PhysicalResourceId);
  }
  topic = idOf('Topic');
  await expect(control.getResource({ TypeName: 'AWS::SNS::Topic', Identifier: topic })).resolves.toMatchObject({
    ResourceDescription: { Identifier: topic },
  });
  await formation.deleteStack({ StackName: 'leaving' });
  await until('DELETE_COMPLETE');
}

async function ended({ ProgressEvent: begun }: { ProgressEvent?: ProgressEvent }): Promise<ProgressEvent> {
  expect(begun?.OperationStatus).toBe('IN_PROGRESS');
  for (;;) {
    const { ProgressEvent: now = {} } = await control.getResourceRequestStatus({ RequestToken: begun?.RequestToken });
    if (now.OperationStatus !== 'IN_PROGRESS') return now;
    await new Promise((done) => setTimeout(done, 5));
  }
}

const remove = async (TypeName: string, Identifier: string) =>
  ended(await control.deleteResource({ TypeName, Identifier }));

const patch = async (TypeName: string, Identifier: string, operations: readonly object[]) =>
  ended(await control.updateResource({ TypeName, Identifier, PatchDocument: JSON.stringify(operations) }));

beforeAll(async () => {
  sandbox = await startTestSandbox();
  control = new CloudControl(sandbox.client());
  backup = new Backup(sandbox.client());
  rds = new RDS(sandbox.client());
  s3 = new S3(sandbox.client());
  tagging = new ResourceGroupsTaggingAPI(sandbox.client());
  await stack();
});
afterAll(() => sandbox.stop());
afterEach(() => sandbox.setFaults({}));

it('finds what a deleted stack left behind by its tags, and by page', async () => {
  const TagFilters = [{ Key: 'Environment', Values: ['dev'] }];
  const { ResourceTagMappingList: all = [] } = await tagging.getResources({ TagFilters });
  const arns = all.map(({ ResourceARN }) => ResourceARN);
  expect(arns).toEqual(
    expect.arrayContaining([
      'arn:aws:s3:::left-assets',
      'arn:aws:backup:us-east-1:000000000000:backup-vault:left-vault',
      `arn:aws:cognito-idp:us-east-1:000000000000:userpool/${idOf('Users')}`,
      'arn:aws:dynamodb:us-east-1:000000000000:table/left-content',
      `arn:aws:elasticfilesystem:us-east-1:000000000000:file-system/${idOf('Files')}`,
      expect.stringMatching(
        /^arn:aws:rds:us-east-1:000000000000:cluster-snapshot:leaving-snapshot-database-[a-z0-9]{12}$/,
      ),
    ]),
  );
  // The mount target takes no tags, the topic is gone.
  expect(arns).toHaveLength(6);
  expect(all[0]?.Tags).toContainEqual({ Key: 'aws:cloudformation:stack-name', Value: 'leaving' });

  const first = await tagging.getResources({ TagFilters, ResourcesPerPage: 4 });
  const second = await tagging.getResources({
    TagFilters,
    ResourcesPerPage: 4,
    PaginationToken: first.PaginationToken,
  });
  const paged = [first, second].flatMap(({ ResourceTagMappingList = [] }) => ResourceTagMappingList);
  expect(paged.map(({ ResourceARN }) => ResourceARN)).toEqual(arns);
  expect(second.PaginationToken).toBe('');
  await expect(tagging.getResources({ PaginationToken: 'made-up' })).rejects.toThrow('PaginationToken');
});

it('narrows by type and value', async () => {
  const found = async (ResourceTypeFilters: string[], value = 'dev') =>
    (await tagging.getResources({ ResourceTypeFilters, TagFilters: [{ Key: 'Environment', Values: [value] }] }))
      .ResourceTagMappingList?.length;
  expect(await found(['s3'])).toBe(1);
  expect(await found(['rds:cluster-snapshot', 'cognito-idp:userpool'])).toBe(2);
  expect(await found(['rds:cluster'])).toBe(0);
  expect(await found(['s3'], 'other')).toBe(0);
});

it('answers what a resource is, and what there is of a type', async () => {
  const { ResourceDescription } = await control.getResource({ TypeName: 'AWS::S3::Bucket', Identifier: 'left-assets' });
  expect(JSON.parse(ResourceDescription?.Properties ?? '{}')).toMatchObject({
    BucketName: 'left-assets',
    Arn: 'arn:aws:s3:::left-assets',
  });
  const mounts = (FileSystemId: string) =>
    control.listResources({ TypeName: 'AWS::EFS::MountTarget', ResourceModel: JSON.stringify({ FileSystemId }) });
  expect((await mounts(idOf('Files'))).ResourceDescriptions).toHaveLength(1);
  expect((await mounts('fs-other')).ResourceDescriptions).toEqual([]);
});

it('refuses types and resources that do not exist, in AWS’s words', async () => {
  await expect(control.getResource({ TypeName: 'AWS::S3::Pail', Identifier: 'x' })).rejects.toMatchObject({
    name: 'TypeNotFoundException',
  });
  await expect(control.getResource({ TypeName: 'AWS::S3::Bucket', Identifier: 'nothing' })).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: expect.stringContaining("Resource of type 'AWS::S3::Bucket' with identifier 'nothing' was not found."),
  });
  await expect(control.getResource({ TypeName: 'AWS::SNS::Topic', Identifier: topic })).rejects.toThrow('NotFound');
  await expect(control.getResourceRequestStatus({ RequestToken: 'none' })).rejects.toMatchObject({
    name: 'RequestTokenNotFoundException',
  });
  expect(await remove('AWS::S3::Bucket', 'nothing')).toMatchObject({
    OperationStatus: 'FAILED',
    ErrorCode: 'NotFound',
  });
});

it('deletes a bucket once it is empty, versions and all', async () => {
  await s3.putObject({ Bucket: 'left-assets', Key: 'a', Body: 'one' });
  await s3.deleteObject({ Bucket: 'left-assets', Key: 'a' });
  expect(await remove('AWS::S3::Bucket', 'left-assets')).toMatchObject({
    OperationStatus: 'FAILED',
    StatusMessage: expect.stringContaining('not empty'),
  });
  const { Versions = [], DeleteMarkers = [] } = await s3.listObjectVersions({ Bucket: 'left-assets' });
  expect([Versions.length, DeleteMarkers.length]).toEqual([1, 1]);
  const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
  await s3.deleteObjects({ Bucket: 'left-assets', Delete: { Objects } });
  expect(await remove('AWS::S3::Bucket', 'left-assets')).toMatchObject({ OperationStatus: 'SUCCESS' });
  await expect(s3.headBucket({ Bucket: 'left-assets' })).rejects.toMatchObject({ name: 'NotFound' });
});

it('deletes a vault once its recovery points are gone', async () => {
  const BackupVaultName = 'left-vault';
  const IamRoleArn = 'arn:aws:iam::000000000000:role/backup';
  for (const table of ['a', 'b', 'c']) {
    await backup.startBackupJob({
      BackupVaultName,
      IamRoleArn,
      ResourceArn: `arn:aws:dynamodb:us-east-1:000000000000:table/${table}`,
    });
  }
  expect(await remove('AWS::Backup::BackupVault', BackupVaultName)).toMatchObject({
    ErrorCode: 'InvalidRequest',
    StatusMessage: 'Backup vault cannot be deleted because it contains recovery points.',
  });
  const first = await backup.listRecoveryPointsByBackupVault({ BackupVaultName, MaxResults: 2 });
  const rest = await backup.listRecoveryPointsByBackupVault({
    BackupVaultName,
    MaxResults: 2,
    NextToken: first.NextToken,
  });
  const points = [...(first.RecoveryPoints ?? []), ...(rest.RecoveryPoints ?? [])];
  expect(points).toHaveLength(3);
  for (const { RecoveryPointArn } of points) await backup.deleteRecoveryPoint({ BackupVaultName, RecoveryPointArn });
  const gone = { BackupVaultName, RecoveryPointArn: points[0]?.RecoveryPointArn };
  await expect(backup.deleteRecoveryPoint(gone)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await expect(backup.listRecoveryPointsByBackupVault({ BackupVaultName: 'x' })).rejects.toThrow('constraint');
  expect(await remove('AWS::Backup::BackupVault', BackupVaultName)).toMatchObject({ OperationStatus: 'SUCCESS' });
});

it('deletes what is protected once that is lifted', async () => {
  const users = ['AWS::Cognito::UserPool', idOf('Users')] as const;
  expect(await remove(...users)).toMatchObject({ StatusMessage: expect.stringContaining('deletion protection') });
  expect(await patch(...users, [{ op: 'replace', path: '/DeletionProtection', value: 'INACTIVE' }])).toMatchObject({
    OperationStatus: 'SUCCESS',
    Operation: 'UPDATE',
  });
  expect(await remove(...users)).toMatchObject({ OperationStatus: 'SUCCESS' });

  const table = ['AWS::DynamoDB::GlobalTable', 'left-content'] as const;
  expect(await remove(...table)).toMatchObject({
    StatusMessage: expect.stringContaining('protected against deletion'),
  });
  await patch(...table, [{ op: 'replace', path: '/Replicas/0/DeletionProtectionEnabled', value: false }]);
  expect(await remove(...table)).toMatchObject({ OperationStatus: 'SUCCESS' });
});

it('refuses updates that the type does not take', async () => {
  const files = ['AWS::EFS::FileSystem', idOf('Files')] as const;
  expect(await patch(...files, [{ op: 'add', path: '/PerformanceMode', value: 'maxIO' }])).toMatchObject({
    ErrorCode: 'NotUpdatable',
  });
  expect(await patch(...files, [{ op: 'add', path: '/BackupPolicy', value: 'yes' }])).toMatchObject({
    ErrorCode: 'InvalidRequest',
  });
  for (const PatchDocument of ['{', '{}', '[{"op":"remove","path":"/Nothing"}]', '[{"op":"spin","path":"/x"}]']) {
    await expect(
      control.updateResource({ TypeName: files[0], Identifier: files[1], PatchDocument }),
    ).rejects.toMatchObject({ name: 'InvalidRequestException' });
  }
});

it('deletes a file system after its mount targets', async () => {
  expect(await remove('AWS::EFS::FileSystem', idOf('Files'))).toMatchObject({ ErrorCode: 'ResourceConflict' });
  expect(await remove('AWS::EFS::MountTarget', idOf('Mount'))).toMatchObject({ OperationStatus: 'SUCCESS' });
  await sandbox.setFaults({ failDeletions: { Files: 'Not today.' } });
  expect(await remove('AWS::EFS::FileSystem', idOf('Files'))).toMatchObject({ StatusMessage: 'Not today.' });
  await sandbox.setFaults({});
  expect(await remove('AWS::EFS::FileSystem', idOf('Files'))).toMatchObject({ OperationStatus: 'SUCCESS' });
});

it('deletes the final snapshot of a cluster once', async () => {
  const { DBClusterSnapshots = [] } = await rds.describeDBClusterSnapshots({ SnapshotType: 'manual' });
  expect(DBClusterSnapshots).toEqual([
    expect.objectContaining({ DBClusterIdentifier: idOf('Database'), Engine: 'aurora-postgresql', TagList: Tags }),
  ]);
  const DBClusterSnapshotIdentifier = DBClusterSnapshots[0]?.DBClusterSnapshotIdentifier;
  await rds.deleteDBClusterSnapshot({ DBClusterSnapshotIdentifier });
  await expect(rds.deleteDBClusterSnapshot({ DBClusterSnapshotIdentifier })).rejects.toMatchObject({
    name: 'DBClusterSnapshotNotFoundFault',
  });
  await expect(rds.describeDBClusterSnapshots({ DBClusterSnapshotIdentifier })).rejects.toThrow('not found');
});

it('one request for one resource at a time, and the same client token is the same request', async () => {
  const formation = new CloudFormation(sandbox.client());
  const TemplateBody = JSON.stringify({ Resources: { Alone: { Type: 'AWS::SNS::Topic' } } });
  await formation.createStack({ StackName: 'alone', TemplateBody });
  let found: string | undefined;
  while (found === undefined) {
    const { ResourceDescriptions = [] } = await control.listResources({ TypeName: 'AWS::SNS::Topic' });
    found = ResourceDescriptions[0]?.Identifier;
  }
  await sandbox.setFaults({ stackStepMs: 600_000 });
  const request = { TypeName: 'AWS::SNS::Topic', Identifier: found };
  const { ProgressEvent: first } = await control.deleteResource({ ...request, ClientToken: 'once' });
  const { ProgressEvent: again } = await control.deleteResource({ ...request, ClientToken: 'once' });
  expect(again?.RequestToken).toBe(first?.RequestToken);
  await expect(control.deleteResource(request)).rejects.toMatchObject({ name: 'ConcurrentOperationException' });
  const other = { TypeName: 'AWS::SNS::Topic', Identifier: 'other', ClientToken: 'once' };
  await expect(control.deleteResource(other)).rejects.toMatchObject({ name: 'ClientTokenConflictException' });
});
