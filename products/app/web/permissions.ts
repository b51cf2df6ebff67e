import {
  type LaunchRoleStatement,
  launchArn,
  manageClusters,
  manageServices,
  stackNamed,
  taskDefinitionsReason,
} from '../../../catalog/product';

const clusters = [stackNamed('ecs', 'cluster/')];
const services = [stackNamed('ecs', 'service/')];
const deployments = [stackNamed('ecs', 'service-deployment/')];
const taskDefinitions = [launchArn('ecs', 'task-definition/*')];
const elb = (...resources: string[]) => resources.map((resource) => launchArn('elasticloadbalancing', resource));
const loadBalancers = elb('loadbalancer/app/bellyfed-*');
const targetGroups = elb('targetgroup/SC-*', 'targetgroup/bellyfed-api-*');
const listeners = elb('listener/app/bellyfed-*');
const listenerRules = elb('listener-rule/app/bellyfed-*');
const scalableTargets = [launchArn('application-autoscaling', 'scalable-target/*')];

/** Launch permissions of the web application: its service, its load balancer, its scaling. */
export const webPermissions: readonly LaunchRoleStatement[] = [
  manageClusters('Clusters', clusters),
  manageServices('Services', [...services, ...deployments]),
  {
    Sid: 'TaskDefinitions',
    Effect: 'Allow',
    Action: ['ecs:DeregisterTaskDefinition', 'ecs:DescribeTaskDefinition', 'ecs:RegisterTaskDefinition'],
    Resource: '*',
    reason: taskDefinitionsReason,
  },
  {
    Sid: 'TagContainers',
    Effect: 'Allow',
    Action: ['ecs:ListTagsForResource', 'ecs:TagResource', 'ecs:UntagResource'],
    Resource: [...clusters, ...services, ...taskDefinitions],
  },
  {
    Sid: 'DescribeLoadBalancers',
    Effect: 'Allow',
    Action: [
      'elasticloadbalancing:DescribeCapacityReservation',
      'elasticloadbalancing:DescribeListenerAttributes',
      'elasticloadbalancing:DescribeListeners',
      'elasticloadbalancing:DescribeLoadBalancerAttributes',
      'elasticloadbalancing:DescribeLoadBalancers',
      'elasticloadbalancing:DescribeRules',
      'elasticloadbalancing:DescribeTags',
      'elasticloadbalancing:DescribeTargetGroupAttributes',
      'elasticloadbalancing:DescribeTargetGroups',
      'elasticloadbalancing:DescribeTargetHealth',
    ],
    Resource: '*',
    reason: 'The reads of Elastic Load Balancing take no resource.',
  },
  {
    Sid: 'LoadBalancers',
    Effect: 'Allow',
    Action: [
      'elasticloadbalancing:CreateListener',
      'elasticloadbalancing:CreateLoadBalancer',
      'elasticloadbalancing:DeleteLoadBalancer',
      'elasticloadbalancing:ModifyLoadBalancerAttributes',
      'elasticloadbalancing:SetIpAddressType',
      'elasticloadbalancing:SetSecurityGroups',
      'elasticloadbalancing:SetSubnets',
    ],
    Resource: loadBalancers,
  },
  {
    Sid: 'TargetGroups',
    Effect: 'Allow',
    Action: [
      'elasticloadbalancing:CreateTargetGroup',
      'elasticloadbalancing:DeleteTargetGroup',
      'elasticloadbalancing:DeregisterTargets',
      'elasticloadbalancing:ModifyTargetGroup',
      'elasticloadbalancing:ModifyTargetGroupAttributes',
      'elasticloadbalancing:RegisterTargets',
    ],
    Resource: targetGroups,
  },
  {
    Sid: 'Listeners',
    Effect: 'Allow',
    Action: [
      'elasticloadbalancing:CreateRule',
      'elasticloadbalancing:DeleteListener',
      'elasticloadbalancing:DeleteRule',
      'elasticloadbalancing:ModifyListener',
      'elasticloadbalancing:ModifyListenerAttributes',
      'elasticloadbalancing:ModifyRule',
      'elasticloadbalancing:SetRulePriorities',
    ],
    Resource: [...listeners, ...listenerRules],
  },
  {
    Sid: 'TagLoadBalancers',
    Effect: 'Allow',
    Action: ['elasticloadbalancing:AddTags', 'elasticloadbalancing:RemoveTags'],
    Resource: [...loadBalancers, ...targetGroups, ...listeners, ...listenerRules],
  },
  {
    Sid: 'DescribeScaling',
    Effect: 'Allow',
    Action: [
      'application-autoscaling:DescribeScalableTargets',
      'application-autoscaling:DescribeScalingPolicies',
      'application-autoscaling:DescribeScheduledActions',
    ],
    Resource: '*',
    reason: 'The reads of Application Auto Scaling take no resource.',
  },
  {
    Sid: 'Scaling',
    Effect: 'Allow',
    Action: [
      'application-autoscaling:DeleteScalingPolicy',
      'application-autoscaling:DeregisterScalableTarget',
      'application-autoscaling:ListTagsForResource',
      'application-autoscaling:PutScalingPolicy',
      'application-autoscaling:RegisterScalableTarget',
      'application-autoscaling:TagResource',
      'application-autoscaling:UntagResource',
    ],
    Resource: scalableTargets,
  },
  {
    Sid: 'ScalingAlarms',
    Effect: 'Allow',
    Action: ['cloudwatch:DeleteAlarms', 'cloudwatch:PutMetricAlarm'],
    // Application Auto Scaling names the alarms of target tracking.
    Resource: [launchArn('cloudwatch', 'alarm:TargetTracking-service/SC-*')],
  },
  {
    Sid: 'FindScalingAlarms',
    Effect: 'Allow',
    Action: ['cloudwatch:DescribeAlarms'],
    Resource: '*',
    reason: 'Application Auto Scaling looks for its alarms among those of the account.',
  },
];
