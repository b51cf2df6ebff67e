import type { Json, JsonObject } from '../../template';
import { type CostRow, listed, MONTH_SECONDS, numeric, structure } from '../cost-row';

const CLOUDWATCH = 'https://aws.amazon.com/cloudwatch/pricing/';

/**
 * Metrics that Container Insights reports of a cluster, of each of its services, and of each family of task definitions, on
 * Fargate: ten of CPU, memory, storage and network for each, three more of a cluster, five more of a service.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html
 */
const INSIGHTS = { cluster: 13, service: 15, family: 10 };

/** Costs of what watches: alarms, dashboards, metrics, logs and traces. */
export const observabilityRows: readonly CostRow[] = [
  {
    type: 'AWS::CloudWatch::Alarm',
    page: CLOUDWATCH,
    standing: (properties) => {
      const isQuick = periodsOf(properties).some((period) => period < 60);
      return [{ price: isQuick ? 'quick-alarm-metric-month' : 'alarm-metric-month', quantity: metricsOf(properties) }];
    },
    assumption:
      'An alarm is charged by each metric of its formula; a query of Metrics Insights is taken to find one metric.',
  },
  {
    type: 'AWS::CloudWatch::CompositeAlarm',
    page: CLOUDWATCH,
    standing: () => [{ price: 'composite-alarm-month', quantity: 1 }],
  },
  {
    type: 'AWS::CloudWatch::Dashboard',
    page: CLOUDWATCH,
    standing: () => [{ price: 'dashboard-month', quantity: 1 }],
  },
  {
    // Target tracking makes an alarm for each way.
    type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
    page: 'https://docs.aws.amazon.com/autoscaling/application/userguide/target-tracking-scaling-policy-overview.html',
    standing: ({ PolicyType: kind }) =>
      kind === 'TargetTrackingScaling' ? [{ price: 'alarm-metric-month', quantity: 2 }] : [],
  },
  {
    type: 'AWS::ECS::Cluster',
    page: CLOUDWATCH,
    standing: ({ ClusterSettings: settings }, { id, resources }) => {
      const setting = (listed(settings) ?? []).map(structure).find(({ Name: name }) => name === 'containerInsights');
      if (setting === undefined || setting.Value === 'disabled') return [];
      if (setting.Value !== 'enabled')
        return [{ unpriced: 'it is not known how many metrics Container Insights reports' }];
      const services = Object.values(resources).filter(
        ({ type, properties }) => type === 'AWS::ECS::Service' && properties.Cluster === id,
      );
      const families = new Set(services.map(({ properties }) => String(properties.TaskDefinition)));
      const quantity = INSIGHTS.cluster + INSIGHTS.service * services.length + INSIGHTS.family * families.size;
      return [{ price: 'custom-metric-month', quantity }];
    },
    usage: ['log-gb'],
    assumption:
      `Container Insights reports ${INSIGHTS.cluster} metrics of a cluster, ${INSIGHTS.service} of each service and ` +
      `${INSIGHTS.family} of each family of task definitions, all month.`,
  },
  {
    // A metric without a default value is reported, and charged, only in hours in which something matches.
    type: 'AWS::Logs::MetricFilter',
    page: CLOUDWATCH,
    standing: ({ MetricTransformations: metrics }) => {
      const always = (listed(metrics) ?? []).map(structure).filter(({ DefaultValue: value }) => value !== undefined);
      return always.length > 0 ? [{ price: 'custom-metric-month', quantity: always.length }] : [];
    },
    usage: ['custom-metric-month'],
  },
  { type: 'AWS::Logs::LogGroup', page: CLOUDWATCH, usage: ['log-gb', 'log-gb-month', 'log-scan-gb'] },
  {
    type: 'AWS::ApplicationSignals::ServiceLevelObjective',
    page: CLOUDWATCH,
    standing: (properties) => {
      const period = periodsOf(properties)[0] ?? 60;
      return [{ price: 'signal', quantity: (2 * MONTH_SECONDS) / period }];
    },
    assumption: 'A service level objective makes two signals in each period of its metric.',
  },
  { type: 'AWS::XRay::SamplingRule', page: 'https://aws.amazon.com/xray/pricing/', usage: ['million-traces'] },
];

/** Metrics that an alarm is charged for: https://aws.amazon.com/cloudwatch/pricing/ */
function metricsOf({ Metrics: metrics }: JsonObject): number {
  const parts = listed(metrics)?.map(structure);
  if (parts === undefined) return 1;
  const text = (value: Json | undefined) => (typeof value === 'string' ? value : '');
  const counted = parts.map(({ MetricStat: stat, Expression: expression }) => {
    if (stat !== undefined) return 1;
    if (/^\s*SELECT\b/i.test(text(expression))) return 1;
    // The metric, and the two sides of the band.
    return /ANOMALY_DETECTION_BAND/.test(text(expression)) ? 2 : 0;
  });
  return Math.max(
    1,
    counted.reduce<number>((sum, one) => sum + one, 0),
  );
}

/** Periods that metrics are looked at in, seconds, wherever they stand. */
function periodsOf(properties: Json): number[] {
  if (Array.isArray(properties)) return properties.flatMap(periodsOf);
  return Object.entries(structure(properties)).flatMap(([name, value]) => {
    const period = name === 'Period' || name === 'PeriodSeconds' ? numeric(value) : undefined;
    return period === undefined ? periodsOf(value) : [period];
  });
}
