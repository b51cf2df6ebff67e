import { type Metric, type Statistic, share, total } from '../../metric';
import type { AlarmDefinition } from '../alarm-definition';

/** A metric of an ECS service. */
export function serviceMetric(cluster: string, service: string, name: string, statistic: Statistic): Metric {
  return { namespace: 'AWS/ECS', name, dimensions: { ClusterName: cluster, ServiceName: service }, statistic };
}

/** A metric of an ECS service that Container Insights adds. */
export function insightsMetric(cluster: string, service: string, name: string, statistic: Statistic): Metric {
  return { ...serviceMetric(cluster, service, name, statistic), namespace: 'ECS/ContainerInsights' };
}

/** A metric of a Lambda function. */
export function functionMetric(functionName: string, name: string, statistic: Statistic): Metric {
  return { namespace: 'AWS/Lambda', name, dimensions: { FunctionName: functionName }, statistic };
}

/** A metric of an SQS queue. */
export function queueMetric(queueName: string, name: string): Metric {
  return { namespace: 'AWS/SQS', name, dimensions: { QueueName: queueName }, statistic: 'Maximum' };
}

/**
 * Alarms on an ECS service.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html
 */
export function serviceAlarms(id: string, what: string, cluster: string, service: string): readonly AlarmDefinition[] {
  return [
    {
      id: `${id}Cpu`,
      title: `Tasks of ${what} are short of CPU`,
      watch: serviceMetric(cluster, service, 'CPUUtilization', 'Average'),
      comparison: '>',
      threshold: 85,
      minutes: 5,
      periods: [3, 3],
      reason: 'A quarter of an hour at 85 percent: scaling, where there is any, has come to its end.',
    },
    {
      id: `${id}Memory`,
      title: `Tasks of ${what} are short of memory`,
      watch: serviceMetric(cluster, service, 'MemoryUtilization', 'Average'),
      comparison: '>',
      threshold: 90,
      minutes: 5,
      periods: [3, 3],
      reason: 'At 100 percent a task is killed. On average 90 means that single tasks are nearer than that.',
    },
    {
      id: `${id}Tasks`,
      title: `Tasks of ${what} are missing`,
      watch: {
        expression: 'desired - running',
        metrics: {
          desired: insightsMetric(cluster, service, 'DesiredTaskCount', 'Maximum'),
          running: insightsMetric(cluster, service, 'RunningTaskCount', 'Minimum'),
        },
        text: 'most DesiredTaskCount less least RunningTaskCount',
      },
      comparison: '>',
      threshold: 0,
      minutes: 5,
      periods: [3, 3],
      reason: 'A deployment or a lost task is mended within ten minutes; longer means that tasks can not start.',
    },
  ];
}

/** Traits that tell a function from others. */
export interface FunctionTraits {
  /** The 95th percentile of its duration must not exceed this. */
  readonly slowMilliseconds: number;
  /** Why that is slow. */
  readonly reason: string;
}

/**
 * Alarms on a Lambda function that is called all the time.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 */
export function functionAlarms(
  id: string,
  what: string,
  functionName: string,
  traits: FunctionTraits,
): readonly AlarmDefinition[] {
  const metric = (name: string, statistic: Statistic) => functionMetric(functionName, name, statistic);
  return [
    {
      id: `${id}Errors`,
      title: `${what} fails`,
      watch: share(metric('Errors', 'Sum'), metric('Invocations', 'Sum'), 1),
      comparison: '>',
      threshold: 10,
      minutes: 5,
      periods: [2, 3],
      reason:
        'Calls that threw, or ran out of time or memory; what the code handles by itself is not among them. Retries mend ' +
        'single ones. A tenth of the calls, in two periods, is a defect or a broken dependency.',
    },
    {
      id: `${id}Throttles`,
      title: `${what} is held back by a limit on concurrency`,
      watch: metric('Throttles', 'Sum'),
      comparison: '>',
      threshold: 10,
      minutes: 5,
      periods: [2, 3],
      reason: 'A few during a burst are repeated; more mean that the limit of the function or account is too low.',
    },
    { ...slow(id, what, functionName, traits), minutes: 5, periods: [3, 3] },
  ];
}

/** Alarms on a Lambda function that schedules start: each run counts, since the next one may be a day away. */
export function scheduledFunctionAlarms(
  id: string,
  what: string,
  functionName: string,
  traits: FunctionTraits,
): readonly AlarmDefinition[] {
  return [
    {
      id: `${id}Errors`,
      title: `${what} fails`,
      watch: total([functionMetric(functionName, 'Errors', 'Sum'), functionMetric(functionName, 'Throttles', 'Sum')]),
      comparison: '>=',
      threshold: 1,
      minutes: 60,
      periods: [1, 1],
      reason: 'Each failed or throttled run is work that was not done, until the schedule comes round again.',
    },
    { ...slow(id, what, functionName, traits), minutes: 60, periods: [1, 1] },
  ];
}

function slow(id: string, what: string, functionName: string, { slowMilliseconds, reason }: FunctionTraits) {
  return {
    id: `${id}Duration`,
    title: `${what} is slow`,
    watch: functionMetric(functionName, 'Duration', 'p95'),
    comparison: '>',
    threshold: slowMilliseconds,
    reason: `Milliseconds. ${reason}`,
  } as const;
}

/**
 * Alarms on a queue and its dead-letter queue.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 */
export function queueAlarms(
  id: string,
  what: string,
  queue: string,
  deadLetterQueue: string,
): readonly AlarmDefinition[] {
  return [
    {
      id: `${id}Age`,
      title: `The queue of ${what} is not emptied in time`,
      watch: queueMetric(queue, 'ApproximateAgeOfOldestMessage'),
      comparison: '>',
      threshold: { dev: 1800, test: 1800, staging: 600, prod: 300 },
      minutes: 5,
      periods: [3, 3],
      reason: 'Seconds. What was done shows within minutes, or its consumer is down; age counts, not length.',
    },
    {
      id: `${id}DeadLetters`,
      title: `The queue of ${what} has messages that nobody could handle`,
      watch: queueMetric(deadLetterQueue, 'ApproximateNumberOfMessagesVisible'),
      comparison: '>=',
      threshold: 1,
      minutes: 5,
      periods: [1, 1],
      reason: 'Each went through all its retries and waits for a person, until it is deleted after its retention.',
    },
  ];
}
