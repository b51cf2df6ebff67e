import { environmentTypeNames, synthesizeProduct } from '../../../catalog/product';
import { data } from '../../../products/data/product';
import { dataSizes } from '../../../products/data/sizes';
import { KeyArn, launch, properties } from './launch';

const suffix = '51af3dc0';
const instances = (answers: Record<string, string>) =>
  Object.entries(launch(answers).resources).flatMap(([id, { type, properties }]) =>
    type === 'AWS::RDS::DBInstance' ? [[id, properties.AvailabilityZone]] : [],
  );
const zone = (number: number) => `bellyfed:one:network:AvailabilityZones${number}`;

describe.each(environmentTypeNames)('the database in %s', (EnvironmentType) => {
  const cluster = properties('DatabaseCluster', { EnvironmentType });

  it('has the capacity, backups and protection of the table', () => {
    expect(cluster).toMatchObject({
      ServerlessV2ScalingConfiguration: {
        MinCapacity: dataSizes.auroraMinCapacity[EnvironmentType],
        MaxCapacity: dataSizes.auroraMaxCapacity[EnvironmentType],
      },
      BackupRetentionPeriod: dataSizes.backupRetentionDays[EnvironmentType],
      DeletionProtection: dataSizes.deletionProtection[EnvironmentType],
    });
    expect(dataSizes.backupRetentionDays[EnvironmentType]).toBeGreaterThanOrEqual(7);
  });

  it('has a writer and the readers of the table, each in a zone of its own', () => {
    const zones = instances({ EnvironmentType }).map(([, name]) => name);
    expect(zones).toEqual([1, 2, 3].slice(0, 1 + Number(dataSizes.auroraReaders[EnvironmentType])).map(zone));
  });

  it('is encrypted, takes TLS only, stays on its long-term version and leaves its password to RDS', () => {
    expect(cluster).toMatchObject({
      StorageEncrypted: true,
      ManageMasterUserPassword: true,
      AutoMinorVersionUpgrade: false,
      EngineVersion: '17.7',
      EnableIAMDatabaseAuthentication: true,
      CopyTagsToSnapshot: true,
      DBClusterParameterGroupName: 'DatabaseParameterGroup',
    });
    expect(cluster).not.toHaveProperty('MasterUserPassword');
    expect(properties('DatabaseParameterGroup', { EnvironmentType }).Parameters).toEqual({
      'rds.force_ssl': '1',
      ssl_min_protocol_version: 'TLSv1.2',
    });
  });

  it('is watched in detail when the table says so', () => {
    const writer = properties('DatabaseWriterInstance', { EnvironmentType });
    const isWatched = dataSizes.databaseMonitoring[EnvironmentType] === 'yes';
    expect(writer).toMatchObject({ MonitoringInterval: isWatched ? 60 : 0, EnablePerformanceInsights: isWatched });
    expect(writer.MonitoringRoleArn).toBe(isWatched ? 'DatabaseMonitoringRole.Arn' : undefined);
    expect('DatabaseMonitoringRole' in launch({ EnvironmentType }).resources).toBe(isWatched);
  });

  it('logs into a group that forgets', () => {
    expect(properties('DatabaseLogGroup', { EnvironmentType })).toMatchObject({
      LogGroupName: `/aws/rds/cluster/${cluster.DBClusterIdentifier}/postgresql`,
      RetentionInDays: dataSizes.logRetentionDays[EnvironmentType],
    });
  });
});

describe('the database', () => {
  it('may have other sizes than its type’s', () => {
    const answers = { DatabaseMinCapacity: '1', DatabaseMaxCapacity: '8', DatabaseReaders: '1', BackupRetention: '21' };
    expect(properties('DatabaseCluster', answers)).toMatchObject({
      ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 8 },
      BackupRetentionPeriod: 21,
    });
    expect(instances(answers)).toHaveLength(2);
  });

  it('puts the third instance into the first zone where there are two', () => {
    const answers = { DatabaseReaders: '2', ZoneCount: '2' };
    expect(instances(answers).map(([, name]) => name)).toEqual([zone(1), zone(2), zone(1)]);
  });

  it.each([
    ['one', 'one'],
    ['a--b-', 'ab'],
  ])('is called so that RDS takes it, in an environment called %s', (EnvironmentName, part) => {
    const { DBClusterIdentifier } = properties('DatabaseCluster', { EnvironmentName });
    expect(DBClusterIdentifier).toBe(`bellyfed-${part}-${suffix}`);
    expect(DBClusterIdentifier).toMatch(/^[a-z](-?[a-z0-9])*$/);
  });

  it('uses the customer’s key for data, password, log and insights, if there is one', () => {
    const answers = { KeyArn, DatabaseMonitoring: 'yes' };
    expect(properties('DatabaseCluster', answers)).toMatchObject({
      KmsKeyId: KeyArn,
      MasterUserSecret: { KmsKeyId: KeyArn },
    });
    expect(properties('DatabaseLogGroup', answers).KmsKeyId).toBe(KeyArn);
    expect(properties('DatabaseWriterInstance', answers).PerformanceInsightsKMSKeyId).toBe(KeyArn);
    for (const property of ['KmsKeyId', 'MasterUserSecret']) {
      expect(properties('DatabaseCluster')).not.toHaveProperty(property);
    }
  });

  it('has Performance Insights with the customer’s key for good, whatever the answer: RDS never lets go of one', () => {
    for (const DatabaseMonitoring of ['no', 'yes']) {
      expect(properties('DatabaseWriterInstance', { KeyArn, DatabaseMonitoring })).toMatchObject({
        EnablePerformanceInsights: true,
        PerformanceInsightsRetentionPeriod: 7,
        PerformanceInsightsKMSKeyId: KeyArn,
        MonitoringInterval: DatabaseMonitoring === 'yes' ? 60 : 0,
      });
    }
    const without = properties('DatabaseWriterInstance', { DatabaseMonitoring: 'no' });
    expect(without.EnablePerformanceInsights).toBe(false);
    expect(without).not.toHaveProperty('PerformanceInsightsKMSKeyId');
    expect(without).not.toHaveProperty('PerformanceInsightsRetentionPeriod');
  });

  it('gives back its writer the first place once that can take over again', () => {
    const { resources } = launch({ DatabaseReaders: '2' });
    const tiers = ['Writer', 'Reader1', 'Reader2'].map((id) => resources[`Database${id}Instance`]?.properties);
    expect(tiers.map((instance) => instance?.PromotionTier)).toEqual([0, 1, 2]);
  });

  it('leaves a snapshot, and its instances none', () => {
    const { Resources } = synthesizeProduct(data).template;
    expect(Resources.DatabaseCluster).toMatchObject({ DeletionPolicy: 'Snapshot', UpdateReplacePolicy: 'Snapshot' });
    for (const id of ['DatabaseWriterInstance', 'DatabaseReader1Instance', 'DatabaseReader2Instance']) {
      expect(Resources[id]?.DeletionPolicy).toBe('Delete');
    }
  });
});

describe('SQL over HTTPS', () => {
  const endpoint = (answers: Record<string, string>) => properties('DatabaseCluster', answers).EnableHttpEndpoint;

  it('is there when it is asked for, and as long as nobody asks nothing says so', () => {
    expect(endpoint({ DataApi: 'yes' })).toBe(true);
    expect(endpoint({})).toBeUndefined();
  });
});
