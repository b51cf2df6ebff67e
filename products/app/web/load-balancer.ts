import { CfnLoadBalancer, CfnTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { stackSuffix } from '../../../catalog/product';
import type { Upstream } from '../upstream';

/** Load balancer's network, security group, protection and health check, as its construct takes them. */
export interface LoadBalancerProps {
  readonly upstream: Upstream;
  readonly securityGroupId: string;
  /** `true` or `false`: whether it refuses its deletion. */
  readonly deletionProtection: string;
  readonly healthCheckPath: string;
}

/** The load balancer in the public subnets, and the target group of the application's tasks. */
export class LoadBalancer extends Construct {
  readonly loadBalancer: CfnLoadBalancer;
  readonly tasks: CfnTargetGroup;

  constructor(scope: Construct, id: string, props: LoadBalancerProps) {
    super(scope, id);
    const { network, data } = props.upstream;
    const attributes = {
      'access_logs.s3.enabled': 'true',
      'access_logs.s3.bucket': data.logsBucketName,
      'access_logs.s3.prefix': 'load-balancer',
      'deletion_protection.enabled': props.deletionProtection,
      'routing.http.drop_invalid_header_fields.enabled': 'true',
      'routing.http.desync_mitigation_mode': 'defensive',
    };
    this.loadBalancer = new CfnLoadBalancer(this, 'Resource', {
      // Its host name begins with it. A name that AWS makes has capitals, and browsers send origins in lower case:
      // the firewall would refuse every form where there is no domain.
      name: `bellyfed-${stackSuffix()}`,
      type: 'application',
      scheme: 'internet-facing',
      ipAddressType: 'ipv4',
      subnets: network.publicSubnetIds,
      securityGroups: [props.securityGroupId],
      loadBalancerAttributes: Object.entries(attributes).map(([key, value]) => ({ key, value })),
    });
    this.tasks = new CfnTargetGroup(this, 'TasksTargetGroup', {
      vpcId: network.vpcId,
      targetType: 'ip',
      protocol: 'HTTP',
      // ECS registers every task with the container's own port. This one is never used, and another one would replace
      // the group, whose name other tiers import.
      port: 80,
      healthCheckPath: props.healthCheckPath,
      healthCheckIntervalSeconds: 15,
      healthCheckTimeoutSeconds: 5,
      healthyThresholdCount: 2,
      unhealthyThresholdCount: 3,
      matcher: { httpCode: '200-399' },
      targetGroupAttributes: [
        { key: 'deregistration_delay.timeout_seconds', value: '30' },
        { key: 'load_balancing.algorithm.type', value: 'least_outstanding_requests' },
      ],
    });
  }
}
