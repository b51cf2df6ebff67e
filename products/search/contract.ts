import { defineContract } from '../../catalog/product';

/**
 * Outputs that the search tier offers to the others. All of them are there in every environment type; whoever only
 * wants to search needs none of them: `/bellyfed/<environment>/search/…` in the parameter store says where to ask.
 */
export const searchContract = defineContract('search', {
  ClusterName: { kind: 'text', description: 'Name of the ECS cluster of the search nodes.' },
  ServiceNames: {
    kind: 'list',
    description:
      'Names of the ECS services of the nodes, one a node: three in every type, of which as many exist as there are nodes.',
  },
  SecurityGroupId: {
    kind: 'text',
    description: 'Security group of the nodes; a consumer adds the ingress from its own group, to port 8108.',
  },
  Endpoint: { kind: 'text', description: 'Address of the Typesense API inside the VPC, without a slash at its end.' },
  KeySecretArn: { kind: 'text', description: 'Secret that is the administrator key of Typesense.' },
  NamespaceName: { kind: 'text', description: 'Private DNS name below which the nodes and the API have theirs.' },
  IndexerFunctionName: { kind: 'text', description: 'Name of the function that brings events into the index.' },
  MaintenanceFunctionName: {
    kind: 'text',
    description: 'Name of the function that prepares the index, writes it anew and takes snapshots, on schedule.',
  },
  FunctionLogGroupNames: {
    kind: 'list',
    description:
      'Log groups of the functions: of the indexer, of search, of maintenance. One JSON of Lambda a line; every five minutes ' +
      'an entry of maintenance says by `message.ready`, true or false, whether all nodes answer and show the same.',
  },
  SearchFunctionName: { kind: 'text', description: 'Name of the function that answers searches.' },
  SearchFunctionUrl: {
    kind: 'text',
    description: 'Address at which the search function answers requests that are signed with IAM credentials.',
  },
  IndexQueueName: { kind: 'text', description: 'Name of the queue of events that wait to be indexed.' },
  IndexDeadLetterQueueName: {
    kind: 'text',
    description: 'Name of the queue of events that could not be indexed.',
  },
  LogGroupName: { kind: 'text', description: 'Log group of the nodes.' },
});
