import { Fn } from 'aws-cdk-lib';
import type { Imports } from '../../../../catalog/product';
import type { searchContract } from '../../../search/contract';
import { share } from '../../metric';
import type { AlarmDefinition } from '../alarm-definition';
import { functionAlarms, functionMetric, queueAlarms, scheduledFunctionAlarms, serviceAlarms } from './workloads';

/** Numbers of the search nodes. */
export const searchNodes = [1, 2, 3] as const;

function nodeAlarms(node: number, cluster: string, service: string): readonly AlarmDefinition[] {
  const alarms = serviceAlarms(`Node${node}`, `search node ${node}`, cluster, service);
  return node === 1 ? alarms : alarms.map((each) => ({ ...each, needs: 'threeNodes' }));
}

/**
 * Alarms on the search tier: each node, the indexer with its queue, and the function that searches.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-monitoring.html
 */
export function searchAlarms(search: Imports<typeof searchContract.outputs>): readonly AlarmDefinition[] {
  return [
    ...searchNodes.flatMap((node) => nodeAlarms(node, search.clusterName, Fn.select(node - 1, search.serviceNames))),
    ...functionAlarms('IndexerFunction', 'The indexer', search.indexerFunctionName, {
      slowMilliseconds: 40_000,
      reason: 'Nobody waits; past 40 s a batch is in danger of being stopped at 60, and of being indexed twice.',
    }),
    ...functionAlarms('SearchFunction', 'The search function', search.searchFunctionName, {
      slowMilliseconds: 1000,
      reason: 'Typesense answers in tens; past a second people think that search is broken.',
    }),
    ...scheduledFunctionAlarms(
      'MaintenanceFunction',
      'The maintenance function of search',
      search.maintenanceFunctionName,
      { slowMilliseconds: 840_000, reason: 'It may take its time, but is stopped at fifteen minutes.' },
    ),
    {
      id: 'SearchFailures',
      title: 'Searches are answered with 5xx',
      watch: share(
        functionMetric(search.searchFunctionName, 'Url5xxCount', 'Sum'),
        functionMetric(search.searchFunctionName, 'UrlRequestCount', 'Sum'),
        1,
      ),
      comparison: '>',
      threshold: { dev: 50, test: 50, staging: 10, prod: 10 },
      minutes: 5,
      periods: [2, 3],
      reason:
        'The function answers 503 when no node does, which is no error of the function: only its address counts it. ' +
        'Without anybody searching it says nothing.',
    },
    ...queueAlarms('IndexQueue', 'what is to be indexed', search.indexQueueName, search.indexDeadLetterQueueName),
  ];
}
