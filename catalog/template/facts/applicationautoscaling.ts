import type { Fact } from './fact';
import { pageOf } from './families';
import { refusedWhile } from './refusals';
import { all, changesAlone, had } from './resource-conditions';

/** Facts about Application Auto Scaling. */
export const applicationautoscaling: readonly Fact[] = [
  refusedWhile(
    {
      type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
      property: 'PolicyName',
      words:
        'Updates to the name of a target tracking scaling policy are not supported, unless you also update the metric used for scaling.',
      page: pageOf('AWS::ApplicationAutoScaling::ScalingPolicy'),
    },
    all(
      changesAlone('PolicyName', ['TargetTrackingScalingPolicyConfiguration']),
      had('TargetTrackingScalingPolicyConfiguration'),
    ),
    'AWS refuses another name for a target tracking policy that keeps its metric: remove it, and make it anew in the next release.',
  ),
];
