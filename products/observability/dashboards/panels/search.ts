import { Fn } from 'aws-cdk-lib';
import type { Imports } from '../../../../catalog/product';
import type { searchContract } from '../../../search/contract';
import { searchNodes } from '../../alarms/definitions/search';
import { functionMetric, insightsMetric, queueMetric, serviceMetric } from '../../alarms/definitions/workloads';
import { logMetric } from '../../logs/log-metrics';
import type { Metric, Statistic } from '../../metric';
import type { Panel } from '../dashboard';

type Search = Imports<typeof searchContract.outputs>;

/** Panels of the search tier's dashboard. */
export function searchPanels(search: Search, environment: string): readonly Panel[] {
  return [...nodePanels(search), ...searchFunctionPanels(search), ...indexPanels(search, environment)];
}

/** The nodes: whether they run, how busy they are. */
export function nodePanels(search: Search): readonly Panel[] {
  const nodes = (metric: (service: string) => Metric) =>
    Object.fromEntries(searchNodes.map((node) => [`node ${node}`, metric(Fn.select(node - 1, search.serviceNames))]));
  return [
    {
      title: 'Nodes: running',
      lines: nodes((service) => insightsMetric(search.clusterName, service, 'RunningTaskCount', 'Minimum')),
    },
    {
      title: 'Nodes: CPU, percent',
      lines: nodes((service) => serviceMetric(search.clusterName, service, 'CPUUtilization', 'Average')),
    },
    {
      title: 'Nodes: memory, percent',
      lines: nodes((service) => serviceMetric(search.clusterName, service, 'MemoryUtilization', 'Average')),
    },
  ];
}

/** The functions that search and index. */
export function searchFunctionPanels(search: Search): readonly Panel[] {
  const functions = (name: string, statistic: Statistic) => ({
    search: functionMetric(search.searchFunctionName, name, statistic),
    indexer: functionMetric(search.indexerFunctionName, name, statistic),
    maintenance: functionMetric(search.maintenanceFunctionName, name, statistic),
  });
  return [
    {
      title: 'Searches: answers',
      lines: {
        all: functionMetric(search.searchFunctionName, 'UrlRequestCount', 'Sum'),
        '5xx': functionMetric(search.searchFunctionName, 'Url5xxCount', 'Sum'),
        '4xx': functionMetric(search.searchFunctionName, 'Url4xxCount', 'Sum'),
      },
    },
    { title: 'Functions: calls', lines: functions('Invocations', 'Sum') },
    { title: 'Functions: failures', lines: functions('Errors', 'Sum') },
    { title: 'Functions: p95 duration, ms', lines: functions('Duration', 'p95') },
  ];
}

function indexPanels(search: Search, environment: string): readonly Panel[] {
  return [
    {
      title: 'Index queue: age of the oldest message, s',
      lines: { oldest: queueMetric(search.indexQueueName, 'ApproximateAgeOfOldestMessage') },
    },
    {
      title: 'Index queue: messages nobody could handle',
      lines: { waiting: queueMetric(search.indexDeadLetterQueueName, 'ApproximateNumberOfMessagesVisible') },
    },
    {
      title: 'Logs: entries counted',
      lines: {
        'errors of nodes': logMetric(environment, 'SearchErrors'),
        'errors of functions': logMetric(environment, 'SearchFunctionErrors'),
        'nodes not ready': logMetric(environment, 'SearchNotReady'),
      },
    },
  ];
}
