import { CfnRoute, CfnRouteTable, CfnSubnet, CfnSubnetRouteTableAssociation } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { CidrDivision } from '../../catalog/product';
import type { Vpc } from './vpc';
import type { PerZone, Zone, Zones } from './zones';

/** VPC that is divided into subnets, and the zones that they stand in. */
export interface SubnetsProps {
  readonly vpc: Vpc;
  readonly zones: Zones;
  /** The VPC's block as it was typed: its size decides the subnets'. */
  readonly typedCidr: string;
  /** Name of the environment, which the names in the console begin with. */
  readonly name: string;
}

/**
 * Three groups of subnets, each over all the zones:
 *
 * | group | way to the internet | part of the VPC | in a /16 | in a /24 |
 * |---|---|---|---|---|
 * | public | both ways | eighths 0 to 2 | /19 | /27 |
 * | private | outbound, through NAT | eighths 3 to 5 | /19 | /27 |
 * | isolated | none | sixteenths 12 to 14 | /20 | /28 |
 *
 * The last sixteenth stays free, and with two zones the third zone's parts do.
 */
export class Subnets extends Construct {
  readonly public: PerZone<CfnSubnet>;
  readonly private: PerZone<CfnSubnet>;
  readonly isolated: PerZone<CfnSubnet>;
  readonly publicRouteTableId: string;
  /** One a zone, so that each zone may have a NAT gateway of its own. */
  readonly privateRouteTableIds: PerZone<string>;
  readonly isolatedRouteTableId: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: SubnetsProps,
  ) {
    super(scope, id);
    const { vpc, zones, typedCidr } = props;
    const parts = new CidrDivision(this, 'VpcSize', { typed: typedCidr, block: vpc.cidr });

    this.publicRouteTableId = this.routeTable(this, 'Public', 'public');
    this.privateRouteTableIds = zones.map(({ scope: zone, index }) =>
      this.routeTable(zone, 'Private', `private-${index + 1}`),
    );
    this.isolatedRouteTableId = this.routeTable(this, 'Isolated', 'isolated');

    new CfnRoute(this, 'PublicInternetRoute', {
      routeTableId: this.publicRouteTableId,
      destinationCidrBlock: '0.0.0.0/0',
      gatewayId: vpc.internetGatewayId,
    }).addResourceDependency(vpc.internet);

    this.public = zones.map((zone) => this.subnet(zone, 'Public', parts.eighth(zone.index), this.publicRouteTableId));
    this.private = zones.map((zone) =>
      this.subnet(zone, 'Private', parts.eighth(3 + zone.index), this.privateRouteTableIds[zone.index]),
    );
    this.isolated = zones.map((zone) =>
      this.subnet(zone, 'Isolated', parts.sixteenth(12 + zone.index), this.isolatedRouteTableId),
    );
  }

  private subnet(zone: Zone, group: string, cidrBlock: string, routeTableId: string): CfnSubnet {
    const subnet = new CfnSubnet(zone.scope, `${group}Subnet`, {
      vpcId: this.props.vpc.id,
      availabilityZone: zone.name,
      cidrBlock,
      // Load balancers and NAT gateways bring their own public addresses; nothing else gets one.
      mapPublicIpOnLaunch: false,
      tags: [{ key: 'Name', value: `${this.props.name}-${group.toLowerCase()}-${zone.index + 1}` }],
    });
    new CfnSubnetRouteTableAssociation(zone.scope, `${group}SubnetRoutes`, { subnetId: subnet.ref, routeTableId });
    return subnet;
  }

  private routeTable(scope: Construct, group: string, name: string): string {
    return new CfnRouteTable(scope, `${group}RouteTable`, {
      vpcId: this.props.vpc.id,
      tags: [{ key: 'Name', value: `${this.props.name}-${name}` }],
    }).ref;
  }
}
