import { isPair } from './conditions';
import type { Fact } from './fact';
import { HANDLERS, takes } from './families';

const PROTECTION = 'deletion_protection.enabled';

/** Facts about Elastic Load Balancing. */
export const elasticloadbalancingv2: readonly Fact[] = [
  takes('AWS::ElasticLoadBalancingV2::Listener', 'Port', ['LoadBalancerArn']),
  takes('AWS::ElasticLoadBalancingV2::ListenerRule', 'Priority', ['ListenerArn']),
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
