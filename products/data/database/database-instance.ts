import { RemovalPolicy } from 'aws-cdk-lib';
import { type CfnDBCluster, CfnDBInstance } from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import type { DatabaseMonitoring } from './database-monitoring';

/** Instance's engine, cluster and place in it, as its construct takes them. */
export interface DatabaseInstanceProps {
  readonly engine: string;
  readonly identifier: string;
  readonly cluster: CfnDBCluster;
  readonly availabilityZone: string;
  /** The order in which readers take over: 0 first. */
  readonly promotionTier: number;
  readonly monitoring: DatabaseMonitoring;
}

/** One instance of the cluster: which one writes is Aurora's choice, and changes when the writer fails. */
export class DatabaseInstance extends Construct {
  constructor(scope: Construct, id: string, props: DatabaseInstanceProps) {
    super(scope, id);
    const instance = new CfnDBInstance(this, 'Resource', {
      // The cluster names the version: RDS refuses to change it by a member.
      engine: props.engine,
      dbInstanceIdentifier: props.identifier,
      dbClusterIdentifier: props.cluster.ref,
      dbInstanceClass: 'db.serverless',
      availabilityZone: props.availabilityZone,
      promotionTier: props.promotionTier,
      publiclyAccessible: false,
      autoMinorVersionUpgrade: false,
      ...props.monitoring.instanceProperties,
    });
    // The data is the cluster's, and its snapshot covers it.
    instance.applyRemovalPolicy(RemovalPolicy.DESTROY);
  }
}
