import type { Claims } from '../coverage/platform';

/** Parts of the platform that the network's resources provide. */
export const networkClaims: Claims = {
  N1: ['Vpc', 'Zone*Subnet', 'VpcInternetGateway'],
  N2: ['Zone*NatGateway', 'Zone*NatAddress', 'Zone*PrivateOutboundRoute'],
  N3: ['EndpointS3', 'EndpointDynamoDb', 'EndpointInterface*'],
  N7: ['DomainHostedZone'],
  N10: ['NetworkAclPublic', 'NetworkAclPrivate', 'NetworkAclIsolated', 'Zone*AclAssociation', 'FlowLog'],
  A3: ['FlowLogRole'],
  A4: ['DomainCertificate'],
  A5: ['EndpointSecurityGroup', 'Zone*EndpointIngress'],
  M1: ['FlowLogLogGroup'],
  X1: ['FlowLogLogGroup'],
  X3: ['FlowLogRole', 'EndpointS3', 'EndpointDynamoDb', 'EndpointInterface*'],
  R2: ['Zone*Subnet', 'Zone*NatGateway'],
  R3: ['DomainHostedZone'],
};
