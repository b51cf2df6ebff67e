import type { Fact } from './fact';
import { takes } from './families';

/** Facts about Elastic Load Balancing. */
export const elasticloadbalancingv2: readonly Fact[] = [
  takes('AWS::ElasticLoadBalancingV2::Listener', 'Port', ['LoadBalancerArn']),
  takes('AWS::ElasticLoadBalancingV2::ListenerRule', 'Priority', ['ListenerArn']),
];
