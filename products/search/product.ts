import { CfnCondition, CfnMapping, Fn, Token } from 'aws-cdk-lib';
import { CfnParameter as CfnStoredParameter } from 'aws-cdk-lib/aws-ssm';
import { defineProduct } from '../../catalog/product';
import { nodeSizes } from '../shared/compute/node-size';
import { DataKey } from '../shared/encryption/data-key';
import { publisher } from '../shared/publisher';
import { searchClaims } from './claims';
import { searchContract } from './contract';
import { searchExceptions } from './exceptions';
import { batchSeconds, Functions } from './functions/functions';
import { IndexQueue } from './functions/index-queue';
import { Schedules } from './functions/schedules';
import { searchLaunchRole } from './launch-role';
import { apiPort, searchNames } from './names/names';
import { Nodes } from './nodes/nodes';
import { searchParameters } from './parameters';
import { addRules } from './rules';
import { Secrets } from './secrets';
import { SecurityGroups } from './security-groups';
import { searchSizes } from './sizes';
import { upstreamOf } from './upstream';

/** Search tier: finds the platform's content. */
export const search = defineProduct({
  ...publisher,
  id: 'search',
  name: 'Bellyfed Search',
  description:
    'The search of an environment: Typesense nodes on Fargate that keep their index on the file system, a function that ' +
    'keeps the index in step with the events of the platform, and one that answers searches. Launch it after the app.',
  contract: searchContract,
  parameters: searchParameters,
  sizes: searchSizes,
  launchRole: searchLaunchRole,
  claims: searchClaims,
  exceptions: searchExceptions,

  build(stack) {
    const { parameters, environmentName: environment } = stack;
    addRules(stack);
    const upstream = upstreamOf(stack);
    const { network, data, app } = upstream;
    const names = searchNames(environment);
    const key = new DataKey(stack, 'Key', parameters.CustomerKey.valueAsString, data.keyArn);
    const logs = { retentionInDays: stack.choice('LogRetention'), key };
    const secrets = new Secrets(stack, 'Secrets', { environment, key });
    const securityGroups = new SecurityGroups(stack, 'SecurityGroups', upstream);

    const sizes = new CfnMapping(stack, 'NodeSizes', { mapping: nodeSizes });
    const memory = Token.asString(stack.choice('NodeMemory'));
    const nodes = new Nodes(stack, 'Nodes', {
      ...{ environment, upstream, names, secrets, securityGroups, key, logs },
      areThree: new CfnCondition(stack, 'HasThreeNodes', {
        expression: Fn.conditionEquals(stack.choice('SearchNodes'), '3'),
      }),
      image: parameters.Image.valueAsString,
      slowRequests: parameters.SlowRequests.valueAsString,
      logsSlowRequests: new CfnCondition(stack, 'LogsSlowRequests', {
        expression: Fn.conditionNot(Fn.conditionEquals(parameters.SlowRequests, 'off')),
      }),
      cpu: sizes.findInMap(memory, 'Cpu'),
      memory: sizes.findInMap(memory, 'Memory'),
    });

    const queue = new IndexQueue(stack, 'IndexQueue', { eventBusName: app.eventBusName, key, batchSeconds });
    const functions = new Functions(stack, 'Functions', {
      ...{ environment, data, key, secrets, queue, logs },
      subnetIds: network.privateSubnetIds,
      securityGroupId: securityGroups.functionsId,
      variables: {
        NODES: nodes.perNode(',', names.node),
        API_PORT: String(apiPort),
        IDENTITY_SECRET: secrets.identity.ref,
      },
      allowedOrigins: parameters.AllowedOrigins.valueAsString,
    });
    new Schedules(stack, 'Schedules', {
      ...{ environment, key },
      maintenance: functions.maintenance.function,
      deadLetters: queue.deadLetters,
      snapshotHours: parameters.SnapshotHours.valueAsString,
    });

    const endpoint = Fn.join('', ['https://', names.api, `:${apiPort}`]);
    // The names follow from the environment's, so that whoever searches imports nothing.
    const publish = (id: string, name: string, value: string, description: string) =>
      new CfnStoredParameter(stack, id, {
        type: 'String',
        name: Fn.join('', ['/bellyfed/', environment, `/search/${name}`]),
        value,
        description,
      });
    publish('StoredUrl', 'function-url', functions.url, 'Address of the search function; requests are signed with IAM');
    publish('StoredEndpoint', 'endpoint', endpoint, 'Address of the Typesense API inside the VPC');

    return {
      ClusterName: nodes.clusterName,
      ServiceNames: nodes.serviceNames,
      SecurityGroupId: securityGroups.nodesId,
      Endpoint: endpoint,
      KeySecretArn: secrets.adminKey.ref,
      NamespaceName: names.namespace,
      IndexerFunctionName: functions.indexer.function.ref,
      MaintenanceFunctionName: functions.maintenance.function.ref,
      FunctionLogGroupNames: [functions.indexer, functions.search, functions.maintenance].map(({ logs }) => logs.ref),
      SearchFunctionName: functions.search.function.ref,
      SearchFunctionUrl: functions.url,
      IndexQueueName: queue.queue.attrQueueName,
      IndexDeadLetterQueueName: queue.deadLetters.attrQueueName,
      LogGroupName: nodes.logs.ref,
    };
  },
});
