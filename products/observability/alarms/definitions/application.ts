import type { Imports } from '../../../../catalog/product';
import type { appContract } from '../../../app/contract';
import { type Metric, type Query, type Statistic, share } from '../../metric';
import type { AlarmDefinition } from '../alarm-definition';
import { functionAlarms, queueAlarms, queueMetric, scheduledFunctionAlarms, serviceAlarms } from './workloads';

type App = Imports<typeof appContract.outputs>;

/** A metric of the stage of the REST API. */
export function apiMetric(app: App, name: string, statistic: Statistic): Metric {
  return {
    namespace: 'AWS/ApiGateway',
    name,
    dimensions: { ApiName: app.restApiName, Stage: app.restApiStage },
    statistic,
  };
}

/**
 * A metric of all rules of the bus; their names are no part of the contract.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
 */
export function busMetric({ eventBusName }: Pick<App, 'eventBusName'>, name: string): Query {
  return {
    query: `SELECT SUM(${name}) FROM SCHEMA("AWS/Events", EventBusName, RuleName) WHERE EventBusName = '${eventBusName}'`,
    text: `sum of ${name} over all rules of the bus`,
  };
}

/** Alarms on what is behind the load balancer: tasks, REST API, functions, queues and bus. */
export function applicationAlarms(app: App): readonly AlarmDefinition[] {
  const errors = (name: string) => share(apiMetric(app, name, 'Sum'), apiMetric(app, 'Count', 'Sum'), 20);
  return [
    ...serviceAlarms('Service', 'the web application', app.clusterName, app.serviceName),
    {
      id: 'ApiServerErrors',
      title: 'The REST API answers with 5xx',
      watch: errors('5XXError'),
      comparison: '>',
      threshold: { dev: 20, test: 20, staging: 5, prod: 2 },
      minutes: 5,
      periods: [2, 3],
      reason: 'As for the application behind the load balancer, so that both faces are held to one measure.',
    },
    {
      id: 'ApiClientErrors',
      title: 'The REST API refuses unusually many requests',
      watch: errors('4XXError'),
      comparison: '>',
      threshold: 40,
      minutes: 15,
      periods: [2, 2],
      reason: 'Some refusals are normal. Two in five over half an hour are a client gone wrong, or keys being guessed.',
    },
    {
      id: 'ApiLatency',
      title: 'The REST API is slow',
      watch: apiMetric(app, 'Latency', 'p95'),
      comparison: '>',
      threshold: { dev: 5000, test: 5000, staging: 2000, prod: 2000 },
      minutes: 5,
      periods: [3, 3],
      reason: 'Milliseconds, cold starts included: rare where there is traffic, the rule in dev and test.',
    },
    ...functionAlarms('ApiFunction', 'The function of the REST API', app.apiFunctionName, {
      slowMilliseconds: 5000,
      reason: 'Somebody is waiting, and the function is stopped at 10 s.',
    }),
    ...functionAlarms('EventFunction', 'The function that handles events', app.eventFunctionName, {
      slowMilliseconds: 20_000,
      reason: 'Nobody waits; past 20 s a batch is in danger of being stopped at 30, and of being handled twice.',
    }),
    ...scheduledFunctionAlarms('MaintenanceFunction', 'The maintenance function', app.maintenanceFunctionName, {
      slowMilliseconds: 240_000,
      reason: 'It may take its time, but is stopped at five minutes.',
    }),
    ...queueAlarms('StandardQueue', 'events', app.standardQueueName, app.standardDeadLetterQueueName),
    ...queueAlarms('FifoQueue', 'events in order', app.fifoQueueName, app.fifoDeadLetterQueueName),
    {
      id: 'Undelivered',
      title: 'Events, schedules or asynchronous calls that never reached their target wait for a person',
      watch: queueMetric(app.undeliveredQueueName, 'ApproximateNumberOfMessagesVisible'),
      comparison: '>=',
      threshold: 1,
      minutes: 5,
      periods: [1, 1],
      reason:
        'Each is work that nobody did: a nightly task that was not started, for one. It is deleted after 14 days.',
    },
    {
      id: 'EventDelivery',
      title: 'Rules of the event bus do not reach their targets',
      watch: busMetric(app, 'FailedInvocations'),
      comparison: '>',
      threshold: 0,
      minutes: 5,
      periods: [1, 1],
      reason: 'Counted once retries have ended, or at once where access is denied: each is an event nobody handled.',
    },
    {
      id: 'EventsSetAside',
      title: 'Events that could not be delivered were set aside',
      watch: busMetric(app, 'InvocationsSentToDlq'),
      comparison: '>',
      threshold: 0,
      minutes: 5,
      periods: [1, 1],
      reason:
        'They wait in a dead-letter queue of the bus for a person to send them again, and are deleted in the end.',
    },
  ];
}
