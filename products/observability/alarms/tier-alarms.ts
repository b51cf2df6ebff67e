import { Fn } from 'aws-cdk-lib';
import { CfnCompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { alarmName } from '../names';
import { alarm } from './alarm';
import type { AlarmDefinition } from './alarm-definition';
import type { Notifications } from './notifications';

/** Properties of `TierAlarms`. */
export interface TierAlarmsProps {
  /** Name of the environment. */
  readonly environment: string;
  /** Type of the environment, known at launch. */
  readonly environmentType: string;
  /** What the tier is called: `network`. */
  readonly tier: string;
  readonly definitions: readonly AlarmDefinition[];
  readonly notifications: Notifications;
}

/** The alarms of one tier, and the composite alarm that is on while one of them is. */
export class TierAlarms extends Construct {
  /** ARNs of the alarms, in the order of their definitions. */
  readonly arns: readonly string[];
  /** Name of the composite alarm. */
  readonly name: string;
  /** ARN of the composite alarm. */
  readonly arn: string;

  constructor(scope: Construct, id: string, props: TierAlarmsProps) {
    super(scope, id);
    const { environment, environmentType, tier, definitions, notifications } = props;
    const alarms = definitions.map((definition) =>
      alarm(this, definition, { environment, tier, environmentType, ...notifications.ofAlarms }),
    );
    const composite = new CfnCompositeAlarm(this, 'Any', {
      alarmName: alarmName(environment, tier),
      alarmDescription: `An alarm of the ${tier} tier is on.`,
      alarmRule: anyOf(alarms.map(({ ref }) => ref)),
      ...notifications.ofTiers,
    });
    this.arns = alarms.map(({ attrArn }) => attrArn);
    this.name = composite.ref;
    this.arn = composite.attrArn;
  }
}

/** The rule of a composite alarm: on while one of these is. */
export function anyOf(names: readonly string[]): string {
  return Fn.join('', ['ALARM("', Fn.join('") OR ALARM("', [...names]), '")']);
}
