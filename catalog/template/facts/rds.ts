import { hasPart } from './deletion-conditions';
import type { Fact, ResourceCondition } from './fact';
import {
  canLeaveSnapshot,
  HANDLERS,
  holdsData,
  LOSSES,
  leavesSnapshot,
  mayBeWriter,
  pageOf,
  REPLACEMENT,
  SOME_INTERRUPTIONS,
  UPDATES,
  updates,
} from './families';
import { keptFor } from './losses';
import { asksForMajor, neverGoesBack, onlyGrows, refusedWhile } from './refusals';
import { all, changesWith, had, movesWith, whileIs, without } from './resource-conditions';
import { becomesAnother, is, removed } from './values-conditions';
import { RDS_VERSIONS } from './versions';

const CLUSTER = 'AWS::RDS::DBCluster';
const INSTANCE = 'AWS::RDS::DBInstance';
const UPGRADING = 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_UpgradeDBInstance.Upgrading.html';

/** Properties that a serverless cluster of the first version changes one at a time. */
const SERVERLESS_ALONE = ['Port', 'PreferredBackupWindow', 'PreferredMaintenanceWindow'];

/** Instances of an Aurora cluster hold nothing themselves, the cluster does. */
const alone = without('DBClusterIdentifier');

/** The opposite of `alone`. */
const member: ResourceCondition = {
  looksAt: 'resource',
  says: 'with DBClusterIdentifier',
  holds: (then, now) => !alone.holds(then, now),
};

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
  mayBeWriter(
    INSTANCE,
    {
      words:
        'If the DB cluster has one or more reader instances, then a reader is promoted to the primary instance during a failure event.',
      page: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-failover.html',
    },
    member,
  ),
  ...[CLUSTER, INSTANCE].map((type) =>
    keptFor({
      ...{ type, property: 'BackupRetentionPeriod', things: 'Automated backups', preset: 1 },
      page: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Managing.Backups.html',
    }),
  ),
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
  ...updates(INSTANCE, 'interruption', ['CACertificateIdentifier', 'MonitoringInterval']),
  {
    // A version that the template no longer names isn't sent to RDS, of an instance by itself neither:
    // https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-rds
    type: INSTANCE,
    on: 'update',
    property: 'EngineVersion',
    when: removed,
    effect: 'none',
    words:
      'Not applicable. The version number of the database engine to be used by the DB instance is managed by the DB cluster.',
    page: pageOf(INSTANCE),
    readers: UPDATES,
  },
  ...updates(INSTANCE, 'replacement', ['LicenseModel'], {
    when: had('DBSecurityGroups'),
    words:
      "If you've specified DBSecurityGroups and then you update the license model, AWS CloudFormation replaces the underlying DB instance.",
  }),
  // Only while there is no key may one come; the service itself would refuse the change:
  // https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-rds
  ...updates(INSTANCE, 'replacement', ['PerformanceInsightsKMSKeyId'], { words: REPLACEMENT, when: becomesAnother }),
  // No page says that one may go; of the two answers that were seen, the graver.
  ...updates(INSTANCE, 'refused', ['PerformanceInsightsKMSKeyId'], {
    when: removed,
    words: "You can't change your Performance Insights KMS key.",
    page: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html',
  }),
  ...updates(INSTANCE, 'interruption', ['PerformanceInsightsKMSKeyId']),
  // The answer of ModifyDBInstance: https://github.com/aws/aws-cdk/issues/21899
  refusedWhile(
    {
      type: INSTANCE,
      property: 'EngineVersion',
      words:
        'The specified DB Instance is a member of a cluster. Modify the DB engine version for the DB Cluster using the ModifyDbCluster API',
      page: pageOf(INSTANCE),
    },
    movesWith('EngineVersion', 'DBClusterIdentifier'),
    "AWS refuses another version for a member of a cluster: change the cluster's, and leave EngineVersion out here.",
  ),
  ...updates('AWS::RDS::DBParameterGroup', 'interruption', ['Parameters']),
  neverGoesBack({ type: CLUSTER, page: UPGRADING }, RDS_VERSIONS),
  neverGoesBack({ type: INSTANCE, page: UPGRADING }, RDS_VERSIONS),
  asksForMajor(
    {
      type: INSTANCE,
      words: 'Specifies whether major version upgrades are allowed.',
      page: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html',
    },
    RDS_VERSIONS,
  ),
  ...SERVERLESS_ALONE.map((property) =>
    refusedWhile(
      {
        type: CLUSTER,
        property,
        words:
          "Currently, when you are updating the stack for an Aurora Serverless DB cluster, you can't include changes to any other properties when you specify one of the following properties: PreferredBackupWindow, PreferredMaintenanceWindow, and Port.",
        page: pageOf(CLUSTER),
      },
      all(changesWith(property), whileIs('EngineMode', 'serverless')),
      `AWS refuses to change ${property} of a serverless cluster together with anything else: release them one by one.`,
    ),
  ),
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
