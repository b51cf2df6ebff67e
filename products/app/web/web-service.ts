import { type CfnCondition, Fn } from 'aws-cdk-lib';
import { CfnService } from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import type { Cluster } from './cluster';
import type { Listeners } from './listeners';
import type { LoadBalancer } from './load-balancer';
import type { SecurityGroups } from './security-groups';
import { applicationContainer, type TaskDefinition } from './task-definition';

/** Web service's cluster, task, load balancer and network, as its construct takes them. */
export interface WebServiceProps {
  readonly cluster: Cluster;
  readonly taskDefinition: TaskDefinition;
  readonly loadBalancer: LoadBalancer;
  readonly listeners: Listeners;
  readonly subnetIds: string[];
  readonly securityGroups: SecurityGroups;
  readonly containerPort: number;
  /** Condition that operators may open a shell. */
  readonly executeCommand: CfnCondition;
}

/** The service that keeps the web application's tasks running, replaces what is unhealthy and rolls back what won't start. */
export class WebService extends Construct {
  readonly service: CfnService;

  constructor(scope: Construct, id: string, props: WebServiceProps) {
    super(scope, id);
    const { cluster, loadBalancer, executeCommand } = props;
    this.service = new CfnService(this, 'Resource', {
      cluster: cluster.cluster.ref,
      taskDefinition: props.taskDefinition.arn,
      launchType: 'FARGATE',
      platformVersion: '1.4.0',
      // There is no DesiredCount: scaling sets it, and every update would set it back.
      deploymentConfiguration: {
        minimumHealthyPercent: 100,
        maximumPercent: 200,
        deploymentCircuitBreaker: { enable: true, rollback: true },
      },
      availabilityZoneRebalancing: 'ENABLED',
      healthCheckGracePeriodSeconds: 120,
      enableExecuteCommand: Fn.conditionIf(executeCommand.logicalId, true, false),
      enableEcsManagedTags: true,
      propagateTags: 'SERVICE',
      // ECS takes a target group only once a listener leads to it. Which one does depends on the domain, so the service
      // waits for it by naming it: DependsOn would also name the one that isn't there.
      tags: [{ key: 'Listener', value: props.listeners.serving }],
      networkConfiguration: {
        awsvpcConfiguration: {
          assignPublicIp: 'DISABLED',
          subnets: props.subnetIds,
          securityGroups: [props.securityGroups.tasksId],
        },
      },
      loadBalancers: [
        {
          containerName: applicationContainer,
          containerPort: props.containerPort,
          targetGroupArn: loadBalancer.tasks.ref,
        },
      ],
    });
    // A task that can't mount the file system yet doesn't start, and three that don't are a failed deployment.
    for (const rule of props.securityGroups.rules) this.service.addResourceDependency(rule);
  }
}
