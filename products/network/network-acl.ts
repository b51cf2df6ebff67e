import {
  CfnNetworkAcl,
  CfnNetworkAclEntry,
  type CfnNetworkAclEntryProps,
  type CfnSubnet,
  CfnSubnetNetworkAclAssociation,
} from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { PerZone, Zone, Zones } from './zones';

/** Kind of traffic: the protocol's number, and ports or an ICMP type. */
export type Traffic = Pick<CfnNetworkAclEntryProps, 'protocol' | 'portRange' | 'icmp'>;

/** TCP to a port, or to a range of them. */
export function tcp(from: number, to: number = from): Traffic {
  return { protocol: 6, portRange: { from, to } };
}

/** One rule of a network ACL. */
export interface Rule {
  /** Ends the entry's logical id; unique within the ACL and direction. */
  readonly id: string;
  /** Order of judgement, lowest first; unique within the ACL and direction. */
  readonly number: number;
  readonly action: 'allow' | 'deny';
  /** Block of the other side: where an inbound packet comes from, where an outbound one goes. */
  readonly peer: string;
  readonly traffic: Traffic;
  /** The zone that the rule is for; it exists when the zone does. */
  readonly zone?: Zone;
}

/** Network ACL's subnets and rules, as its construct takes them. */
export interface NetworkAclProps {
  readonly vpcId: string;
  /** Name in the console. */
  readonly name: string;
  readonly zones: Zones;
  /** The subnets that it guards. */
  readonly subnets: PerZone<CfnSubnet>;
  readonly inbound: readonly Rule[];
  readonly outbound: readonly Rule[];
}

/** The network ACL of one subnet group: what no rule matches is denied. */
export class NetworkAcl extends Construct {
  constructor(scope: Construct, id: string, props: NetworkAclProps) {
    super(scope, id);
    const acl = new CfnNetworkAcl(this, 'Resource', {
      vpcId: props.vpcId,
      tags: [{ key: 'Name', value: props.name }],
    });
    const entry = (direction: 'In' | 'Out', rule: Rule) =>
      new CfnNetworkAclEntry(
        rule.zone?.scope ?? this,
        rule.zone ? `${id}Acl${direction}${rule.id}` : direction + rule.id,
        {
          networkAclId: acl.ref,
          egress: direction === 'Out',
          ruleNumber: rule.number,
          ruleAction: rule.action,
          cidrBlock: rule.peer,
          ...rule.traffic,
        },
      );
    for (const rule of props.inbound) entry('In', rule);
    for (const rule of props.outbound) entry('Out', rule);
    props.zones.map(
      (zone) =>
        new CfnSubnetNetworkAclAssociation(zone.scope, `${id}AclAssociation`, {
          subnetId: props.subnets[zone.index].ref,
          networkAclId: acl.ref,
        }),
    );
  }
}
