import { contains } from './deletion-conditions';
import type { Fact } from './fact';
import { HANDLERS, holdsData } from './families';
import { given } from './values-conditions';

/** Facts about AWS Backup. */
export const backup: readonly Fact[] = [
  ...holdsData('backup vault', 'AWS::Backup::BackupVault', 'AWS::Backup::LogicallyAirGappedBackupVault'),
  {
    type: 'AWS::Backup::BackupVault',
    on: 'deletion',
    when: contains('recovery points'),
    effect: 'refused',
    words: 'Backup vault cannot be deleted because it contains recovery points.',
    page: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DeleteBackupVault.html',
    readers: HANDLERS,
  },
  {
    // The policy of a vault may deny that what it holds is deleted.
    type: 'AWS::Backup::BackupVault',
    on: 'deletion',
    property: 'AccessPolicy',
    when: given,
    effect: 'refused',
    lift: null,
    page: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault-access-policy.html',
    readers: ['purge'],
  },
];
