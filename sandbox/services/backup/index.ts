import * as model from '@aws-sdk/client-backup';
import { restJsonService } from '../../http/protocol/rest-json';
import { deleteRecoveryPoint, listRecoveryPointsByBackupVault, startBackupJob } from './operations';

export { recoveryPointsIn } from './state';

/** AWS Backup: recovery points of the vaults that stacks made. */
export const backup = restJsonService({
  signingName: 'backup',
  model,
  operations: {
    DeleteRecoveryPoint: deleteRecoveryPoint,
    ListRecoveryPointsByBackupVault: listRecoveryPointsByBackupVault,
    StartBackupJob: startBackupJob,
  },
  validationCode: 'InvalidParameterValueException',
});
