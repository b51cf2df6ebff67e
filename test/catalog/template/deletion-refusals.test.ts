import { liftingPatch } from '../../../catalog/template';

describe('the patch that lets a resource be deleted', () => {
  it('lifts the protection of a user pool', () => {
    expect(liftingPatch('AWS::Cognito::UserPool', { DeletionProtection: 'ACTIVE' })).toEqual([
      { op: 'replace', path: '/DeletionProtection', value: 'INACTIVE' },
    ]);
    expect(liftingPatch('AWS::Cognito::UserPool', { DeletionProtection: 'INACTIVE' })).toEqual([]);
  });

  it('lifts that of each replica of a table that has it', () => {
    const Replicas = [true, false, true].map((DeletionProtectionEnabled) => ({ DeletionProtectionEnabled }));
    expect(liftingPatch('AWS::DynamoDB::GlobalTable', { Replicas })).toEqual([
      { op: 'replace', path: '/Replicas/0/DeletionProtectionEnabled', value: false },
      { op: 'replace', path: '/Replicas/2/DeletionProtectionEnabled', value: false },
    ]);
  });

  it('has a repository emptied with its deletion', () => {
    expect(liftingPatch('AWS::ECR::Repository', {})).toEqual([{ op: 'add', path: '/EmptyOnDelete', value: true }]);
    expect(liftingPatch('AWS::ECR::Repository', { EmptyOnDelete: true })).toEqual([]);
  });

  it('takes the access policy of a backup vault away', () => {
    expect(liftingPatch('AWS::Backup::BackupVault', { AccessPolicy: {} })).toEqual([
      { op: 'remove', path: '/AccessPolicy' },
    ]);
    expect(liftingPatch('AWS::Backup::BackupVault', {})).toEqual([]);
  });

  it('is empty for what nothing protects', () => {
    expect(liftingPatch('AWS::S3::Bucket', { BucketName: 'a' })).toEqual([]);
  });
});
