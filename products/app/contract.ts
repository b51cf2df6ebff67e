import { defineContract } from '../../catalog/product';

/** Outputs that the app tier offers to the others. */
export const appContract = defineContract('app', {
  ClusterName: { kind: 'text', description: 'Name of the ECS cluster.' },
  ClusterArn: { kind: 'text', description: 'ARN of the ECS cluster.' },
  ServiceName: { kind: 'text', description: 'Name of the ECS service of the web application.' },
  TaskSecurityGroupId: {
    kind: 'text',
    description: 'Security group of the application tasks; a consumer adds the rules between it and its own group.',
  },
  LoadBalancerFullName: {
    kind: 'text',
    description: 'Full name of the load balancer, as its metrics carry it: app/<name>/<id>.',
  },
  LoadBalancerDnsName: { kind: 'text', description: 'Host name that AWS gave the load balancer.' },
  LoadBalancerSecurityGroupId: { kind: 'text', description: 'Security group of the load balancer.' },
  TargetGroupFullName: {
    kind: 'text',
    description: 'Full name of the target group of the application tasks, as its metrics carry it.',
  },
  ApplicationUrl: {
    kind: 'text',
    description:
      'Address of the web application; https with a domain, plain http without one. Show it rather than import it: it ' +
      'changes with the domain, and while it is imported it could not.',
  },
  RestApiId: { kind: 'text', description: 'Id of the REST API.' },
  RestApiName: { kind: 'text', description: 'Name of the REST API, as its metrics carry it.' },
  RestApiStage: { kind: 'text', description: 'Stage of the REST API.' },
  RestApiUrl: { kind: 'text', description: 'Address of the stage of the REST API, without a slash at its end.' },
  EventBusName: { kind: 'text', description: 'Name of the bus that carries the domain events.' },
  EventBusArn: { kind: 'text', description: 'ARN of the bus that carries the domain events.' },
  StandardQueueName: { kind: 'text', description: 'Name of the queue of events that may be handled in any order.' },
  StandardQueueArn: { kind: 'text', description: 'ARN of the queue of events that may be handled in any order.' },
  StandardDeadLetterQueueName: { kind: 'text', description: 'Name of the dead-letter queue of the standard queue.' },
  FifoQueueName: { kind: 'text', description: 'Name of the queue of events that are handled in order.' },
  FifoQueueArn: { kind: 'text', description: 'ARN of the queue of events that are handled in order.' },
  FifoDeadLetterQueueName: { kind: 'text', description: 'Name of the dead-letter queue of the FIFO queue.' },
  UndeliveredQueueName: {
    kind: 'text',
    description: 'Name of the queue of events, schedules and asynchronous calls that never reached their target.',
  },
  ApiFunctionName: { kind: 'text', description: 'Name of the function behind the REST API.' },
  EventFunctionName: { kind: 'text', description: 'Name of the function that handles events.' },
  MaintenanceFunctionName: { kind: 'text', description: 'Name of the function that schedules start.' },
  FunctionLogGroupNames: {
    kind: 'list',
    description: 'Log groups of the functions: of the API, of the events, of maintenance. One JSON of Lambda a line.',
  },
  WebAclName: { kind: 'text', description: 'Name of the web ACL, as its metrics carry it.' },
  ApplicationLogGroupName: { kind: 'text', description: 'Log group of the application tasks.' },
  ApiAccessLogGroupName: { kind: 'text', description: 'Log group of the accesses to the REST API, one JSON a line.' },
  BaseEnvironment: {
    kind: 'text',
    description: 'Name of the environment whose network and data tiers this one uses; its own name without a base.',
  },
});
