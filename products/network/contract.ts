import { defineContract } from '../../catalog/product';

/**
 * Outputs that the network offers to every other tier. Lists hold one element a zone, in the order of
 * `AvailabilityZones`: two or three, as many as `ZoneCount` says.
 */
export const networkContract = defineContract('network', {
  VpcId: { kind: 'text', description: 'Id of the VPC.' },
  VpcCidr: { kind: 'text', description: 'IPv4 block of the VPC.' },
  ZoneCount: { kind: 'text', description: 'Number of availability zones: 2 or 3.' },
  AvailabilityZones: { kind: 'list', description: 'Names of the availability zones.' },
  PublicSubnetIds: { kind: 'list', description: 'Subnets with a route to the internet: load balancers.' },
  PrivateSubnetIds: { kind: 'list', description: 'Subnets with outbound access through NAT: tasks and functions.' },
  IsolatedSubnetIds: { kind: 'list', description: 'Subnets without any way to the internet: data stores.' },
  PublicRouteTableId: { kind: 'text', description: 'Route table of the public subnets.' },
  PrivateRouteTableIds: { kind: 'list', description: 'Route tables of the private subnets.' },
  IsolatedRouteTableId: { kind: 'text', description: 'Route table of the isolated subnets.' },
  EndpointSecurityGroupId: {
    kind: 'text',
    description: 'Security group of the interface endpoints; it exists, unused, where there are none.',
  },
  DomainName: { kind: 'text', description: 'Domain of the platform, or none.' },
  HostedZoneId: { kind: 'text', description: 'Public hosted zone of the domain, or none.' },
  CertificateArn: {
    kind: 'text',
    description: 'Certificate for the domain and its wildcard in this region, or none without a delegated domain.',
  },
});
