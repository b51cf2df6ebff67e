import { Aws } from 'aws-cdk-lib';
import type { Imports } from '../../../../catalog/product';
import type { appContract } from '../../../app/contract';
import { type Metric, type Statistic, share } from '../../metric';
import type { AlarmDefinition } from '../alarm-definition';

type App = Imports<typeof appContract.outputs>;

/** A metric of the load balancer. */
export function loadBalancerMetric(app: Pick<App, 'loadBalancerFullName'>, name: string, statistic: Statistic): Metric {
  return {
    namespace: 'AWS/ApplicationELB',
    name,
    dimensions: { LoadBalancer: app.loadBalancerFullName },
    statistic,
  };
}

/** A metric of the target group of the application. */
export function targetMetric(app: App, name: string, statistic: Statistic): Metric {
  const { dimensions, ...metric } = loadBalancerMetric(app, name, statistic);
  return { ...metric, dimensions: { ...dimensions, TargetGroup: app.targetGroupFullName } };
}

/** The number of requests that the firewall refused, by whichever rule. */
export function blockedRequests({ webAclName }: Pick<App, 'webAclName'>): Metric {
  return {
    namespace: 'AWS/WAFV2',
    name: 'BlockedRequests',
    dimensions: { WebACL: webAclName, Region: Aws.REGION, Rule: 'ALL' },
    statistic: 'Sum',
  };
}

/**
 * Alarms on where visitors arrive: load balancer, its targets and the firewall.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html
 */
export function loadBalancerAlarms(app: App): readonly AlarmDefinition[] {
  return [
    {
      id: 'LoadBalancerErrors',
      title: 'The load balancer itself answers with 5xx',
      watch: loadBalancerMetric(app, 'HTTPCode_ELB_5XX_Count', 'Sum'),
      comparison: '>',
      threshold: 10,
      minutes: 5,
      periods: [2, 2],
      reason: 'It had no target to ask or got no answer in time. Counted, since such requests miss in RequestCount.',
    },
    {
      id: 'TargetErrors',
      title: 'The application answers with 5xx',
      watch: share(targetMetric(app, 'HTTPCode_Target_5XX_Count', 'Sum'), targetMetric(app, 'RequestCount', 'Sum'), 20),
      comparison: '>',
      threshold: { dev: 20, test: 20, staging: 5, prod: 2 },
      minutes: 5,
      periods: [2, 3],
      reason: 'A share, so that it holds at night and at peaks; in dev and test people break things on purpose.',
    },
    {
      id: 'LatencyP95',
      title: 'The application is slow for many',
      watch: targetMetric(app, 'TargetResponseTime', 'p95'),
      comparison: '>',
      threshold: { dev: 3, test: 3, staging: 1, prod: 1 },
      minutes: 5,
      periods: [3, 3],
      reason: 'Seconds. One in twenty waits longer than what feels immediate; small tasks start cold in dev and test.',
    },
    {
      id: 'LatencyP99',
      title: 'The application is very slow for some',
      watch: targetMetric(app, 'TargetResponseTime', 'p99'),
      comparison: '>',
      threshold: { dev: 10, test: 10, staging: 3, prod: 3 },
      minutes: 5,
      periods: [3, 3],
      reason: 'Seconds. Past three people leave; the tail shows locks and retries that the 95th percentile hides.',
    },
    {
      id: 'UnhealthyHosts',
      title: 'Tasks of the application fail their health check',
      watch: targetMetric(app, 'UnHealthyHostCount', 'Maximum'),
      comparison: '>',
      threshold: 0,
      minutes: 1,
      periods: [10, 10],
      reason: 'A failing task is replaced within minutes; ten without a break mean that its successor fails too.',
    },
    {
      id: 'NoHealthyHost',
      title: 'No task of the application is healthy: the platform is down',
      watch: targetMetric(app, 'HealthyHostCount', 'Maximum'),
      comparison: '<',
      threshold: 1,
      minutes: 1,
      periods: [3, 3],
      missing: 'breaching',
      reason: 'No node of the load balancer sees one. Three minutes spare a restart in dev; no data is no task either.',
    },
    {
      id: 'RejectedConnections',
      title: 'The load balancer is at its limit of connections',
      watch: loadBalancerMetric(app, 'RejectedConnectionCount', 'Sum'),
      comparison: '>',
      threshold: 0,
      minutes: 5,
      periods: [1, 1],
      reason: 'Each is a visitor who got no answer at all; it never happens below the limit.',
    },
    {
      id: 'BlockedRequests',
      title: 'The firewall refuses unusually many requests',
      watch: blockedRequests(app),
      comparison: '>',
      threshold: { dev: 500, test: 500, staging: 500, prod: 2000 },
      minutes: 5,
      periods: [2, 2],
      reason: 'Scanners cause some all day. Ten minutes of several a second are an attack, or a rule that hits users.',
    },
  ];
}
