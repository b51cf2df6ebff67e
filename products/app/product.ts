import { CfnCondition, Fn } from 'aws-cdk-lib';
import { defineProduct } from '../../catalog/product';
import { DataKey } from '../shared/encryption/data-key';
import { logGroup } from '../shared/logs/log-groups';
import { publisher } from '../shared/publisher';
import { apiTarget } from './api/api-target';
import { RestApi } from './api/rest-api';
import { UsagePlan } from './api/usage-plan';
import { appClaims } from './claims';
import { appContract } from './contract';
import { Address } from './edge/address';
import { DnsRecords } from './edge/dns-records';
import { Firewall } from './edge/firewall';
import { EventPipeline } from './events/event-pipeline';
import { EventQueues } from './events/event-queues';
import { Schedules } from './events/schedules';
import { appExceptions } from './exceptions';
import { Functions } from './functions/functions';
import { appLaunchRole } from './launch-role';
import { appParameters } from './parameters';
import { addRules } from './rules';
import { appSizes } from './sizes';
import { upstreamOf } from './upstream';
import { Cluster } from './web/cluster';
import { Listeners } from './web/listeners';
import { LoadBalancer } from './web/load-balancer';
import { Scaling } from './web/scaling';
import { SecurityGroups } from './web/security-groups';
import { TaskDefinition } from './web/task-definition';
import { TaskRoles } from './web/task-roles';
import { webEnvironment } from './web/web-environment';
import { WebService } from './web/web-service';

/** App tier: the web application and the API, and the events between them. */
export const app = defineProduct({
  ...publisher,
  id: 'app',
  name: 'Bellyfed App',
  description:
    'The application of an environment: the web application on ECS Fargate behind a load balancer and a firewall, the ' +
    'REST API and its functions, the event bus with its queues, scheduled maintenance, and the DNS record. Launch it ' +
    'after network and data.',
  contract: appContract,
  parameters: appParameters,
  sizes: appSizes,
  launchRole: appLaunchRole,
  claims: appClaims,
  exceptions: appExceptions,

  build(stack) {
    const { parameters, environmentName: environment } = stack;
    addRules(stack);
    const answer = (name: keyof typeof parameters) => parameters[name].valueAsString;
    const upstream = upstreamOf(stack);
    const { network, data } = upstream;
    const key = new DataKey(stack, 'DataKey', answer('CustomerKey'), data.keyArn);
    const logs = { retentionInDays: stack.choice('LogRetention'), key };
    const executeCommand = new CfnCondition(stack, 'ExecutesCommands', {
      expression: Fn.conditionEquals(answer('ExecuteCommand'), 'yes'),
    });
    const containerPort = parameters.ContainerPort.valueAsNumber;
    const healthCheckPath = answer('HealthCheckPath');

    const address = new Address(stack, 'Address', {
      network,
      useDomain: answer('UseDomain'),
      subdomain: answer('Subdomain'),
    });
    const groups = new SecurityGroups(stack, 'SecurityGroup', { upstream, containerPort });
    const loadBalancer = new LoadBalancer(stack, 'LoadBalancer', {
      upstream,
      securityGroupId: groups.loadBalancerId,
      deletionProtection: stack.size('deletionProtection'),
      healthCheckPath,
    });
    const loadBalancerName = loadBalancer.loadBalancer.attrDnsName;
    const origin = address.origin(loadBalancerName);

    const queues = new EventQueues(stack, 'Queue', key);
    const { bus } = new EventPipeline(stack, 'Event', {
      environment,
      queues,
      archiveDays: stack.size('logRetentionDays'),
    });
    const functions = new Functions(stack, 'Function', {
      data,
      key,
      logs,
      queues,
      eventBus: { name: bus.ref, arn: bus.attrArn },
      origin,
      apiPath: answer('ApiPath'),
    });
    new Schedules(stack, 'Schedule', { environment, maintenance: functions.maintenance.function, queues, key });

    const restApiName = `bellyfed-${environment}`;
    const restApi = new RestApi(stack, 'RestApi', {
      name: restApiName,
      userPoolArn: data.userPoolArn,
      handler: functions.api.function,
      origin,
      logs,
    });
    const { keyId: apiKeyId } = new UsagePlan(stack, 'UsagePlan', { restApi, rate: answer('ApiRateLimit') });

    const listeners = new Listeners(stack, 'Listener', {
      loadBalancer,
      address,
      certificateArn: network.certificateArn,
      api: apiTarget(stack, functions.api.function),
      apiPath: answer('ApiPath'),
      contentSecurityPolicy: answer('ContentSecurityPolicy'),
    });
    const firewall = new Firewall(stack, 'Firewall', {
      environment,
      origin,
      requestLimit: parameters.RequestLimit.valueAsNumber,
      logs,
      protects: { LoadBalancer: loadBalancer.loadBalancer.ref, RestApi: restApi.stageArn },
    });
    new DnsRecords(stack, 'Dns', {
      address,
      hostedZoneId: network.hostedZoneId,
      loadBalancer: loadBalancer.loadBalancer,
      routingPolicy: answer('RoutingPolicy'),
      failoverRole: answer('FailoverRole'),
      healthCheckPath,
    });

    const cluster = new Cluster(stack, 'Cluster', logs);
    const applicationLogs = logGroup(stack, 'ApplicationLogGroup', logs);
    const roles = new TaskRoles(stack, 'TaskRole', {
      data,
      key,
      eventBusArn: bus.attrArn,
      apiKeyId,
      logs: applicationLogs,
      commands: cluster.commands,
      executeCommand,
    });
    const taskDefinition = new TaskDefinition(stack, 'Task', {
      data,
      roles,
      logs: applicationLogs,
      image: answer('Image'),
      containerPort,
      size: answer('TaskSize'),
      environment: webEnvironment({
        environment,
        data,
        url: origin,
        restApiUrl: restApi.url,
        apiKeyId,
        eventBusName: bus.ref,
      }),
      executeCommand,
    });
    const { service } = new WebService(stack, 'Service', {
      cluster,
      taskDefinition,
      loadBalancer,
      listeners,
      subnetIds: network.privateSubnetIds,
      securityGroups: groups,
      containerPort,
      executeCommand,
    });
    new Scaling(stack, 'Scaling', {
      cluster,
      service,
      minTasks: stack.choice('MinTasks'),
      maxTasks: stack.choice('MaxTasks'),
    });

    return {
      ClusterName: cluster.cluster.ref,
      ClusterArn: cluster.cluster.attrArn,
      ServiceName: service.attrName,
      TaskSecurityGroupId: groups.tasksId,
      LoadBalancerFullName: loadBalancer.loadBalancer.attrLoadBalancerFullName,
      LoadBalancerDnsName: loadBalancerName,
      LoadBalancerSecurityGroupId: groups.loadBalancerId,
      TargetGroupFullName: loadBalancer.tasks.attrTargetGroupFullName,
      ApplicationUrl: origin,
      RestApiId: restApi.api.ref,
      RestApiName: restApiName,
      RestApiStage: restApi.stage.ref,
      RestApiUrl: restApi.url,
      EventBusName: bus.ref,
      EventBusArn: bus.attrArn,
      StandardQueueName: queues.standard.queue.attrQueueName,
      StandardQueueArn: queues.standard.queue.attrArn,
      StandardDeadLetterQueueName: queues.standard.deadLetters.attrQueueName,
      FifoQueueName: queues.fifo.queue.attrQueueName,
      FifoQueueArn: queues.fifo.queue.attrArn,
      FifoDeadLetterQueueName: queues.fifo.deadLetters.attrQueueName,
      UndeliveredQueueName: queues.undelivered.attrQueueName,
      ApiFunctionName: functions.api.function.ref,
      EventFunctionName: functions.events.function.ref,
      MaintenanceFunctionName: functions.maintenance.function.ref,
      FunctionLogGroupNames: [functions.api, functions.events, functions.maintenance].map(({ logs }) => logs.ref),
      WebAclName: firewall.name,
      ApplicationLogGroupName: applicationLogs.ref,
      ApiAccessLogGroupName: restApi.accessLogs.ref,
      BaseEnvironment: upstream.environment,
    };
  },
});
