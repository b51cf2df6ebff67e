import { network } from '../../../products/network/product';
import { block, overlap, within } from '../../catalog/product/blocks';
import { refusals } from '../../catalog/product/evaluated';
import { launchedNetwork } from './launched-network';

const prefixes = [16, 17, 18, 19, 20, 21, 22, 23, 24];

describe.each(prefixes)('the subnets of a /%i', (prefix) => {
  const whole = `172.20.0.0/${prefix}`;
  const subnets = launchedNetwork({ VpcCidr: whole })
    .ofType('AWS::EC2::Subnet')
    .map(({ id, properties }) => ({ id, block: block(String(properties.CidrBlock)) }));

  it('lie in the VPC, and apart from each other', () => {
    expect(subnets).toHaveLength(9);
    subnets.forEach((one, index) => {
      expect(within(one.block, block(whole))).toBe(true);
      for (const other of subnets.slice(index + 1)) expect(overlap(one.block, other.block)).toBe(false);
    });
  });

  it('are large enough: a load balancer takes a /27, AWS a /28', () => {
    for (const { id, block } of subnets) expect(block.size).toBeGreaterThanOrEqual(id.includes('Isolated') ? 16 : 32);
  });
});

describe('the ways out', () => {
  const network = launchedNetwork();
  const tables = (group: string) =>
    network
      .ofType('AWS::EC2::SubnetRouteTableAssociation')
      .filter(({ properties }) => String(properties.SubnetId).includes(group))
      .map(({ properties }) => properties.RouteTableId);
  const routes = network.ofType('AWS::EC2::Route').map(({ properties }) => properties);

  it('lead from public subnets to the internet gateway', () => {
    expect(new Set(tables('Public'))).toEqual(new Set(['SubnetsPublicRouteTable']));
    expect(routes.find(({ RouteTableId }) => RouteTableId === 'SubnetsPublicRouteTable')).toMatchObject({
      DestinationCidrBlock: '0.0.0.0/0',
      GatewayId: 'VpcInternetGateway',
    });
  });

  it('lead from each private subnet through its own table', () => {
    expect(tables('Private')).toEqual(['1', '2', '3'].map((zone) => `Zone${zone}PrivateRouteTable`));
  });

  it('do not exist from isolated subnets', () => {
    expect(new Set(tables('Isolated'))).toEqual(new Set(['SubnetsIsolatedRouteTable']));
    expect(routes.filter(({ RouteTableId }) => RouteTableId === 'SubnetsIsolatedRouteTable')).toEqual([]);
  });
});

describe('the zones', () => {
  const named = { FirstZone: 'eu-central-1c', SecondZone: 'eu-central-1a', ThirdZone: 'eu-central-1b' };
  const zonesOf = (answers: Record<string, string>) =>
    launchedNetwork(answers)
      .ofType('AWS::EC2::Subnet')
      .map(({ properties }) => properties.AvailabilityZone);

  it('are those that the form names, in its order', () => {
    expect(zonesOf(named)).toEqual(['c', 'a', 'b'].flatMap((zone) => Array(3).fill(`eu-central-1${zone}`)));
    expect(zonesOf({ ...named, ThirdZone: '', ZoneCount: '2' })).toEqual(
      ['c', 'a'].flatMap((zone) => Array(3).fill(`eu-central-1${zone}`)),
    );
  });

  it.each([
    [{ FirstZone: 'eu-central-1a' }, 1],
    [{ ...named, ThirdZone: '' }, 1],
    [{ ...named, ZoneCount: '2' }, 1],
    [{ ThirdZone: 'eu-central-1a' }, 1],
    [{ ...named, SecondZone: 'eu-central-1c' }, 1],
    [{ ...named, ThirdZone: '', ZoneCount: '2' }, 0],
    [named, 0],
    [{}, 0],
  ])('are named all or none, each once: %j', (answers, count) => {
    expect(refusals(network, { EnvironmentName: 'one', EnvironmentType: 'dev', ...answers })).toHaveLength(count);
  });
});

describe('the exports', () => {
  it.each([
    ['3', 3],
    ['2', 2],
  ])('hold one element a zone, of %s', (ZoneCount, count) => {
    const network = launchedNetwork({ ZoneCount });
    expect(network.output('ZoneCount')).toBe(ZoneCount);
    const lists = [
      'AvailabilityZones',
      'PublicSubnetIds',
      'PrivateSubnetIds',
      'IsolatedSubnetIds',
      'PrivateRouteTableIds',
    ];
    for (const name of lists) expect(String(network.output(name)).split(',')).toHaveLength(count);
  });

  it('are in the order of the zones', () => {
    const network = launchedNetwork();
    expect(network.output('AvailabilityZones')).toBe(
      'Zone1PublicSubnet.AvailabilityZone,Zone2PublicSubnet.AvailabilityZone,Zone3PublicSubnet.AvailabilityZone',
    );
    expect(network.output('PrivateSubnetIds')).toBe('Zone1PrivateSubnet,Zone2PrivateSubnet,Zone3PrivateSubnet');
    expect(network.ofType('AWS::EC2::Subnet').map(({ properties }) => properties.AvailabilityZone)).toEqual(
      ['a', 'b', 'c'].flatMap((zone) => Array(3).fill(`eu-central-1${zone}`)),
    );
  });
});
