import { CfnCondition, Fn } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { given } from '../../../catalog/product';
import type { Upstream } from '../upstream';

/** Network that the domain is of, and the form's values: whether the domain is used, and with which label. */
export interface AddressProps {
  readonly network: Upstream['network'];
  /** `yes` or `no`. */
  readonly useDomain: string;
  /** Label below the domain, or empty. */
  readonly subdomain: string;
}

/**
 * Address of the application: under the network's domain over TLS, or under the load balancer's name over HTTP.
 *
 * The network's domain, zone and certificate may still be `none`, and what is imported can't change any more: so they
 * are imported only in the branch that the form chose. CloudFormation evaluates no other branch of an `Fn::If`, so the
 * exports of the others stay free to change.
 *
 * @see https://dev.to/lambdasharp/dynamic-bindings-for-cloudformation-stacks-15l6
 */
export class Address extends Construct {
  /** Condition that the application has a domain. */
  readonly hasDomain: CfnCondition;
  /** Host name below the domain: only for what exists with a domain. */
  readonly hostName: string;
  private readonly protocol: string;

  constructor(scope: Construct, id: string, { network, useDomain, subdomain }: AddressProps) {
    super(scope, id);
    this.hasDomain = new CfnCondition(this, 'HasDomain', { expression: Fn.conditionEquals(useDomain, 'yes') });
    const hasSubdomain = new CfnCondition(this, 'HasSubdomain', {
      expression: given(subdomain),
    });
    this.hostName = Fn.conditionIf(
      hasSubdomain.logicalId,
      Fn.join('.', [subdomain, network.domainName]),
      network.domainName,
    ).toString();
    this.protocol = Fn.conditionIf(this.hasDomain.logicalId, 'https', 'http').toString();
  }

  /**
   * The origin of the application's pages, as browsers send it, and so its address: `https://www.example.com`.
   *
   * @param loadBalancerName host name of the load balancer, for where there is no domain
   */
  origin(loadBalancerName: string): string {
    const host = Fn.conditionIf(this.hasDomain.logicalId, this.hostName, loadBalancerName).toString();
    return `${this.protocol}://${host}`;
  }
}
