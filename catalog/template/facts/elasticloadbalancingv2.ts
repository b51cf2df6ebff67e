import type { Fact } from './fact';
import { HANDLERS, reference, takes, updates } from './families';
import { pairShrinks } from './list-conditions';
import { atMost, refusedWhile } from './refusals';
import { whileIs } from './resource-conditions';
import { isPair } from './values-conditions';

const PROTECTION = 'deletion_protection.enabled';

/** Facts about Elastic Load Balancing. */
export const elasticloadbalancingv2: readonly Fact[] = [
  ...updates('AWS::ElasticLoadBalancingV2::Listener', 'interruption', ['Certificates'], {
    when: whileIs('Protocol', 'HTTPS'),
    words: 'For an HTTPS listener, update requires some interruptions.',
  }),
  takes('AWS::ElasticLoadBalancingV2::Listener', 'Port', ['LoadBalancerArn']),
  takes('AWS::ElasticLoadBalancingV2::ListenerRule', 'Priority', ['ListenerArn']),
  ...['LoadBalancer', 'TargetGroup'].map((kind) =>
    atMost(32, {
      type: `AWS::ElasticLoadBalancingV2::${kind}`,
      property: 'Name',
      words: 'This name must be unique per region per account, can have a maximum of 32 characters',
      page: `https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Create${kind}.html`,
    }),
  ),
  refusedWhile(
    {
      type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
      property: 'LoadBalancerAttributes',
      words: "After you set this value, you can't decrease it.",
      page: reference('aws-properties-elasticloadbalancingv2-loadbalancer-loadbalancerattribute'),
    },
    pairShrinks('LoadBalancerAttributes', 'secondary_ips.auto_assigned.per_subnet'),
    'AWS refuses to make secondary_ips.auto_assigned.per_subnet smaller.',
  ),
  {
    type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    on: 'deletion',
    property: 'LoadBalancerAttributes',
    when: isPair(PROTECTION, 'true'),
    effect: 'refused',
    lift: { Key: PROTECTION, Value: 'false' },
    // Words of the service: https://github.com/aws-cloudformation/rain/issues/187
    words: 'The load balancer cannot be deleted because deletion protection is enabled',
    page: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#deletion-protection',
    readers: [...HANDLERS, 'purge'],
  },
];
