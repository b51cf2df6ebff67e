import { CfnMetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { AlarmDefinition } from '../alarms/alarm-definition';
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

/** What is counted in the logs of the app tier. */
export function applicationLogMetrics(app: {
  readonly applicationLogGroupName: string;
  readonly apiAccessLogGroupName: string;
}): readonly LogMetric[] {
  return [
    { name: 'ApplicationErrors', logGroup: app.applicationLogGroupName, patterns: errorLines },
    {
      name: 'ApiRefusals',
      logGroup: app.apiAccessLogGroupName,
      patterns: { Status: '{ ($.status = "401") || ($.status = "403") }' },
    },
  ];
}

/** What is counted in the logs of the search tier; Typesense begins lines of errors with E and a date. */
export function searchLogMetrics(search: { readonly logGroupName: string }): readonly LogMetric[] {
  return [{ name: 'SearchErrors', logGroup: search.logGroupName, patterns: { Text: '%^E[0-9]{8}%' } }];
}

/** A metric that log lines are counted in. */
export function logMetric(environment: string, name: string): Metric {
  return { namespace: logNamespace(environment), name, dimensions: {}, statistic: 'Sum' };
}

/** Alarms on what is counted in the logs of the app tier. */
export function applicationLogAlarms(environment: string): readonly AlarmDefinition[] {
  return [
    {
      id: 'ApplicationErrors',
      title: 'The application logs many errors',
      watch: logMetric(environment, 'ApplicationErrors'),
      comparison: '>',
      threshold: { dev: 50, test: 50, staging: 10, prod: 10 },
      minutes: 5,
      periods: [2, 2],
      reason: 'Two a minute for ten minutes: what fails behind a page that is served all the same shows only here.',
    },
    {
      id: 'ApiRefusals',
      title: 'The REST API turns away many who are not signed in or not allowed',
      watch: logMetric(environment, 'ApiRefusals'),
      comparison: '>',
      threshold: { dev: 200, test: 200, staging: 200, prod: 500 },
      minutes: 5,
      periods: [2, 2],
      reason:
        'Expired sessions cause a few. Hundreds in each of two periods are tokens being guessed or a broken login.',
    },
  ];
}

/** Alarms on what is counted in the logs of the search tier. */
export function searchLogAlarms(environment: string): readonly AlarmDefinition[] {
  return [
    {
      id: 'SearchErrors',
      title: 'Search nodes log many errors',
      watch: logMetric(environment, 'SearchErrors'),
      comparison: '>',
      threshold: 20,
      minutes: 5,
      periods: [3, 3],
      reason:
        'A node that starts writes some; lasting errors mean a full disk or damaged data. No quorum is no error here.',
    },
  ];
}
