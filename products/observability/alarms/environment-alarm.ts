import type { CfnCondition } from 'aws-cdk-lib';
import { CfnCompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { alarmName } from '../names';
import { anyOf, type TierAlarms } from './tier-alarms';

/** Tiers that are watched under the same condition. */
export interface WatchedTiers {
  readonly tiers: readonly TierAlarms[];
  readonly when: CfnCondition;
}

/** Tiers whose alarms the environment's alarm stands for: the one that is always there, and the others. */
export interface EnvironmentAlarmProps {
  /** Name of the environment. */
  readonly environment: string;
  /** The tier that every environment has. */
  readonly always: TierAlarms;
  /** The others. */
  readonly sometimes: readonly WatchedTiers[];
}

/**
 * The composite alarm that is on while one of any watched tier is: whoever asks whether an environment is well, a
 * pipeline for instance, asks this one. It sends no messages, since the alarms in it do.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Composite_Alarm.html
 */
export class EnvironmentAlarm extends Construct {
  readonly name: string;
  readonly arn: string;

  constructor(scope: Construct, id: string, { environment, always, sometimes }: EnvironmentAlarmProps) {
    super(scope, id);
    const tiers = sometimes.flatMap(({ tiers, when }) => tiers.map(({ composite }) => ({ ...composite, when })));
    const alarm = new CfnCompositeAlarm(this, 'Resource', {
      alarmName: alarmName(environment, 'environment'),
      alarmDescription: 'An alarm of the environment is on, in whichever tier.',
      alarmRule: anyOf([always.composite, ...tiers]),
    });
    this.name = alarm.ref;
    this.arn = alarm.attrArn;
  }
}
