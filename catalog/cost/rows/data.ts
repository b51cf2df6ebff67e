import { type CostRow, isOn, listed, MONTH_HOURS, numeric, referred, structure } from '../cost-row';

const AURORA = 'https://aws.amazon.com/rds/aurora/pricing/';

/** Capacity that a database which pauses has at least once it runs, ACU. */
const LEAST_RUNNING_ACU = 0.5;

/** Costs of what keeps data: databases, tables, buckets, files, backups, secrets, keys and users. */
export const dataRows: readonly CostRow[] = [
  {
    type: 'AWS::RDS::DBCluster',
    page: AURORA,
    standing: ({ Engine: engine, ManageMasterUserPassword: managed, StorageType: storage }) => [
      // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-secrets-manager.html
      ...(isOn(managed) ? [{ price: 'secret-month', quantity: 1 } as const] : []),
      ...(engine === 'aurora-postgresql' ? [] : [{ unpriced: `the engine ${engine} has no price here` }]),
      ...(storage === 'aurora-iopt1' ? [{ unpriced: 'storage that is I/O-Optimized has no price here' }] : []),
    ],
    usage: ({ StorageType: storage }) => [
      storage === 'aurora-iopt1' ? 'database-io-optimized-acu-hour' : 'database-acu-hour',
      'database-gb-month',
      'database-io',
      'database-backup-gb-month',
    ],
    assumption: 'Databases, tables, buckets, file systems and backups are empty, and users are none.',
  },
  {
    type: 'AWS::RDS::DBInstance',
    page: AURORA,
    standing: (properties, scene) => {
      const { DBInstanceClass: size, DBClusterIdentifier: cluster, DatabaseInsightsMode: insights } = properties;
      if (size !== 'db.serverless') return [{ unpriced: `instances of the class ${size} have no price here` }];
      const { ServerlessV2ScalingConfiguration: scaling, StorageType: storage } =
        referred(cluster, scene)?.properties ?? {};
      const least = numeric(structure(scaling).MinCapacity);
      if (least === undefined) return [{ unpriced: 'its least capacity is not known' }];
      const capacity = least > 0 || !scene.isAwake ? least : LEAST_RUNNING_ACU;
      const price = storage === 'aurora-iopt1' ? 'database-io-optimized-acu-hour' : 'database-acu-hour';
      return [
        ...(capacity > 0 ? [{ price, quantity: capacity * MONTH_HOURS } as const] : []),
        ...(insights === 'advanced' ? [{ unpriced: 'Database Insights, advanced, has no price here' }] : []),
      ];
    },
    assumption:
      'A database whose least capacity is 0 has no connection and is paused; --awake shows it at 0.5 ACU. Others run at their least capacity.',
  },
  {
    type: 'AWS::DynamoDB::GlobalTable',
    page: 'https://aws.amazon.com/dynamodb/pricing/',
    standing: ({ BillingMode: mode, Replicas: replicas }) => [
      ...(mode === 'PAY_PER_REQUEST' ? [] : [{ unpriced: 'capacity that is provisioned has no price here' }]),
      ...((listed(replicas)?.length ?? 1) > 1 ? [{ unpriced: 'replicas in further regions have no price here' }] : []),
    ],
    usage: ['table-write', 'table-read', 'table-gb-month', 'table-recovery-gb-month'],
  },
  {
    type: 'AWS::S3::Bucket',
    page: 'https://aws.amazon.com/s3/pricing/',
    usage: ['bucket-gb-month', 'bucket-infrequent-gb-month', 'bucket-write', 'bucket-read'],
  },
  {
    type: 'AWS::EFS::FileSystem',
    page: 'https://aws.amazon.com/efs/pricing/',
    standing: ({ ThroughputMode: mode }) =>
      mode === 'provisioned' ? [{ unpriced: 'throughput that is provisioned has no price here' }] : [],
    usage: ({ ThroughputMode: mode }) => [
      ...(['files-gb-month', 'files-infrequent-gb-month'] as const),
      ...(mode === 'elastic' ? (['files-read-gb', 'files-write-gb'] as const) : []),
    ],
  },
  { type: 'AWS::Backup::BackupPlan', page: 'https://aws.amazon.com/backup/pricing/', usage: ['files-backup-gb-month'] },
  {
    type: 'AWS::SecretsManager::Secret',
    page: 'https://aws.amazon.com/secrets-manager/pricing/',
    standing: ({ ReplicaRegions: replicas }) => [
      { price: 'secret-month', quantity: 1 + (listed(replicas)?.length ?? 0) },
    ],
    usage: ['secret-request'],
  },
  {
    type: 'AWS::KMS::Key',
    page: 'https://aws.amazon.com/kms/pricing/',
    standing: () => [{ price: 'key-month', quantity: 1 }],
    usage: ['key-request'],
    assumption: 'A key has not been rotated yet: its first two rotations add the price of a key each.',
  },
  {
    type: 'AWS::Cognito::UserPool',
    page: 'https://aws.amazon.com/cognito/pricing/',
    usage: ({ UserPoolTier: tier }) => [tier === 'PLUS' ? 'user-plus' : 'user-essentials'],
  },
];
