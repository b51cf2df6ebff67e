import { type CfnCondition, Fn, Stack } from 'aws-cdk-lib';
import { CfnCompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { Optional } from '../../../catalog/product';
import { joinPresent } from '../join-present';
import { alarmName } from '../names';
import { alarm } from './alarm';
import type { AlarmDefinition, Watchable } from './alarm-definition';
import type { Notifications } from './notifications';

/** Tier to watch, the definitions of its alarms, and their notifications. */
export interface TierAlarmsProps {
  /** Name of the environment. */
  readonly environment: string;
  /** Type of the environment, known at launch. */
  readonly environmentType: string;
  /** Name of the tier: `network`. */
  readonly tier: string;
  /** The first of them needs nothing. */
  readonly definitions: readonly AlarmDefinition[];
  readonly notifications: Notifications;
  /** Conditions that hold where there is something to watch. */
  readonly has: Readonly<Record<Watchable, CfnCondition>>;
}

/** An alarm as others name it. */
export interface NamedAlarm {
  readonly name: string;
  readonly arn: string;
  /** @default - always there */
  readonly when?: CfnCondition;
}

/** The alarms of one tier, and the composite alarm that is on while one of them is. */
export class TierAlarms extends Construct {
  /** Alarms in the order of their definitions. */
  readonly alarms: readonly NamedAlarm[];
  /** The composite alarm. */
  readonly composite: NamedAlarm;

  constructor(scope: Construct, id: string, props: TierAlarmsProps) {
    super(scope, id);
    const { environment, environmentType, tier, definitions, notifications, has } = props;
    const settings = { environment, tier, environmentType, ...notifications.ofAlarms };
    const optional = new Map<Watchable, Optional>();
    this.alarms = definitions.map((definition) => {
      const { needs } = definition;
      if (needs === undefined) return named(alarm(this, definition, settings));
      const there = optional.get(needs) ?? new Optional(this, needs, { when: has[needs] });
      optional.set(needs, there);
      const made = alarm(there, definition, settings);
      // As if it were always there: by its logical id CloudFormation knows the one that an earlier release made.
      made.overrideLogicalId(logicalId(this, definition.id));
      return { ...named(made), when: there.condition };
    });
    this.composite = named(
      new CfnCompositeAlarm(this, 'Any', {
        alarmName: alarmName(environment, tier),
        alarmDescription: `An alarm of the ${tier} tier is on.`,
        alarmRule: anyOf(this.alarms),
        ...notifications.ofTiers,
      }),
    );
  }
}

/** Logical id of a child of the construct. */
function logicalId(parent: Construct, id: string): string {
  const below = parent.node.scopes.slice(Stack.of(parent).node.scopes.length);
  return [...below.map(({ node }) => node.id), id].join('');
}

function named({ ref: name, attrArn: arn }: { readonly ref: string; readonly attrArn: string }): NamedAlarm {
  return { name, arn };
}

/** The rule of a composite alarm: on while one of these is. The first is always there. */
export function anyOf(alarms: readonly NamedAlarm[]): string {
  return joinPresent(
    ' OR ',
    alarms.map(({ name, when }) => ({ text: Fn.join('', ['ALARM("', name, '")']), when })),
  );
}
