import type { Backup, RecoveryPointByBackupVault } from '@aws-sdk/client-backup';
import { CatalogError } from '../../catalog/errors';

/** Number of times that a vault is looked into until AWS Backup has deleted what was in it. */
const LOOKS = 120;

/** Contents of a vault as text; undefined where it is empty. */
export async function vaultContents(backup: Backup, vault: string): Promise<string | undefined> {
  const { length: count } = await recoveryPointsIn(backup, vault);
  return count === 0 ? undefined : `${count} recovery point${count === 1 ? '' : 's'}`;
}

/**
 * Deletes the recovery points of a vault, and waits until they are gone.
 *
 * @param pause waits between two looks
 * @throws `CatalogError` `not-emptied`; AWS's own errors for a recovery point that can't be deleted
 */
export async function emptyVault(
  backup: Backup,
  vault: string,
  { say, pause }: { say(text: string): void; pause(): Promise<void> },
): Promise<void> {
  for (let look = 0; look < LOOKS; look += 1) {
    const points = await recoveryPointsIn(backup, vault);
    if (points.length === 0) return;
    say(`${vault}: ${points.length} recovery points to go`);
    for (const { RecoveryPointArn, Status } of points) {
      if (Status !== 'DELETING') await backup.deleteRecoveryPoint({ BackupVaultName: vault, RecoveryPointArn });
    }
    await pause();
  }
  throw new CatalogError('not-emptied', 'AWS Backup is still deleting its recovery points; run this again later.');
}

async function recoveryPointsIn(backup: Backup, vault: string): Promise<RecoveryPointByBackupVault[]> {
  const points: RecoveryPointByBackupVault[] = [];
  let token: string | undefined;
  do {
    const page = await backup.listRecoveryPointsByBackupVault({ BackupVaultName: vault, NextToken: token });
    points.push(...(page.RecoveryPoints ?? []));
    token = page.NextToken;
  } while (token !== undefined);
  return points;
}
