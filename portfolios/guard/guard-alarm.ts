import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';

/** Metrics of runs that ended without having done their work, retries and all. */
const LOST = ['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted'];

/** Alarm of the guard: its name, and the machines whose runs it counts. */
export interface GuardAlarmProps {
  readonly name: string;
  /** Three at the most: an alarm takes ten metrics. */
  readonly machines: readonly CfnStateMachine[];
}

/**
 * Alarm that tells when a run of the guard or of its sweep failed for good: what it was to protect may be unprotected.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export class GuardAlarm extends Construct {
  constructor(scope: Construct, id: string, { name, machines }: GuardAlarmProps) {
    super(scope, id);
    const counted = machines.flatMap(({ attrArn }) => LOST.map((metricName) => ({ attrArn, metricName })));
    new CfnAlarm(this, 'Lost', {
      alarmName: name,
      alarmDescription:
        'A run of the guard of the catalog failed: "catalog doctor" names the stacks without protection.',
      metrics: [
        {
          id: 'lost',
          label: 'Runs that failed',
          expression: counted.map((_, index) => `FILL(m${index}, 0)`).join(' + '),
          returnData: true,
        },
        ...counted.map(({ attrArn, metricName }, index) => ({
          id: `m${index}`,
          metricStat: {
            metric: {
              namespace: 'AWS/States',
              metricName,
              dimensions: [{ name: 'StateMachineArn', value: attrArn }],
            },
            period: 300,
            stat: 'Sum',
          },
          returnData: false,
        })),
      ],
      comparisonOperator: 'GreaterThanThreshold',
      threshold: 0,
      evaluationPeriods: 1,
      treatMissingData: 'notBreaching',
    });
  }
}
