import type { Imports } from '../../../../catalog/product';
import type { appContract } from '../../../app/contract';
import { apiMetric, busMetric } from '../../alarms/definitions/application';
import { blockedRequests, loadBalancerMetric, targetMetric } from '../../alarms/definitions/load-balancer';
import { functionMetric, insightsMetric, queueMetric, serviceMetric } from '../../alarms/definitions/workloads';
import { logMetric } from '../../logs/log-metrics';
import type { Statistic } from '../../metric';
import { traceMetric } from '../../traces/tracing';
import type { Panel } from '../dashboard';

type App = Imports<typeof appContract.outputs>;

/** Panels of the app tier's dashboard. */
export function appPanels(app: App, environment: string): readonly Panel[] {
  return [
    ...visitorPanels(app),
    ...taskPanels(app),
    ...apiPanels(app),
    ...eventPanels(app),
    ...signalPanels(app, environment),
  ];
}

/** Requests as visitors make them: how many, how many fail, how long they take. */
export function visitorPanels(app: App): readonly Panel[] {
  return [
    {
      title: 'Visitors: requests',
      lines: {
        'to the application': targetMetric(app, 'RequestCount', 'Sum'),
        'refused by the firewall': blockedRequests(app),
      },
    },
    {
      title: 'Visitors: failures',
      lines: {
        'application 5xx': targetMetric(app, 'HTTPCode_Target_5XX_Count', 'Sum'),
        'load balancer 5xx': loadBalancerMetric(app, 'HTTPCode_ELB_5XX_Count', 'Sum'),
        'application 4xx': targetMetric(app, 'HTTPCode_Target_4XX_Count', 'Sum'),
      },
    },
    {
      title: 'Visitors: time to answer, s',
      lines: {
        median: targetMetric(app, 'TargetResponseTime', 'p50'),
        p95: targetMetric(app, 'TargetResponseTime', 'p95'),
        p99: targetMetric(app, 'TargetResponseTime', 'p99'),
      },
    },
  ];
}

/** The tasks of the web application: how many, how busy, how healthy. */
export function taskPanels(app: App): readonly Panel[] {
  const { clusterName: cluster, serviceName: service } = app;
  return [
    {
      title: 'Tasks: CPU and memory, percent',
      lines: {
        CPU: serviceMetric(cluster, service, 'CPUUtilization', 'Average'),
        memory: serviceMetric(cluster, service, 'MemoryUtilization', 'Average'),
      },
    },
    {
      title: 'Tasks: wanted and running',
      lines: {
        wanted: insightsMetric(cluster, service, 'DesiredTaskCount', 'Maximum'),
        running: insightsMetric(cluster, service, 'RunningTaskCount', 'Minimum'),
      },
    },
    {
      title: 'Tasks: healthy and not',
      lines: {
        healthy: targetMetric(app, 'HealthyHostCount', 'Maximum'),
        unhealthy: targetMetric(app, 'UnHealthyHostCount', 'Maximum'),
      },
    },
  ];
}

/** The REST API. */
export function apiPanels(app: App): readonly Panel[] {
  return [
    { title: 'API: requests', lines: { requests: apiMetric(app, 'Count', 'Sum') } },
    {
      title: 'API: failures',
      lines: { '5xx': apiMetric(app, '5XXError', 'Sum'), '4xx': apiMetric(app, '4XXError', 'Sum') },
    },
    {
      title: 'API: time to answer, ms',
      lines: { median: apiMetric(app, 'Latency', 'p50'), p95: apiMetric(app, 'Latency', 'p95') },
    },
  ];
}

/** Functions, queues and bus. */
export function eventPanels(app: App): readonly Panel[] {
  const functions = (name: string, statistic: Statistic) => ({
    API: functionMetric(app.apiFunctionName, name, statistic),
    events: functionMetric(app.eventFunctionName, name, statistic),
    maintenance: functionMetric(app.maintenanceFunctionName, name, statistic),
  });
  return [
    { title: 'Functions: calls', lines: functions('Invocations', 'Sum') },
    { title: 'Functions: failures', lines: functions('Errors', 'Sum') },
    { title: 'Functions: p95 duration, ms', lines: functions('Duration', 'p95') },
    {
      title: 'Queues: age of the oldest message, s',
      lines: {
        standard: queueMetric(app.standardQueueName, 'ApproximateAgeOfOldestMessage'),
        FIFO: queueMetric(app.fifoQueueName, 'ApproximateAgeOfOldestMessage'),
      },
    },
    {
      title: 'Queues: messages nobody could handle',
      lines: {
        standard: queueMetric(app.standardDeadLetterQueueName, 'ApproximateNumberOfMessagesVisible'),
        FIFO: queueMetric(app.fifoDeadLetterQueueName, 'ApproximateNumberOfMessagesVisible'),
        undelivered: queueMetric(app.undeliveredQueueName, 'ApproximateNumberOfMessagesVisible'),
      },
    },
    {
      title: 'Event bus: deliveries',
      lines: {
        delivered: busMetric(app, 'Invocations'),
        failed: busMetric(app, 'FailedInvocations'),
        'set aside': busMetric(app, 'InvocationsSentToDlq'),
      },
    },
  ];
}

function signalPanels(app: App, environment: string): readonly Panel[] {
  return [
    {
      title: 'Logs: lines counted',
      lines: {
        'application errors': logMetric(environment, 'ApplicationErrors'),
        'errors of functions': logMetric(environment, 'FunctionErrors'),
        'API refusals': logMetric(environment, 'ApiRefusals'),
      },
    },
    {
      title: 'Traces',
      lines: {
        all: traceMetric(environment, 'traces'),
        failed: traceMetric(environment, 'faults'),
        'over 3 s': traceMetric(environment, 'slow'),
      },
    },
    {
      title: 'Load balancer: connections',
      lines: {
        active: loadBalancerMetric(app, 'ActiveConnectionCount', 'Sum'),
        rejected: loadBalancerMetric(app, 'RejectedConnectionCount', 'Sum'),
      },
    },
  ];
}
