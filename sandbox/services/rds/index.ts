import * as model from '@aws-sdk/client-rds';
import { rpcService } from '../../kernel/service';
import { clusterOperations } from './clusters';
import { snapshotOperations } from './snapshots';

export { clusterSnapshots, snapshotArn, snapshotTags } from './snapshots';

/** Amazon RDS: the clusters that stacks have made, who writes in each, and the snapshots that deleted ones left. */
export const rds = rpcService({
  signingName: 'rds',
  access: {
    members: { ClusterSnapshotName: 'DBClusterSnapshotIdentifier', DbClusterInstanceName: 'DBClusterIdentifier' },
  },
  protocol: 'query',
  version: '2014-10-31',
  model,
  operations: { ...clusterOperations, ...snapshotOperations },
  validationCode: 'InvalidParameterValue',
  throttling: { code: 'Throttling', status: 400 },
});
