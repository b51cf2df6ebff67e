import { type CfnCondition, Fn } from 'aws-cdk-lib';
import { CfnEIP, CfnNatGateway, CfnRoute } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { Optional } from '../../catalog/product';
import type { Subnets } from './subnets';
import type { Vpc } from './vpc';
import type { PerZone, Zone, Zones } from './zones';

/** Subnets that NAT gateways serve, and the condition that each zone has its own. */
export interface NatGatewaysProps {
  readonly vpc: Vpc;
  readonly zones: Zones;
  readonly subnets: Subnets;
  /** Condition that every zone has a gateway of its own; else the first zone's serves all. */
  readonly perZone: CfnCondition;
  /** Name of the environment, which the names in the console begin with. */
  readonly name: string;
}

/** Outbound access of the private subnets: NAT gateways in the public ones, and the routes to them. */
export class NatGateways extends Construct {
  /** Public addresses that outbound connections come from, comma-joined. */
  readonly addresses: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: NatGatewaysProps,
  ) {
    super(scope, id);
    const { zones, subnets, perZone } = props;
    const gateways: PerZone<Gateway> = zones.map((zone) => this.gateway(zone));
    const [first] = gateways;

    zones.map(({ scope: zone, index }) => {
      const own = gateways[index];
      return new CfnRoute(zone, 'PrivateOutboundRoute', {
        routeTableId: subnets.privateRouteTableIds[index],
        destinationCidrBlock: '0.0.0.0/0',
        natGatewayId: index === 0 ? own.id : Fn.conditionIf(perZone.logicalId, own.id, first.id).toString(),
      });
    });
    const [one, two, three] = gateways;
    const all = zones.join([one.address, two.address, three.address]);
    this.addresses = Fn.conditionIf(perZone.logicalId, all, first.address).toString();
  }

  private gateway({ scope: zone, index }: Zone): Gateway {
    const { vpc, subnets, perZone, name } = this.props;
    const scope = index === 0 ? new Construct(zone, 'Nat') : new Optional(zone, 'Nat', { when: perZone });
    const tags = [{ key: 'Name', value: `${name}-nat-${index + 1}` }];
    const address = new CfnEIP(scope, 'Address', { domain: 'vpc', tags });
    const gateway = new CfnNatGateway(scope, 'Gateway', {
      subnetId: subnets.public[index].ref,
      allocationId: address.attrAllocationId,
      tags,
    });
    address.addResourceDependency(vpc.internet);
    gateway.addResourceDependency(vpc.internet);
    return { id: gateway.ref, address: address.attrPublicIp };
  }
}

interface Gateway {
  readonly id: string;
  readonly address: string;
}
