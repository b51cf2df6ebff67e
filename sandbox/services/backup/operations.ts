import { randomUUID } from 'node:crypto';
import type * as model from '@aws-sdk/client-backup';
import { AwsError } from '../../kernel/aws-error';
import type { Call } from '../../kernel/call';
import type { Operations } from '../../kernel/operations';
import { pageOf } from '../../kernel/page';
import { objectOf, textOf } from '../../kernel/properties';
import { arnOfExisting, type Existing, findExisting } from '../cloudformation';
import { recoveryPoints, recoveryPointsIn } from './state';

/** Recovery points a page holds unless the call says. */
const PAGE = 1000;

/** Operations on recovery points. */
export const backupOperations = {
  /** https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListRecoveryPointsByBackupVault.html */
  ListRecoveryPointsByBackupVault(input, call) {
    const { BackupVaultName: name = '', ByResourceArn: only } = input;
    const vault = theVault(name, call);
    const all = recoveryPointsIn(call.db, call, name).filter(
      (point) => only === undefined || point.resourceArn === only,
    );
    const { items, next } = pageOf(all, ({ arn }) => arn, {
      token: input.NextToken,
      size: input.MaxResults ?? PAGE,
      of: `recovery points ${name}`,
      badToken: () => new AwsError('InvalidParameterValueException', 'Invalid NextToken'),
    });
    return {
      NextToken: next,
      RecoveryPoints: items.map((point) => ({
        RecoveryPointArn: point.arn,
        BackupVaultName: name,
        BackupVaultArn: arnOfExisting(vault),
        ResourceArn: point.resourceArn,
        IamRoleArn: point.iamRoleArn,
        Status: 'COMPLETED',
        CreationDate: point.created,
        CompletionDate: point.created,
        BackupSizeInBytes: 0,
      })),
    };
  },

  /**
   * https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DeleteRecoveryPoint.html
   *
   * A vault whose policy denies it to everybody keeps its recovery points; other policies aren't looked at.
   */
  DeleteRecoveryPoint(input, call) {
    const { BackupVaultName: name = '', RecoveryPointArn: arn = '' } = input;
    const vault = theVault(name, call);
    const key = [call.accountId, call.region, name, arn];
    if (!call.db.get(recoveryPoints, key)) {
      throw new AwsError('ResourceNotFoundException', `Cannot find recovery point ${arn} in backup vault ${name}`);
    }
    if (deniesDeletion(vault)) {
      const why = 'with an explicit deny in a resource-based policy';
      const message = `User: ${call.caller.arn} is not authorized to perform: backup:DeleteRecoveryPoint on resource: ${arn} ${why}`;
      throw new AwsError('AccessDeniedException', message, 403);
    }
    call.db.remove(recoveryPoints, key);
    return {};
  },

  /**
   * https://docs.aws.amazon.com/aws-backup/latest/devguide/API_StartBackupJob.html: the job is over at once, and has copied
   * nothing; only its recovery point is there.
   */
  StartBackupJob(input, call) {
    const { BackupVaultName: vault = '', ResourceArn: resourceArn = '', IamRoleArn: iamRoleArn = '' } = input;
    theVault(vault, call);
    const { accountId, region, now: created } = call;
    const arn = `arn:aws:backup:${region}:${accountId}:recovery-point:${randomUUID()}`;
    call.db.put(recoveryPoints, [accountId, region, vault, arn], { arn, vault, resourceArn, iamRoleArn, created });
    return { BackupJobId: randomUUID(), RecoveryPointArn: arn, CreationDate: created };
  },
} satisfies Operations<typeof model>;

function theVault(name: string, call: Call): Existing {
  const vault = findExisting(call.db, call, 'AWS::Backup::BackupVault', name);
  if (vault) return vault;
  throw new AwsError('ResourceNotFoundException', `Backup vault with name ${name} not found`);
}

function deniesDeletion({ properties }: Existing): boolean {
  const statements = objectOf(properties.AccessPolicy).Statement;
  return [statements ?? []].flat().some((each) => {
    const { Effect, Principal, Action } = objectOf(each);
    const actions = [Action ?? []].flat().map(textOf);
    return Effect === 'Deny' && Principal === '*' && actions.includes('backup:DeleteRecoveryPoint');
  });
}
