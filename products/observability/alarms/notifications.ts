import { CfnCondition, Fn, type IResolvable } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** Which alarms send messages, and where to; in the words of CloudWatch's alarms, composite or not. */
interface Actions {
  readonly actionsEnabled: IResolvable;
  readonly alarmActions: string[];
  readonly okActions: string[];
}

/** Topic that messages go to, and the alarms that send them. */
export interface NotificationsProps {
  readonly topicArn: string;
  /** Answer of the form: `every-alarm` or `every-tier`. */
  readonly sentFor: string;
}

/** Senders of the messages: each alarm, or the composite alarm of each tier. */
export class Notifications extends Construct {
  /** Actions of single alarms. */
  readonly ofAlarms: Actions;
  /** Actions of the tiers' composite alarms. */
  readonly ofTiers: Actions;

  constructor(scope: Construct, id: string, { topicArn, sentFor }: NotificationsProps) {
    super(scope, id);
    const forTiers = new CfnCondition(this, 'ForTiers', { expression: Fn.conditionEquals(sentFor, 'every-tier') });
    const actions = (yes: boolean) => ({
      actionsEnabled: Fn.conditionIf(forTiers.logicalId, yes, !yes),
      alarmActions: [topicArn],
      okActions: [topicArn],
    });
    this.ofAlarms = actions(false);
    this.ofTiers = actions(true);
  }
}
