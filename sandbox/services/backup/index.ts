import * as model from '@aws-sdk/client-backup';
import { restJsonService } from '../../http/protocol/rest-json';
import { backupOperations } from './operations';
import { recoveryPointsIn } from './state';

/** AWS Backup: recovery points of the vaults that stacks made. */
export const backup = restJsonService({
  signingName: 'backup',
  access: {
    passedRoles: ({ input: { IamRoleArn: arn } }) =>
      typeof arn === 'string' ? [{ arn, to: 'backup.amazonaws.com' }] : [],
  },
  model,
  operations: backupOperations,
  looks: { 'AWS::Backup::BackupVault': (vault, { db }) => recoveryPointsIn(db, vault, vault.physicalId).length > 0 },
  validationCode: 'InvalidParameterValueException',
});
