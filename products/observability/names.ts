import { Aws, Fn } from 'aws-cdk-lib';

/** Prefix of the names of an environment's alarms. */
export function alarmPrefix(environment: string): string {
  return `bellyfed-${environment}-`;
}

/**
 * The name of a composite alarm, which also begins the names of the alarms in it.
 *
 * @param part what the alarm is about, in lower case: `network`
 */
export function alarmName(environment: string, part: string): string {
  return `${alarmPrefix(environment)}${part}`;
}

/**
 * The name of a dashboard. Dashboards belong to an account, not to a region: an environment that stands in several
 * regions has one set in each.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Dashboards.html
 */
export function dashboardName(environment: string, part: string): string {
  return Fn.join('-', ['bellyfed', environment, Aws.REGION, part]);
}

/** Namespace of the metrics that log lines of the environment are turned into. */
export function logNamespace(environment: string): string {
  return `Bellyfed/${environment}`;
}

/** `LatencyP95` as `latency-p95`. */
export function hyphenated(id: string): string {
  return id.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
}
