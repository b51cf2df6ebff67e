import { defineContract } from '../../catalog/product';

/** Outputs that the observability tier offers to the others. */
export const observabilityContract = defineContract('observability', {
  AlarmTopicArn: { kind: 'text', description: 'Topic that alarms are sent to; only CloudWatch alarms may publish.' },
  OverviewDashboardName: { kind: 'text', description: 'Name of the dashboard that shows the whole environment.' },
  EnvironmentAlarmName: {
    kind: 'text',
    description: 'Composite alarm that is on while an alarm of any watched tier is on.',
  },
  EnvironmentAlarmArn: { kind: 'text', description: 'ARN of the composite alarm of the environment.' },
});
