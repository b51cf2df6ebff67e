import { CfnMapping, Stack, Token } from 'aws-cdk-lib';
import { CfnAlarm, type CfnAlarmProps } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { environmentTypeNames } from '../../../catalog/product';
import type { Metric, Watched } from '../metric';
import { alarmName, hyphenated } from '../names';
import type { AlarmDefinition, Threshold } from './alarm-definition';

const comparisons = {
  '>': 'GreaterThanThreshold',
  '>=': 'GreaterThanOrEqualToThreshold',
  '<': 'LessThanThreshold',
  '<=': 'LessThanOrEqualToThreshold',
} as const satisfies Record<AlarmDefinition['comparison'], string>;

/** Settings that the definition of an alarm leaves open. */
export interface AlarmSettings extends Pick<CfnAlarmProps, 'actionsEnabled' | 'alarmActions' | 'okActions'> {
  /** Name of the environment. */
  readonly environment: string;
  /** Tier that the alarm belongs to; with the environment's name it begins the alarm's. */
  readonly tier: string;
  /** Type of the environment, known at launch. */
  readonly environmentType: string;
}

/** CloudWatch alarm of a definition; its description says why it is there, for whoever it wakes. */
export function alarm(scope: Construct, definition: AlarmDefinition, settings: AlarmSettings): CfnAlarm {
  const { environment, tier, environmentType, ...actions } = settings;
  const { id, title, periods, missing = 'notBreaching' } = definition;
  const [needed, of] = periods;
  return new CfnAlarm(scope, id, {
    ...actions,
    alarmName: `${alarmName(environment, tier)}-${hyphenated(id)}`,
    alarmDescription: `${title}. ${definition.reason}`,
    comparisonOperator: comparisons[definition.comparison],
    threshold: threshold(Stack.of(scope), `${tier}${id}`, definition.threshold, environmentType),
    evaluationPeriods: of,
    datapointsToAlarm: needed,
    treatMissingData: missing,
    ...watched(definition.watch, 60 * definition.minutes),
  });
}

function watched(watch: Watched, period: number): Partial<CfnAlarmProps> {
  if ('query' in watch) return { metrics: [{ id: 'query', expression: watch.query, period, returnData: true }] };
  if ('expression' in watch) {
    return {
      metrics: [
        { id: 'value', expression: watch.expression, label: watch.text, returnData: true },
        ...Object.entries(watch.metrics).map(([id, metric]) => metricQuery(id, metric, period)),
      ],
    };
  }
  const { namespace, name, statistic } = watch;
  const isPercentile = statistic.startsWith('p');
  return {
    namespace,
    metricName: name,
    dimensions: dimensions(watch),
    ...(isPercentile ? { extendedStatistic: statistic } : { statistic }),
    period,
  };
}

function metricQuery(id: string, metric: Metric, period: number): CfnAlarm.MetricDataQueryProperty {
  const { namespace, name: metricName, statistic: stat } = metric;
  return {
    id,
    metricStat: { metric: { namespace, metricName, dimensions: dimensions(metric) }, stat, period },
    returnData: false,
  };
}

function dimensions(metric: Metric): CfnAlarm.DimensionProperty[] {
  return Object.entries(metric.dimensions).map(([name, value]) => ({ name, value }));
}

/** A number, or for thresholds by type a look-up in the one mapping of the template that holds them all. */
function threshold(stack: Stack, key: string, value: Threshold, environmentType: string): number {
  if (typeof value === 'number') return value;
  const known = stack.node.tryFindChild('Thresholds');
  const mapping =
    known instanceof CfnMapping
      ? known
      : new CfnMapping(stack, 'Thresholds', {
          mapping: Object.fromEntries(environmentTypeNames.map((type) => [type, {}])),
        });
  for (const type of environmentTypeNames) mapping.setValue(type, key, value[type]);
  return Token.asNumber(mapping.findInMap(environmentType, key));
}
