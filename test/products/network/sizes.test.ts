import { environmentTypeNames } from '../../../catalog/product';
import { interfaceServices } from '../../../products/network/endpoint-services';
import { networkSizes } from '../../../products/network/sizes';
import { launchedNetwork } from './launched-network';

const domain = { DomainName: 'example.com' };

describe.each(environmentTypeNames)('a network for %s', (EnvironmentType) => {
  const network = (answers: Record<string, string> = {}) => launchedNetwork({ EnvironmentType, ...domain, ...answers });
  const endpoints = (answers?: Record<string, string>) =>
    network(answers)
      .ofType('AWS::EC2::VPCEndpoint')
      .filter(({ properties }) => properties.VpcEndpointType === 'Interface');

  it.each([3, 2])('has three subnets in each of %i zones', (count) => {
    const subnets = network({ ZoneCount: String(count) }).ofType('AWS::EC2::Subnet');
    expect(subnets).toHaveLength(3 * count);
    expect(new Set(subnets.map(({ properties }) => properties.AvailabilityZone)).size).toBe(count);
  });

  it('has the NAT gateways that its type asks for', () => {
    const gateways = networkSizes.natGateways[EnvironmentType];
    const expected = gateways === 'per-zone' ? 3 : Number(gateways);
    expect(network().ofType('AWS::EC2::NatGateway')).toHaveLength(expected);
    expect(network().ofType('AWS::EC2::EIP')).toHaveLength(expected);
    expect(String(network().output('NatAddresses')).split(',')).toHaveLength(expected);
  });

  it.each([
    ['1', '3', 1],
    ['1', '2', 1],
    ['per-zone', '3', 3],
    ['per-zone', '2', 2],
  ])('with NatGateways %s and %s zones has %i of them', (NatGateways, ZoneCount, expected) => {
    expect(network({ NatGateways, ZoneCount }).ofType('AWS::EC2::NatGateway')).toHaveLength(expected);
  });

  it('has interface endpoints if its type asks for them, in as many zones', () => {
    expect(endpoints()).toHaveLength(
      networkSizes.interfaceEndpoints[EnvironmentType] === 'yes' ? interfaceServices.length : 0,
    );
    for (const { properties } of endpoints())
      expect(properties.SubnetIds).toHaveLength(Number(networkSizes.zones[EnvironmentType]));
  });

  it.each(['2', '3'])('overridden, has interface endpoints in no more zones than there are: %s', (ZoneCount) => {
    expect(endpoints({ InterfaceEndpoints: 'no', ZoneCount })).toEqual([]);
    const asked = endpoints({ InterfaceEndpoints: 'yes', ZoneCount });
    expect(asked).toHaveLength(interfaceServices.length);
    for (const { properties } of asked) {
      expect(properties.SubnetIds).toHaveLength(
        Math.min(Number(networkSizes.zones[EnvironmentType]), Number(ZoneCount)),
      );
    }
  });

  it('keeps flow logs for as long as its type says, or as long as it is told', () => {
    expect(network().properties('FlowLogLogGroup')?.RetentionInDays).toBe(
      networkSizes.logRetentionDays[EnvironmentType],
    );
    expect(network({ FlowLogRetention: '90' }).properties('FlowLogLogGroup')?.RetentionInDays).toBe(90);
  });
});

describe('outbound routes of the private subnets', () => {
  const routes = (NatGateways: string) =>
    launchedNetwork({ NatGateways })
      .ofType('AWS::EC2::Route')
      .filter(({ id }) => id.endsWith('PrivateOutboundRoute'))
      .map(({ properties }) => properties.NatGatewayId);

  it('all lead to the one gateway', () => {
    expect(routes('1')).toEqual(['Zone1NatGateway', 'Zone1NatGateway', 'Zone1NatGateway']);
  });

  it('lead each to the gateway of its own zone', () => {
    expect(routes('per-zone')).toEqual(['Zone1NatGateway', 'Zone2NatGateway', 'Zone3NatGateway']);
  });
});
