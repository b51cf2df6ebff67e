import { launchedNetwork } from './launched-network';
import { connects, connectsThroughNat, type Place } from './packets';

const zones = ['1', '2', '3'];
const somewhere: Place = { address: '203.0.113.7' };
const subnets = (group: string): Place[] => zones.map((zone) => ({ subnet: `Zone${zone}${group}Subnet` }));

/** Every place that a name in the tables stands for. */
const places: Readonly<Record<string, readonly Place[]>> = {
  internet: [somewhere],
  S3: [somewhere],
  public: subnets('Public'),
  private: subnets('Private'),
  isolated: subnets('Isolated'),
};

const admitted = [
  ['internet', 'public', 443, 'people to the load balancer'],
  ['internet', 'public', 80, 'people to be redirected'],
  ['public', 'private', 3000, 'the load balancer to tasks'],
  ['public', 'private', 80, 'the load balancer to the placeholder'],
  ['private', 'private', 443, 'tasks to interface endpoints'],
  ['private', 'private', 8108, 'the application to Typesense'],
  ['private', 'private', 8107, 'Typesense to its peers'],
  ['private', 'isolated', 5432, 'tasks to Aurora'],
  ['private', 'isolated', 2049, 'tasks to EFS'],
  ['isolated', 'S3', 443, 'Aurora to S3'],
] as const;

const refused = [
  ['internet', 'public', 22, 'remote shells'],
  ['internet', 'public', 445, 'file shares'],
  ['public', 'private', 22, 'remote shells inside'],
  ['public', 'isolated', 5432, 'the load balancer’s subnets to Aurora'],
  ['public', 'isolated', 2049, 'the load balancer’s subnets to EFS'],
  ['private', 'isolated', 22, 'tasks to anything else of the stores'],
  ['private', 'isolated', 6379, 'tasks to a store that isn’t there'],
  ['private', 'isolated', 443, 'tasks to a web server among the stores'],
  ['isolated', 'private', 443, 'stores to interface endpoints'],
  ['isolated', 'private', 3000, 'stores to tasks'],
  ['isolated', 'public', 443, 'stores to load balancers'],
  ['isolated', 'isolated', 5432, 'stores to each other'],
  ['isolated', 'S3', 80, 'stores to S3 in clear text'],
] as const;

describe.each(['10.0.0.0/16', '192.168.4.0/24'])('the network ACLs of %s', (VpcCidr) => {
  const network = launchedNetwork({ VpcCidr });
  const outcomes = (from: string, to: string, port: number) =>
    new Set(
      (places[from] ?? []).flatMap((one) =>
        (places[to] ?? []).filter((other) => other !== one).map((other) => connects(network, one, other, port)),
      ),
    );

  it.each(admitted)('admit %s to %s on %i: %s', (from, to, port) => {
    expect(outcomes(from, to, port)).toEqual(new Set([true]));
  });

  it.each(refused)('refuse %s to %s on %i: %s', (from, to, port) => {
    expect(outcomes(from, to, port)).toEqual(new Set([false]));
  });

  it.each([
    [443, true],
    [80, true],
    [22, false],
    [25, false],
    [3306, false],
  ])('let private subnets reach port %i of the internet through NAT: %s', (port, expected) => {
    for (const from of places.private ?? []) {
      for (const gateway of places.public ?? []) {
        expect(connectsThroughNat(network, from, gateway, somewhere, port)).toBe(expected);
      }
    }
  });
});

describe('with two zones', () => {
  const network = launchedNetwork({ ZoneCount: '2' });

  it('every subnet is guarded by the ACL of its group', () => {
    const guards = network
      .ofType('AWS::EC2::SubnetNetworkAclAssociation')
      .map(({ properties: { SubnetId, NetworkAclId } }) => [SubnetId, NetworkAclId]);
    expect(guards).toEqual(
      ['1', '2'].flatMap((zone) =>
        ['Public', 'Private', 'Isolated'].map((group) => [`Zone${zone}${group}Subnet`, `NetworkAcl${group}`]),
      ),
    );
  });

  it('no rule is about the third', () => {
    expect(network.ofType('AWS::EC2::NetworkAclEntry').filter(({ id }) => id.startsWith('Zone3'))).toEqual([]);
  });
});

it('no ACL has more rules in a direction than AWS takes', () => {
  const counts = new Map<string, number>();
  for (const { properties } of launchedNetwork().ofType('AWS::EC2::NetworkAclEntry')) {
    const key = `${properties.NetworkAclId} ${properties.Egress}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  expect(Math.max(...counts.values())).toBeLessThanOrEqual(20);
});
