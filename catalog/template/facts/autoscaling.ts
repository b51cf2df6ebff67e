import type { Fact } from './fact';
import { reference } from './families';
import { policyHas, policyOn } from './policy-conditions';

/** Properties that say what an instance is: a new value reaches those that run as the update policy says. */
const OF_INSTANCES = ['LaunchConfigurationName', 'LaunchTemplate', 'MixedInstancesPolicy', 'VPCZoneIdentifier'];

const about = {
  type: 'AWS::AutoScaling::AutoScalingGroup',
  on: 'update',
  page: reference('aws-attribute-updatepolicy'),
  readers: ['comparison'],
} as const;

/** Facts about Amazon EC2 Auto Scaling. */
export const autoscaling: readonly Fact[] = [
  ...OF_INSTANCES.flatMap((property): Fact[] => [
    {
      ...about,
      property,
      when: policyOn('AutoScalingReplacingUpdate', 'WillReplace'),
      effect: 'replacement',
      words: 'Specifies whether an Auto Scaling group and the instances it contains are replaced during an update.',
    },
    {
      ...about,
      property,
      when: policyHas('AutoScalingRollingUpdate'),
      effect: 'interruption',
      words:
        'If both the AutoScalingReplacingUpdate and AutoScalingRollingUpdate policies are specified, setting the WillReplace property to true gives AutoScalingReplacingUpdate precedence.',
    },
  ]),
];
