import type { Exception, Product } from '../../catalog/product';

/** Outputs whose value is something conditional where it exists, and else something that always does. */
const guardedOutputs = [
  'AvailabilityZones',
  'PublicSubnetIds',
  'PrivateSubnetIds',
  'IsolatedSubnetIds',
  'PrivateRouteTableIds',
  'HostedZoneId',
  'CertificateArn',
  'NatAddresses',
  'HostedZoneNameServers',
];

/** Rules that read a CIDR block and give up on one that is known at launch only. */
const unreadableBlock: readonly Exception[] = [
  'AwsSolutions-EC23',
  'NIST.800.53.R5-EC2RestrictedCommonPorts',
  'NIST.800.53.R5-EC2RestrictedSSH',
].map((rule) => ({
  rule,
  logicalId: 'Zone*EndpointIngress',
  reason:
    'The rule cannot read a block that is known at launch only; it is that of a private subnet, and the port 443.',
}));

/** Findings of the checkers that are right here, each with its reason. */
export const networkExceptions: Product['exceptions'] = {
  validation: guardedOutputs.map((logicalId) => ({
    rule: 'W1001',
    logicalId,
    reason:
      'The reference stands in an Fn::If on the very condition of what it names; the rule does not look for one in outputs.',
  })),
  nag: [
    {
      rule: 'AwsSolutions-VPC3',
      logicalId: 'NetworkAcl*',
      reason:
        'The platform asks for network ACLs as a second, stateless firewall; its tests try every path through them.',
    },
    {
      rule: 'AwsSolutions-VPC3',
      logicalId: 'Zone*IsolatedAcl*',
      reason: 'Part of the same network ACLs: the rules that name single private subnets.',
    },
    ...unreadableBlock,
    {
      rule: 'NIST.800.53.R5-VPCDefaultSecurityGroupClosed',
      logicalId: 'Vpc',
      reason: 'Closing it takes a custom resource with an asset, which a product cannot have; nothing of ours uses it.',
    },
    {
      rule: 'NIST.800.53.R5-VPCNoUnrestrictedRouteToIGW',
      logicalId: 'SubnetsPublicInternetRoute',
      reason: 'It is what makes a subnet public; only load balancers and NAT gateways live there.',
    },
    {
      rule: 'NIST.800.53.R5-IAMNoInlinePolicy',
      logicalId: 'FlowLogRole',
      reason:
        'The policy names the one log group of this network: it is of no use to another role and must go with this one.',
    },
  ],
};
