import { Construct } from 'constructs';
import { NetworkAcl, type Rule, type Traffic, tcp } from './network-acl';
import type { Subnets } from './subnets';
import type { Vpc } from './vpc';
import type { Zones } from './zones';

const http = tcp(80);
const https = tcp(443);
const nfs = tcp(2049);
const postgres = tcp(5432);
/**
 * Ports on which our own services listen, and to which replies go: NAT gateways, load balancers and Lambda use the whole
 * range.
 * https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports
 */
const unprivileged = tcp(1024, 65535);
/** Path MTU discovery depends on it. https://docs.aws.amazon.com/vpc/latest/userguide/path_mtu_discovery.html */
const fragmentationNeeded: Traffic = { protocol: 1, icmp: { type: 3, code: 4 } };
const everything: Traffic = { protocol: -1 };
const anywhere = '0.0.0.0/0';

/** Subnets that the network ACLs guard. */
export interface NetworkAclsProps {
  readonly vpc: Vpc;
  readonly zones: Zones;
  readonly subnets: Subnets;
  /** Name of the environment, which the names in the console begin with. */
  readonly name: string;
}

/**
 * The stateless firewall of each subnet group. Every packet is judged by itself, replies too, so each path stands in
 * both directions. AWS's own DNS, time, metadata and DHCP are never filtered.
 *
 * - public: web traffic from anywhere to the load balancers, and what passes through the NAT gateways.
 * - private: reached from the VPC; reaches the web through NAT, and unprivileged ports in the VPC.
 * - isolated: serves PostgreSQL and NFS to the private subnets and nothing else in the VPC; reaches HTTPS outside it,
 *   which, without a route to the internet, is S3 and DynamoDB.
 *
 * Security groups say which workload may use a path; these rules say which paths there can be at all.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
 */
export class NetworkAcls extends Construct {
  constructor(scope: Construct, id: string, { vpc, zones, subnets, name }: NetworkAclsProps) {
    super(scope, id);
    const allow = (number: number, ruleId: string, peer: string, traffic: Traffic): Rule => ({
      id: ruleId,
      number,
      action: 'allow',
      peer,
      traffic,
    });
    const denyVpc: Rule = { id: 'RestOfVpc', number: 200, action: 'deny', peer: vpc.cidr, traffic: everything };
    const allowPrivate = (number: number, ruleId: string, traffic: Traffic) =>
      zones.map(
        (zone): Rule => ({
          ...allow(number + zone.index, ruleId, subnets.private[zone.index].attrCidrBlock, traffic),
          zone,
        }),
      );

    new NetworkAcl(this, 'Public', {
      vpcId: vpc.id,
      name: `${name}-public`,
      zones,
      subnets: subnets.public,
      inbound: [
        allow(100, 'Https', anywhere, https),
        allow(110, 'Http', anywhere, http),
        allow(120, 'Replies', anywhere, unprivileged),
        allow(130, 'PathMtu', anywhere, fragmentationNeeded),
      ],
      outbound: [
        allow(100, 'Https', anywhere, https),
        allow(110, 'Http', anywhere, http),
        allow(120, 'RepliesAndTasks', anywhere, unprivileged),
        allow(130, 'PathMtu', anywhere, fragmentationNeeded),
      ],
    });

    new NetworkAcl(this, 'Private', {
      vpcId: vpc.id,
      name: `${name}-private`,
      zones,
      subnets: subnets.private,
      inbound: [
        allow(100, 'Https', vpc.cidr, https),
        allow(110, 'Http', vpc.cidr, http),
        allow(120, 'RepliesAndTasks', anywhere, unprivileged),
        allow(130, 'PathMtu', anywhere, fragmentationNeeded),
      ],
      outbound: [
        allow(100, 'Https', anywhere, https),
        allow(110, 'Http', anywhere, http),
        allow(120, 'RepliesAndStores', vpc.cidr, unprivileged),
        allow(130, 'PathMtu', anywhere, fragmentationNeeded),
      ],
    });

    new NetworkAcl(this, 'Isolated', {
      vpcId: vpc.id,
      name: `${name}-isolated`,
      zones,
      subnets: subnets.isolated,
      inbound: [
        ...allowPrivate(100, 'Postgres', postgres),
        ...allowPrivate(110, 'Nfs', nfs),
        denyVpc,
        allow(210, 'StorageReplies', anywhere, unprivileged),
      ],
      outbound: [...allowPrivate(100, 'Replies', unprivileged), denyVpc, allow(210, 'Storage', anywhere, https)],
    });
  }
}
