import { CfnCluster } from 'aws-cdk-lib/aws-ecs';
import type { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type LogSettings, logGroup } from '../../shared/logs/log-groups';

/** The ECS cluster, with Container Insights; what is typed in a task's shell is logged. */
export class Cluster extends Construct {
  readonly cluster: CfnCluster;
  /** Log group of what operators type in tasks. */
  readonly commands: CfnLogGroup;

  constructor(scope: Construct, id: string, logs: LogSettings) {
    super(scope, id);
    this.commands = logGroup(this, 'CommandLogGroup', logs);
    this.cluster = new CfnCluster(this, 'Resource', {
      clusterSettings: [{ name: 'containerInsights', value: 'enabled' }],
      configuration: {
        executeCommandConfiguration: {
          logging: 'OVERRIDE',
          logConfiguration: { cloudWatchLogGroupName: this.commands.ref },
        },
      },
    });
  }
}
