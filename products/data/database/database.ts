import { Aws, CfnCondition, Fn, RemovalPolicy } from 'aws-cdk-lib';
import type { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnDBCluster, CfnDBClusterParameterGroup, CfnDBSubnetGroup } from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { Optional, stackSuffix } from '../../../catalog/product';
import type { CustomerKey } from '../customer-key';
import { storeSecurityGroup } from '../store-security-group';
import { DatabaseInstance } from './database-instance';
import { DatabaseMonitoring } from './database-monitoring';

/**
 * A long-term support version: it stays in place for years, and gets only fixes that its users ask for.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Updates.LTS.html
 */
const engine = { engine: 'aurora-postgresql', engineVersion: '17.7' } as const;
const family = 'aurora-postgresql17';

/** Name of the database inside the cluster. */
export const databaseName = 'bellyfed';

/** Database's subnets, capacity, keys and protection, as its construct takes them. */
export interface DatabaseProps {
  /** Name of the environment. */
  readonly environment: string;
  readonly vpcId: string;
  /** Subnets without a way to the internet, one a zone. */
  readonly subnetIds: string[];
  /** Zones of the subnets, in the same order. */
  readonly availabilityZones: readonly string[];
  /** Condition that there is a third zone. */
  readonly hasThirdZone: CfnCondition;
  readonly key: CustomerKey;
  /** Least and most capacity, in Aurora capacity units. */
  readonly minCapacity: number;
  readonly maxCapacity: number;
  /** Number of readers beside the writer: 0 to 2. */
  readonly readers: string;
  readonly backupRetentionDays: number;
  readonly logRetentionDays: number;
  /** Condition that the database takes SQL over HTTPS. */
  readonly hasDataApi: CfnCondition;
  /** Condition that the database is watched in detail. */
  readonly isMonitored: CfnCondition;
  /** Condition that the database refuses its deletion. */
  readonly isProtected: CfnCondition;
}

/**
 * Aurora PostgreSQL, Serverless v2: a writer, and readers on condition, each in a zone of its own as far as there are
 * zones. Only TLS gets in; RDS makes and rotates the password of the master user; applications may sign in with IAM.
 *
 * A deletion leaves a final snapshot. The instances hold nothing themselves, so they go without one.
 */
export class Database extends Construct {
  readonly cluster: CfnDBCluster;
  readonly securityGroup: CfnSecurityGroup;

  constructor(scope: Construct, id: string, props: DatabaseProps) {
    super(scope, id);
    const { key, availabilityZones, hasThirdZone, isProtected } = props;
    // RDS takes no two hyphens in a row and none at the end; the name of an environment may have both.
    const identifier = `bellyfed-${Fn.join('', Fn.split('-', props.environment))}-${stackSuffix()}`;

    this.securityGroup = storeSecurityGroup(this, {
      vpcId: props.vpcId,
      description: 'Database: consumers add their own ingress',
    });
    const subnetGroup = new CfnDBSubnetGroup(this, 'SubnetGroup', {
      dbSubnetGroupName: identifier,
      dbSubnetGroupDescription: 'Isolated subnets of the environment',
      subnetIds: props.subnetIds,
    });
    const parameterGroup = new CfnDBClusterParameterGroup(this, 'ParameterGroup', {
      // A group of another family is another group: with the family in its name the two can stand side by side.
      dbClusterParameterGroupName: `${identifier}-${family}`,
      description: 'Refuses connections without TLS 1.2 or newer',
      family,
      parameters: { 'rds.force_ssl': '1', ssl_min_protocol_version: 'TLSv1.2' },
    });
    // RDS would make the group itself, and keep it for ever.
    const logGroup = new CfnLogGroup(this, 'LogGroup', {
      logGroupName: `/aws/rds/cluster/${identifier}/postgresql`,
      retentionInDays: props.logRetentionDays,
      kmsKeyId: key.orDefault,
    });

    this.cluster = new CfnDBCluster(this, 'Cluster', {
      ...engine,
      dbClusterIdentifier: identifier,
      databaseName,
      port: 5432,
      masterUsername: 'bellyfed_admin',
      manageMasterUserPassword: true,
      masterUserSecret: key.whenGiven((KmsKeyId) => ({ KmsKeyId })),
      enableIamDatabaseAuthentication: true,
      enableHttpEndpoint: Fn.conditionIf(props.hasDataApi.logicalId, true, Aws.NO_VALUE),
      serverlessV2ScalingConfiguration: { minCapacity: props.minCapacity, maxCapacity: props.maxCapacity },
      // It would leave the long-term support version.
      autoMinorVersionUpgrade: false,
      dbSubnetGroupName: subnetGroup.ref,
      vpcSecurityGroupIds: [this.securityGroup.attrGroupId],
      dbClusterParameterGroupName: parameterGroup.ref,
      storageEncrypted: true,
      kmsKeyId: key.orDefault,
      backupRetentionPeriod: props.backupRetentionDays,
      preferredBackupWindow: '02:00-03:00',
      preferredMaintenanceWindow: 'sun:04:00-sun:05:00',
      copyTagsToSnapshot: true,
      enableCloudwatchLogsExports: ['postgresql'],
      deletionProtection: Fn.conditionIf(isProtected.logicalId, true, false),
    });
    this.cluster.addResourceDependency(logGroup);
    this.cluster.applyRemovalPolicy(RemovalPolicy.SNAPSHOT);

    const monitoring = new DatabaseMonitoring(this, 'Monitoring', { when: props.isMonitored, key });
    const instance = (parent: Construct, number: number, availabilityZone: string, promotionTier: number) =>
      new DatabaseInstance(parent, 'Instance', {
        engine: engine.engine,
        identifier: `${identifier}-${number}`,
        cluster: this.cluster,
        availabilityZone,
        promotionTier,
        monitoring,
      });
    const [first = '', second = '', third = ''] = availabilityZones;
    const atLeast = (name: string, counts: readonly string[]) =>
      new CfnCondition(this, name, {
        expression: Fn.conditionOr(...counts.map((count) => Fn.conditionEquals(props.readers, count))),
      });
    // The first instance takes over before the others, so that it writes again once it is back and something happens to
    // the one that stood in for it. Tiers 0 and 1 keep the capacity of the writer, and so can take over from it at once; higher ones scale by
    // themselves: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.how-it-works.html
    instance(new Construct(this, 'Writer'), 1, first, 0);
    instance(new Optional(this, 'Reader1', { when: atLeast('HasReader', ['1', '2']) }), 2, second, 1);
    instance(
      new Optional(this, 'Reader2', { when: atLeast('HasSecondReader', ['2']) }),
      3,
      Fn.conditionIf(hasThirdZone.logicalId, third, first).toString(),
      2,
    );
  }
}
