import * as model from '@aws-sdk/client-rds';
import type { RpcService } from '../../kernel/service';
import { deleteDBClusterSnapshot, describeDBClusterSnapshots } from './snapshots';

export { clusterSnapshots, snapshotArn, snapshotTags } from './snapshots';

/** Amazon RDS: the snapshots that deleted clusters left. */
export const rds: RpcService = {
  signingName: 'rds',
  protocol: 'query',
  version: '2014-10-31',
  model,
  operations: {
    DeleteDBClusterSnapshot: deleteDBClusterSnapshot,
    DescribeDBClusterSnapshots: describeDBClusterSnapshots,
  },
  validationCode: 'InvalidParameterValue',
  throttling: { code: 'Throttling', status: 400 },
};
