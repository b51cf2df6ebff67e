import { byType, type ParameterGroups } from '../../catalog/product';
import { baseEnvironment, customerKey, origins, taskImage } from '../shared/form/questions';
import { nodeMemory, searchNodes } from '../shared/form/tier-questions';
import { searchSizes } from './sizes';

/** The questions of the search tier, after the environment's. */
export const searchParameters = {
  'Shared environment': {
    BaseEnvironment: {
      ...baseEnvironment,
      description:
        'Name of the environment whose network and data tiers this one uses: the same as for the app tier. The index has ' +
        'directories of its own there. Only for dev and test, and of the same type. Leave it empty for an environment ' +
        'with tiers of its own. It is fixed once launched.',
    },
  },
  'Search nodes': {
    SearchNodes: searchNodes,
    NodeMemory: nodeMemory,
    Image: {
      ...taskImage,
      label: 'Image of Typesense',
      description:
        'Image with the Typesense server, by tag or digest, for Linux on x86-64: a copy in Amazon ECR of this account and ' +
        'region, or from Docker Hub, which limits how often one address may pull: where users search, name a copy. Another ' +
        'version may not be able to read what a newer one has written.',
      default: 'typesense/typesense:30.2',
      example: '111122223333.dkr.ecr.eu-central-1.amazonaws.com/typesense:30.2',
    },
    SnapshotHours: {
      label: 'Hours of the snapshots, in UTC',
      description:
        'At these hours a node writes a consistent copy of the index into its directory, where the daily backup of the ' +
        'file system finds it. The newest seven are kept.',
      allowedValues: ['2', '2,14', '2,8,14,20'],
      default: '2',
      constraintDescription: 'Choose 2, 2,14 or 2,8,14,20.',
    },
    SlowRequests: {
      label: 'Log searches slower than, in milliseconds',
      description:
        "Such requests are in the log of the nodes with what was searched for: keep it off where that is nobody else's " +
        'business. A change restarts the nodes, one after the other.',
      allowedValues: ['off', '100', '250', '500', '1000', '2000'],
      default: 'off',
      constraintDescription: 'Choose off, or a number of milliseconds from the list.',
    },
  },
  'Search requests': {
    AllowedOrigins: {
      ...origins,
      label: 'Origins that may search',
      description:
        'Origins of the pages from which browsers of signed-in users search (CORS), comma-joined, without spaces. Empty: ' +
        'only servers search.',
    },
  },
  Protection: {
    CustomerKey: {
      ...customerKey,
      description:
        'Say yes exactly if the data tier was launched with a customer key: secrets, queues and logs are encrypted with it ' +
        'too, and the workloads may use it. The policy of the key must let CloudWatch Logs and EventBridge use it.',
    },
  },
  Logs: {
    LogRetention: byType(searchSizes, 'logRetentionDays', {
      label: 'Retention in days',
      description: 'How long the logs of the nodes and the functions are kept.',
      allowedValues: ['1', '7', '14', '30', '90', '365', '731'],
      constraintDescription: 'Choose by-type or a number of days from the list.',
    }),
  },
} satisfies ParameterGroups;
