import { CfnScalableTarget, CfnScalingPolicy } from 'aws-cdk-lib/aws-applicationautoscaling';
import type { CfnService } from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import type { Cluster } from './cluster';

/** Service to scale, its cluster, and the fewest and most tasks that it may have. */
export interface ScalingProps {
  readonly cluster: Cluster;
  readonly service: CfnService;
  readonly minTasks: number;
  readonly maxTasks: number;
}

/** Keeps CPU and memory of the tasks near their targets: whichever needs more tasks decides. */
export class Scaling extends Construct {
  constructor(scope: Construct, id: string, { cluster, service, minTasks, maxTasks }: ScalingProps) {
    super(scope, id);
    const target = new CfnScalableTarget(this, 'Target', {
      serviceNamespace: 'ecs',
      scalableDimension: 'ecs:service:DesiredCount',
      resourceId: `service/${cluster.cluster.ref}/${service.attrName}`,
      minCapacity: minTasks,
      maxCapacity: maxTasks,
    });
    // CloudFormation's schema takes none yet, whatever the construct library's says.
    target.addPropertyDeletionOverride('Tags');
    const follow = (metric: string, id: string, targetValue: number) =>
      new CfnScalingPolicy(this, id, {
        policyName: metric,
        policyType: 'TargetTrackingScaling',
        scalingTargetId: target.ref,
        targetTrackingScalingPolicyConfiguration: {
          predefinedMetricSpecification: { predefinedMetricType: metric },
          targetValue,
          scaleOutCooldown: 60,
          scaleInCooldown: 300,
        },
      });
    follow('ECSServiceAverageCPUUtilization', 'Cpu', 60);
    follow('ECSServiceAverageMemoryUtilization', 'Memory', 70);
  }
}
