import { hasPart, is, without } from './conditions';
import type { Fact } from './fact';
import {
  canLeaveSnapshot,
  HANDLERS,
  holdsData,
  LOSSES,
  leavesSnapshot,
  pageOf,
  SOME_INTERRUPTIONS,
  updates,
} from './families';
import { asksForMajor, neverGoesBack, onlyGrows } from './refusals';

const CLUSTER = 'AWS::RDS::DBCluster';
const INSTANCE = 'AWS::RDS::DBInstance';
const UPGRADING = 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_UpgradeDBInstance.Upgrading.html';

/** Instances of an Aurora cluster hold nothing themselves, the cluster does. */
const alone = without('DBClusterIdentifier');

/** Facts about Amazon RDS. */
export const rds: readonly Fact[] = [
  ...holdsData('database', CLUSTER, 'AWS::RDS::GlobalCluster'),
  ...holdsData('snapshot', 'AWS::RDS::ClusterSnapshot', 'AWS::RDS::DBSnapshot'),
  {
    type: INSTANCE,
    on: 'deletion',
    when: alone,
    effect: 'data lost',
    kind: 'database',
    page: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Overview.StorageReliability.html',
    readers: LOSSES,
  },
  canLeaveSnapshot(CLUSTER),
  canLeaveSnapshot(INSTANCE),
  leavesSnapshot(CLUSTER, 'For AWS::RDS::DBCluster resources, the default policy is Snapshot.'),
  leavesSnapshot(
    INSTANCE,
    "For AWS::RDS::DBInstance resources that don't specify the DBClusterIdentifier property, the default policy is Snapshot.",
    alone,
  ),
  ...updates(CLUSTER, 'interruption', ['EngineVersion'], { words: SOME_INTERRUPTIONS }),
  ...updates(CLUSTER, 'interruption', ['DBClusterParameterGroupName'], {
    words: 'If you apply a parameter group to an existing DB cluster, then its DB instances might need to reboot.',
  }),
  ...updates(CLUSTER, 'interruption', ['DBClusterInstanceClass']),
  ...updates('AWS::RDS::DBClusterParameterGroup', 'interruption', ['Parameters']),
  ...updates(
    INSTANCE,
    'interruption',
    [
      'AutoMinorVersionUpgrade',
      'BackupRetentionPeriod',
      'DBInstanceClass',
      'DBParameterGroupName',
      'EngineVersion',
      'MultiAZ',
      'PreferredMaintenanceWindow',
      'StorageType',
    ],
    { words: SOME_INTERRUPTIONS },
  ),
  ...updates(INSTANCE, 'interruption', [
    'CACertificateIdentifier',
    'MonitoringInterval',
    'PerformanceInsightsKMSKeyId',
  ]),
  ...updates('AWS::RDS::DBParameterGroup', 'interruption', ['Parameters']),
  neverGoesBack({ type: CLUSTER, page: UPGRADING }),
  neverGoesBack({ type: INSTANCE, page: UPGRADING }),
  asksForMajor({
    type: INSTANCE,
    words: 'Specifies whether major version upgrades are allowed.',
    page: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html',
  }),
  onlyGrows({
    type: INSTANCE,
    property: 'AllocatedStorage',
    page: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.StorageTypes.html',
  }),
  ...[CLUSTER, INSTANCE].flatMap((type): Fact[] => [
    {
      type,
      on: 'update',
      effect: 'new attribute',
      attribute: 'Endpoint.Port',
      property: 'Port',
      page: pageOf(type),
      readers: ['comparison'],
    },
    ...['ManageMasterUserPassword', 'MasterUserSecret'].map(
      (property): Fact => ({
        type,
        on: 'update',
        effect: 'new attribute',
        attribute: 'MasterUserSecret.SecretArn',
        property,
        page: pageOf(type),
        readers: ['comparison'],
      }),
    ),
  ]),
  {
    type: CLUSTER,
    on: 'deletion',
    property: 'DeletionProtection',
    when: is(true),
    effect: 'refused',
    lift: false,
    words: 'Cannot delete protected Cluster, please disable deletion protection and try again.',
    page: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteDBCluster.html',
    readers: [...HANDLERS, 'purge'],
  },
  {
    type: INSTANCE,
    on: 'deletion',
    property: 'DeletionProtection',
    when: is(true),
    effect: 'refused',
    lift: false,
    words: 'Cannot delete protected DB Instance, please disable deletion protection and try again.',
    page: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteDBInstance.html',
    readers: [...HANDLERS, 'purge'],
  },
  {
    type: CLUSTER,
    on: 'deletion',
    when: hasPart(INSTANCE, 'DBClusterIdentifier'),
    effect: 'refused',
    words: 'Cluster cannot be deleted, it still contains DB instances in non-deleting state.',
    page: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteDBCluster.html',
    readers: HANDLERS,
  },
];
