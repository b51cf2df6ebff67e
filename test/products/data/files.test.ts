import { decide, type PolicyDocument } from '../../../catalog/permissions';
import { environmentTypeNames, synthesizeProduct } from '../../../catalog/product';
import { data } from '../../../products/data/product';
import { dataSizes } from '../../../products/data/sizes';
import { KeyArn, launch, properties } from './launch';

const { Resources } = synthesizeProduct(data).template;
const keptOnceLaunched = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' };

const ofType = (type: string, answers: Record<string, string> = {}) =>
  Object.values(launch(answers).resources).filter((resource) => resource.type === type);

describe('the file system', () => {
  it('is encrypted, with the customer’s key if there is one', () => {
    expect(properties('FileSystem').Encrypted).toBe(true);
    expect(properties('FileSystem')).not.toHaveProperty('KmsKeyId');
    expect(properties('FileSystem', { KeyArn }).KmsKeyId).toBe(KeyArn);
  });

  it.each([
    ['3', 3],
    ['2', 2],
  ])('is within reach of each of %s zones, in isolated subnets', (ZoneCount, count) => {
    const subnets = ofType('AWS::EFS::MountTarget', { ZoneCount }).map(({ properties: { SubnetId } }) => SubnetId);
    expect(subnets).toEqual([1, 2, 3].slice(0, count).map((zone) => `bellyfed:one:network:IsolatedSubnetIds${zone}`));
  });

  it('refuses whoever comes without TLS or without an access point', () => {
    const { Statement } = JSON.parse(JSON.stringify(properties('FileSystem').FileSystemPolicy));
    expect(Statement).toMatchObject([
      { Effect: 'Deny', Action: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      { Effect: 'Deny', Condition: { Null: { 'elasticfilesystem:AccessPointArn': 'true' } } },
    ]);
    expect(Statement).toHaveLength(2);
  });

  it('gives the application and each of three search nodes a directory of its own, without root', () => {
    const points = ofType('AWS::EFS::AccessPoint').map(({ properties: point }) => point);
    expect(points.map((point) => (point.RootDirectory as { Path?: string } | undefined)?.Path)).toEqual([
      '/application',
      '/search/1',
      '/search/2',
      '/search/3',
    ]);
    for (const point of points) expect(point.PosixUser).toEqual({ Uid: '1000', Gid: '1000' });
    expect(launch().outputs.SearchAccessPointIds?.value).toBe(
      [1, 2, 3].map((node) => `FileSystemSearch${node}AccessPoint`).join(','),
    );
  });
});

describe.each(environmentTypeNames)('the backups in %s', (EnvironmentType) => {
  const backupRetentionDays = dataSizes.backupRetentionDays[EnvironmentType];
  const deletionProtection = dataSizes.deletionProtection[EnvironmentType];

  it('are made daily and kept as long as the table says', () => {
    expect(properties('BackupPlan', { EnvironmentType })).toHaveProperty('BackupPlan.BackupPlanRule.0', {
      RuleName: 'Daily',
      TargetBackupVault: 'BackupVault',
      ScheduleExpression: 'cron(0 3 * * ? *)',
      StartWindowMinutes: 60,
      CompletionWindowMinutes: 480,
      Lifecycle: { DeleteAfterDays: backupRetentionDays },
    });
    expect(properties('BackupSelection')).toHaveProperty('BackupSelection.Resources', ['FileSystem.Arn']);
  });

  it('can be deleted by hand only where nothing is protected', () => {
    expect('AccessPolicy' in properties('BackupVault', { EnvironmentType })).toBe(deletionProtection);
  });
});

describe('the role that backs up', () => {
  const policies = (properties('BackupRole').Policies as unknown as { PolicyDocument: PolicyDocument }[]).map(
    ({ PolicyDocument: document }) => document,
  );
  const point = 'arn:aws:backup:eu-central-1:111122223333:recovery-point:0d6c8f1e';

  // What AWS's managed policy for backups lets it do of a file system:
  // https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSBackupServiceRolePolicyForBackup.html
  it.each([
    ['elasticfilesystem:Backup', 'FileSystem.Arn'],
    ['elasticfilesystem:DescribeTags', 'FileSystem.Arn'],
    ['backup:CopyIntoBackupVault', 'BackupVault.BackupVaultArn'],
    ['backup:DescribeBackupVault', 'BackupVault.BackupVaultArn'],
    ['backup:TagResource', point],
    ['tag:GetResources', '*'],
  ])('may %s of %s', (action, resource) => {
    expect(decide(policies, { action, resource })).toBe('allowed');
  });

  it.each([
    ['elasticfilesystem:Backup', 'arn:aws:elasticfilesystem:eu-central-1:111122223333:file-system/fs-1'],
    ['backup:CopyIntoBackupVault', 'arn:aws:backup:eu-central-1:111122223333:backup-vault:other'],
    ['backup:TagResource', point.replace('111122223333', '999999999999')],
    ['backup:DeleteRecoveryPoint', point],
  ])('may not %s of %s', (action, resource) => {
    expect(decide(policies, { action, resource })).toBe('implicitDeny');
  });

  it('stays with the vault, whose recovery points it expires', () => {
    expect(Resources.BackupRole).toMatchObject(keptOnceLaunched);
  });
});

it.each(['FileSystem', 'BackupVault', 'IdentityPool'])(
  '%s stays when the stack goes, unless its launch fails',
  (id) => {
    expect(Resources[id]).toMatchObject(keptOnceLaunched);
  },
);

// In prod they refuse their deletion: a rollback that deleted them would fail.
it.each(['TablesContent', 'TablesSessions', 'TablesIdempotency', 'UserPool'])(
  '%s stays even when its launch fails',
  (id) => {
    expect(Resources[id]).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  },
);
