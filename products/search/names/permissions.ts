import { type LaunchRoleStatement, launchArn } from '../../../catalog/product';

/** Cloud Map gives what it creates an id of its own choice. */
const namespaces = launchArn('servicediscovery', 'namespace/*');
const services = launchArn('servicediscovery', 'service/*');

/** Permissions that the private DNS names and the stored addresses need. */
export const namePermissions: readonly LaunchRoleStatement[] = [
  {
    Sid: 'CreateNames',
    Effect: 'Allow',
    Action: [
      'route53:CreateHealthCheck',
      'route53:CreateHostedZone',
      'route53:ListHostedZonesByName',
      'servicediscovery:CreatePrivateDnsNamespace',
      'servicediscovery:ListServices',
      'servicediscovery:ListTagsForResource',
      'servicediscovery:TagResource',
      'servicediscovery:UntagResource',
    ],
    Resource: '*',
    reason: 'Cloud Map and Route 53 take no resource for these: what they create has no id yet, and lists are of all.',
  },
  {
    Sid: 'Names',
    Effect: 'Allow',
    Action: [
      'servicediscovery:CreateService',
      'servicediscovery:DeleteNamespace',
      'servicediscovery:DeleteService',
      'servicediscovery:DeleteServiceAttributes',
      'servicediscovery:DeregisterInstance',
      'servicediscovery:GetInstance',
      'servicediscovery:GetNamespace',
      'servicediscovery:GetService',
      'servicediscovery:GetServiceAttributes',
      'servicediscovery:RegisterInstance',
      'servicediscovery:UpdatePrivateDnsNamespace',
      'servicediscovery:UpdateService',
      'servicediscovery:UpdateServiceAttributes',
    ],
    Resource: [namespaces, services],
  },
  {
    Sid: 'FollowNames',
    Effect: 'Allow',
    Action: ['servicediscovery:GetOperation'],
    Resource: '*',
    reason:
      'The call names an operation and no namespace; Cloud Map has refused it on ARNs of namespaces and services.',
  },
  {
    Sid: 'Zone',
    Effect: 'Allow',
    Action: ['route53:ChangeResourceRecordSets', 'route53:GetHostedZone'],
    Resource: [launchArn('route53', 'hostedzone/*', { region: '', account: '' })],
  },
  {
    Sid: 'HealthChecks',
    Effect: 'Allow',
    Action: ['route53:DeleteHealthCheck', 'route53:GetHealthCheck', 'route53:UpdateHealthCheck'],
    Resource: [launchArn('route53', 'healthcheck/*', { region: '', account: '' })],
  },
  {
    Sid: 'StoredAddresses',
    Effect: 'Allow',
    Action: [
      'ssm:AddTagsToResource',
      'ssm:DeleteParameter',
      'ssm:GetParameters',
      'ssm:ListTagsForResource',
      'ssm:PutParameter',
      'ssm:RemoveTagsFromResource',
    ],
    Resource: [launchArn('ssm', 'parameter/bellyfed/*/search/*')],
  },
];
