import { CfnQueryDefinition } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

/** A question to the logs that people ask again and again. */
export interface SavedQuery {
  /** Its name in the console, below the folder of the environment. */
  readonly name: string;
  /** Letters and digits; ends the logical id. */
  readonly id: string;
  readonly logGroups: string[];
  /**
   * Commands of the query.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
   */
  readonly commands: readonly string[];
}

/** Queries in the console of CloudWatch Logs Insights, in a folder of the environment. */
export class SavedQueries extends Construct {
  constructor(scope: Construct, id: string, environment: string, queries: readonly SavedQuery[]) {
    super(scope, id);
    for (const { id: queryId, name, logGroups, commands } of queries) {
      new CfnQueryDefinition(this, queryId, {
        name: `bellyfed/${environment}/${name}`,
        logGroupNames: logGroups,
        queryString: commands.join('\n| '),
      });
    }
  }
}

/**
 * Entries of functions that say that something is wrong, as Lambda's JSON has them.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
 */
function functionErrors(name: string, logGroups: string[]): SavedQuery {
  return {
    id: 'FunctionErrors',
    name,
    logGroups,
    commands: [
      'fields @timestamp, @log, level, requestId, @message',
      'filter level in ["WARN", "ERROR", "FATAL"]',
      'sort @timestamp desc',
      'limit 200',
    ],
  };
}

/** Questions to the logs of the app tier. */
export function applicationQueries(app: {
  readonly applicationLogGroupName: string;
  readonly apiAccessLogGroupName: string;
  readonly functionLogGroupNames: string[];
}): readonly SavedQuery[] {
  const api = (id: string, name: string, ...commands: string[]) => ({
    id,
    name,
    logGroups: [app.apiAccessLogGroupName],
    commands,
  });
  return [
    {
      id: 'ApplicationErrors',
      name: 'Application errors, newest first',
      logGroups: [app.applicationLogGroupName],
      commands: [
        'fields @timestamp, @logStream, @message',
        'filter @message like /ERROR|FATAL|Unhandled|"(level|severity)": ?"(error|fatal)"/',
        'sort @timestamp desc',
        'limit 200',
      ],
    },
    {
      id: 'ApplicationErrorsOverTime',
      name: 'Application errors, by five minutes',
      logGroups: [app.applicationLogGroupName],
      commands: [
        'filter @message like /ERROR|FATAL|Unhandled|"(level|severity)": ?"(error|fatal)"/',
        'stats count(*) as errors by bin(5m)',
      ],
    },
    functionErrors('Function errors and warnings, newest first', app.functionLogGroupNames),
    api(
      'ApiFailures',
      'API failures, newest first',
      'fields @timestamp, method, path, status, error, latency, requestId, traceId',
      'filter status >= 500',
      'sort @timestamp desc',
      'limit 200',
    ),
    api(
      'ApiLatency',
      'API latency, by resource',
      'stats count(*) as requests, pct(latency, 50) as p50, pct(latency, 95) as p95, pct(latency, 99) as p99 by method, resource',
      'sort p95 desc',
    ),
    api(
      'ApiRefusals',
      'API refusals, by address',
      'filter status = 401 or status = 403 or status = 429',
      'stats count(*) as refusals by ip, status',
      'sort refusals desc',
      'limit 50',
    ),
  ];
}

/** Questions to the logs of the search tier. */
export function searchQueries(search: {
  readonly logGroupName: string;
  readonly functionLogGroupNames: string[];
}): readonly SavedQuery[] {
  return [
    functionErrors('Search function errors and warnings, newest first', search.functionLogGroupNames),
    {
      id: 'NodeErrors',
      name: 'Search node errors, newest first',
      logGroups: [search.logGroupName],
      commands: [
        'fields @timestamp, @logStream, @message',
        'filter @message like /^E[0-9]{8} /',
        'sort @timestamp desc',
        'limit 200',
      ],
    },
  ];
}
