import { Fn } from 'aws-cdk-lib';
import { CfnMetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Metric } from '../metric';
import { logNamespace } from '../names';

/** Log lines that are counted. */
export interface LogMetric {
  /** Name of the metric: `ApplicationErrors`. */
  readonly name: string;
  readonly logGroup: string;
  /**
   * Filter patterns by an id: a line that matches one counts once for it. They should exclude each other.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
   */
  readonly patterns: Readonly<Record<string, string>>;
}

/** Turns log lines of a tier into metrics, each counted in a metric of its own below `Bellyfed/<environment>`. */
export class LogMetrics extends Construct {
  constructor(scope: Construct, id: string, environment: string, metrics: readonly LogMetric[]) {
    super(scope, id);
    for (const { name, logGroup, patterns } of metrics) {
      for (const [variant, filterPattern] of Object.entries(patterns)) {
        new CfnMetricFilter(this, name + variant, {
          logGroupName: logGroup,
          filterPattern,
          metricTransformations: [
            { metricNamespace: logNamespace(environment), metricName: name, metricValue: '1', unit: 'Count' },
          ],
        });
      }
    }
  }
}

/** Errors as the application writes them: lines of text that say so, or JSON with a level. */
const errorLines = {
  Text: '?ERROR ?FATAL ?Unhandled',
  Json: '{ ($.level = "error") || ($.level = "fatal") || ($.severity = "error") }',
};

/** Functions of the app tier, in the order of its export of their log groups. */
const appFunctions = ['Api', 'Events', 'Maintenance'] as const;
/** Functions of the search tier, in the order of its export of their log groups. */
const searchFunctions = ['Indexer', 'Search', 'Maintenance'] as const;

/**
 * Errors of functions, each function's counted for itself in one metric. Lambda writes the level of an entry, and what
 * code ends with an exception as an error.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
 */
function functionErrors(name: string, functions: readonly string[], logGroups: string[]): readonly LogMetric[] {
  const pattern = '{ ($.level = "ERROR") || ($.level = "FATAL") }';
  return functions.map((each, index) => ({
    name,
    logGroup: Fn.select(index, logGroups),
    patterns: { [each]: pattern },
  }));
}

/** Metrics that are counted in the logs of the app tier. */
export function applicationLogMetrics(app: {
  readonly applicationLogGroupName: string;
  readonly apiAccessLogGroupName: string;
  readonly functionLogGroupNames: string[];
}): readonly LogMetric[] {
  return [
    ...functionErrors('FunctionErrors', appFunctions, app.functionLogGroupNames),
    { name: 'ApplicationErrors', logGroup: app.applicationLogGroupName, patterns: errorLines },
    {
      name: 'ApiRefusals',
      logGroup: app.apiAccessLogGroupName,
      patterns: { Status: '{ ($.status = "401") || ($.status = "403") }' },
    },
  ];
}

/**
 * Metrics that are counted in the logs of the search tier. Typesense begins lines of errors with E and a date; the
 * maintenance function says of every look at the nodes whether they are ready, in an object that Lambda keeps below
 * `message`.
 */
export function searchLogMetrics(search: {
  readonly logGroupName: string;
  readonly functionLogGroupNames: string[];
}): readonly LogMetric[] {
  return [
    { name: 'SearchErrors', logGroup: search.logGroupName, patterns: { Text: '%^E[0-9]{8}%' } },
    ...functionErrors('SearchFunctionErrors', searchFunctions, search.functionLogGroupNames),
    {
      name: 'SearchNotReady',
      logGroup: Fn.select(searchFunctions.indexOf('Maintenance'), search.functionLogGroupNames),
      patterns: { Json: '{ $.message.ready IS FALSE }' },
    },
  ];
}

/** A metric that log lines are counted in. */
export function logMetric(environment: string, name: string): Metric {
  return { namespace: logNamespace(environment), name, dimensions: {}, statistic: 'Sum' };
}
