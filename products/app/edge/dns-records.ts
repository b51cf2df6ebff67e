import { Aws, CfnCondition, Fn } from 'aws-cdk-lib';
import type { CfnLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { CfnHealthCheck, CfnRecordSet, type CfnRecordSetProps } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { Optional } from '../../../catalog/product';
import type { Address } from './address';

/** Address, zone and load balancer of the record, its routing policy and its health check. */
export interface DnsRecordsProps {
  readonly address: Address;
  /** The zone of the domain: read where there is a record. */
  readonly hostedZoneId: string;
  readonly loadBalancer: CfnLoadBalancer;
  /** `none`, `simple`, `failover` or `latency`. */
  readonly routingPolicy: string;
  /** `PRIMARY` or `SECONDARY`. */
  readonly failoverRole: string;
  readonly healthCheckPath: string;
}

/**
 * The DNS record that leads to the load balancer, with the routing policy of the form: one of three, or none.
 *
 * Records of one name with different policies exclude each other, and CloudFormation makes the new one before it deletes
 * the old: whoever wants another policy updates to `none` first.
 */
export class DnsRecords extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: DnsRecordsProps,
  ) {
    super(scope, id);
    this.record(this.when('simple'), {});

    const failover = this.when('failover');
    this.record(failover, {
      setIdentifier: Fn.join('-', [props.failoverRole, Aws.REGION]),
      failover: props.failoverRole,
      healthCheckId: this.healthCheck(failover),
    });
    const latency = this.when('latency');
    this.record(latency, {
      setIdentifier: Aws.REGION,
      region: Aws.REGION,
      healthCheckId: this.healthCheck(latency),
    });
  }

  private when(policy: 'simple' | 'failover' | 'latency'): Optional {
    const { address, routingPolicy } = this.props;
    const id = `${policy.charAt(0).toUpperCase()}${policy.slice(1)}`;
    const when = new CfnCondition(this, `Routes${id}`, {
      expression: Fn.conditionAnd(address.hasDomain, Fn.conditionEquals(routingPolicy, policy)),
    });
    return new Optional(this, id, { when });
  }

  private record(scope: Construct, routing: Partial<CfnRecordSetProps>): void {
    const { address, hostedZoneId, loadBalancer } = this.props;
    new CfnRecordSet(scope, 'Record', {
      name: address.hostName,
      type: 'A',
      hostedZoneId,
      aliasTarget: {
        dnsName: loadBalancer.attrDnsName,
        hostedZoneId: loadBalancer.attrCanonicalHostedZoneId,
        evaluateTargetHealth: true,
      },
      ...routing,
    });
  }

  /**
   * Asks this region's load balancer itself, from outside: under the domain any region might answer. Route 53 does not
   * look at the name in the certificate.
   *
   * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html
   */
  private healthCheck(scope: Construct): string {
    const { loadBalancer, healthCheckPath } = this.props;
    return new CfnHealthCheck(scope, 'HealthCheck', {
      healthCheckConfig: {
        type: 'HTTPS',
        fullyQualifiedDomainName: loadBalancer.attrDnsName,
        port: 443,
        resourcePath: healthCheckPath,
        requestInterval: 30,
        failureThreshold: 3,
        enableSni: true,
        measureLatency: true,
      },
    }).attrHealthCheckId;
  }
}
