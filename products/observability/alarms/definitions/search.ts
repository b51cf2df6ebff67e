import { Fn } from 'aws-cdk-lib';
import type { Imports } from '../../../../catalog/product';
import type { searchContract } from '../../../search/contract';
import type { AlarmDefinition } from '../alarm-definition';
import { functionAlarms, queueAlarms, serviceAlarms } from './workloads';

/** Numbers of the search nodes; alarms on a node that the environment doesn't have get no data, and stay off. */
export const searchNodes = [1, 2, 3] as const;

/** What is watched of the search tier: each node, the indexer with its queue, and the function that searches. */
export function searchAlarms(search: Imports<typeof searchContract.outputs>): readonly AlarmDefinition[] {
  return [
    ...searchNodes.flatMap((node) =>
      serviceAlarms(`Node${node}`, `search node ${node}`, search.clusterName, Fn.select(node - 1, search.serviceNames)),
    ),
    ...functionAlarms('IndexerFunction', 'The indexer', search.indexerFunctionName, {
      slowMilliseconds: 40_000,
      reason: 'Nobody waits; past 40 s a batch is in danger of being stopped at 60, and of being indexed twice.',
    }),
    ...functionAlarms('SearchFunction', 'The search function', search.searchFunctionName, {
      slowMilliseconds: 1000,
      reason: 'Typesense answers in tens; past a second people think that search is broken.',
    }),
    ...queueAlarms('IndexQueue', 'what is to be indexed', search.indexQueueName, search.indexDeadLetterQueueName),
  ];
}
