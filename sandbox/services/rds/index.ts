import * as model from '@aws-sdk/client-rds';
import { rpcService } from '../../kernel/service';
import { snapshotOperations } from './snapshots';

export { clusterSnapshots, snapshotArn, snapshotTags } from './snapshots';

/** Amazon RDS: the snapshots that deleted clusters left. */
export const rds = rpcService({
  signingName: 'rds',
  access: {
    members: { ClusterSnapshotName: 'DBClusterSnapshotIdentifier', DbClusterInstanceName: 'DBClusterIdentifier' },
  },
  protocol: 'query',
  version: '2014-10-31',
  model,
  operations: snapshotOperations,
  validationCode: 'InvalidParameterValue',
  throttling: { code: 'Throttling', status: 400 },
});
