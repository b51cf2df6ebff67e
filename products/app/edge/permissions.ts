import { type LaunchRoleStatement, launchArn } from '../../../catalog/product';

const webAcls = [launchArn('wafv2', 'regional/webacl/bellyfed-*')];
const loadBalancers = [launchArn('elasticloadbalancing', 'loadbalancer/app/bellyfed-*')];
const protectedResources = [...loadBalancers, launchArn('apigateway', '/restapis/*/stages/*', { account: '' })];
const hostedZones = [launchArn('route53', 'hostedzone/*', { region: '', account: '' })];
const healthChecks = [launchArn('route53', 'healthcheck/*', { region: '', account: '' })];

/** Launch permissions of the firewall and the DNS record. */
export const edgePermissions: readonly LaunchRoleStatement[] = [
  {
    Sid: 'WebAcl',
    Effect: 'Allow',
    Action: ['wafv2:CreateWebACL', 'wafv2:DeleteWebACL', 'wafv2:GetWebACL', 'wafv2:UpdateWebACL'],
    Resource: [...webAcls, launchArn('wafv2', 'regional/managedruleset/*')],
  },
  {
    Sid: 'TagWebAcl',
    Effect: 'Allow',
    Action: ['wafv2:ListTagsForResource', 'wafv2:TagResource', 'wafv2:UntagResource'],
    Resource: webAcls,
  },
  {
    Sid: 'ProtectWithWebAcl',
    Effect: 'Allow',
    Action: ['wafv2:AssociateWebACL', 'wafv2:DisassociateWebACL', 'wafv2:GetWebACLForResource'],
    Resource: [...webAcls, ...protectedResources],
  },
  {
    Sid: 'ProtectLoadBalancer',
    Effect: 'Allow',
    Action: [
      'elasticloadbalancing:CreateWebACLAssociation',
      'elasticloadbalancing:DeleteWebACLAssociation',
      'elasticloadbalancing:GetLoadBalancerWebACL',
    ],
    Resource: loadBalancers,
  },
  {
    Sid: 'SetLoadBalancerWebAcl',
    Effect: 'Allow',
    Action: ['elasticloadbalancing:SetWebAcl'],
    Resource: '*',
    reason: 'WAF asks it of Elastic Load Balancing while associating; it takes no resource.',
  },
  {
    Sid: 'RuleGroupPolicies',
    Effect: 'Allow',
    Action: ['wafv2:GetPermissionPolicy', 'wafv2:PutPermissionPolicy'],
    // What shares a rule group. Ours has none, so that nobody's is shared.
    Resource: [launchArn('wafv2', 'regional/rulegroup/bellyfed-*'), ...webAcls],
  },
  {
    Sid: 'WebAclLogging',
    Effect: 'Allow',
    Action: ['wafv2:DeleteLoggingConfiguration', 'wafv2:GetLoggingConfiguration', 'wafv2:PutLoggingConfiguration'],
    Resource: webAcls,
  },
  {
    Sid: 'DeliverWebAclLogs',
    Effect: 'Allow',
    Action: ['logs:CreateLogDelivery', 'logs:DeleteLogDelivery', 'logs:PutResourcePolicy'],
    Resource: '*',
    reason: 'Deliveries and the policy that lets WAF write belong to the account; they take no resource.',
  },
  {
    Sid: 'Records',
    Effect: 'Allow',
    Action: ['route53:ChangeResourceRecordSets'],
    Resource: hostedZones,
    // The address is an alias; neither mail nor delegation is this product's.
    Condition: { 'ForAllValues:StringEquals': { 'route53:ChangeResourceRecordSetsRecordTypes': ['A'] } },
  },
  {
    Sid: 'ReadRecords',
    Effect: 'Allow',
    Action: ['route53:GetHostedZone', 'route53:ListResourceRecordSets'],
    Resource: hostedZones,
  },
  {
    Sid: 'RecordChanges',
    Effect: 'Allow',
    Action: ['route53:GetChange'],
    Resource: [launchArn('route53', 'change/*', { region: '', account: '' })],
  },
  {
    Sid: 'CreateHealthChecks',
    Effect: 'Allow',
    Action: ['route53:CreateHealthCheck'],
    Resource: '*',
    reason: 'It takes no resource: the health check gets its id only now.',
  },
  {
    Sid: 'HealthChecks',
    Effect: 'Allow',
    Action: [
      'route53:ChangeTagsForResource',
      'route53:DeleteHealthCheck',
      'route53:GetHealthCheck',
      'route53:ListTagsForResource',
      'route53:UpdateHealthCheck',
    ],
    Resource: healthChecks,
  },
];
