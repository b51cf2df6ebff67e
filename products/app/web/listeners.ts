import { CfnCondition, Fn } from 'aws-cdk-lib';
import { CfnListener, CfnListenerRule, type CfnTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { Optional } from '../../../catalog/product';
import type { Address } from '../edge/address';
import type { LoadBalancer } from './load-balancer';

/** Load balancer of the listeners, its address and certificate, the API's targets and path, and the pages' policy. */
export interface ListenersProps {
  readonly loadBalancer: LoadBalancer;
  readonly address: Address;
  /** The network's certificate: read with a domain only. */
  readonly certificateArn: string;
  /** Functions that serve the API path. */
  readonly api: CfnTargetGroup;
  /** Path of the API: `/api`. */
  readonly apiPath: string;
  readonly contentSecurityPolicy: string;
}

/** TLS 1.2 and 1.3. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html */
const tlsPolicy = 'ELBSecurityPolicy-TLS13-1-2-2021-06';

/**
 * Listeners of the load balancer. With a domain: HTTPS serves, HTTP redirects to it. Without one: HTTP serves, which
 * only dev and test may.
 */
export class Listeners extends Construct {
  /** ARN of the listener that leads to the application: HTTPS with a domain, else HTTP. */
  readonly serving: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ListenersProps,
  ) {
    super(scope, id);
    const { loadBalancer, address } = props;
    const withoutDomain = new CfnCondition(this, 'ServesHttp', { expression: Fn.conditionNot(address.hasDomain) });
    const redirect = {
      Type: 'redirect',
      RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' },
    };
    const toTasks = { Type: 'forward', TargetGroupArn: loadBalancer.tasks.ref };
    const http = new CfnListener(this, 'Http', {
      loadBalancerArn: loadBalancer.loadBalancer.ref,
      protocol: 'HTTP',
      port: 80,
      defaultActions: [Fn.conditionIf(address.hasDomain.logicalId, redirect, toTasks)],
      listenerAttributes: this.headers(),
    });
    this.addApiRule(new Optional(this, 'HttpOnly', { when: withoutDomain }), http);

    const secure = new Optional(this, 'Secure', { when: address.hasDomain });
    const https = new CfnListener(secure, 'Https', {
      loadBalancerArn: loadBalancer.loadBalancer.ref,
      protocol: 'HTTPS',
      port: 443,
      sslPolicy: tlsPolicy,
      certificates: [{ certificateArn: props.certificateArn }],
      defaultActions: [{ type: 'forward', targetGroupArn: loadBalancer.tasks.ref }],
      listenerAttributes: [
        ...this.headers(),
        header('strict_transport_security', 'max-age=31536000; includeSubDomains'),
      ],
    });
    this.addApiRule(secure, https);
    this.serving = secure.whenPresent(https.ref, http.ref);
  }

  /** Headers that every answer gets, whatever the application says. */
  private headers(): CfnListener.ListenerAttributeProperty[] {
    return [
      header('content_security_policy', this.props.contentSecurityPolicy),
      header('x_content_type_options', 'nosniff'),
      header('x_frame_options', 'DENY'),
      { key: 'routing.http.response.server.enabled', value: 'false' },
    ];
  }

  private addApiRule(scope: Construct, listener: CfnListener): void {
    const { api, apiPath } = this.props;
    new CfnListenerRule(scope, 'ApiRule', {
      listenerArn: listener.ref,
      priority: 10,
      conditions: [{ field: 'path-pattern', pathPatternConfig: { values: [`${apiPath}/*`] } }],
      actions: [{ type: 'forward', targetGroupArn: api.ref }],
    });
  }
}

/**
 * A header that the load balancer adds to answers.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/header-modification.html
 */
function header(name: string, value: string): CfnListener.ListenerAttributeProperty {
  return { key: `routing.http.response.${name}.header_value`, value };
}
