import type { JsonObject } from '../../../catalog/template';
import { block, within } from '../../catalog/product/blocks';
import type { launchedNetwork } from './launched-network';

type Network = ReturnType<typeof launchedNetwork>;

/** A place that packets come from and go to: a subnet by its logical id, or an address outside the VPC. */
export type Place = { readonly subnet: string } | { readonly address: string };

/** Ports that a client may open its side of a connection from. */
const clientPorts = [1024, 32768, 49152, 65535];

/**
 * Whether a TCP connection from one place to another is admitted by every network ACL on its way: the packets there,
 * and those back to whichever port the client chose. Network ACLs judge packets that cross a subnet's edge.
 */
export function connects(network: Network, from: Place, to: Place, port: number): boolean {
  return clientPorts.every(
    (clientPort) =>
      leaves(network, from, addressOf(network, to), port) &&
      enters(network, to, addressOf(network, from), port) &&
      leaves(network, to, addressOf(network, from), clientPort) &&
      enters(network, from, addressOf(network, to), clientPort),
  );
}

/**
 * Whether a connection to the internet is admitted by way of a NAT gateway: the private subnet's ACL, and the public
 * one's on both sides of the gateway.
 */
export function connectsThroughNat(network: Network, from: Place, gateway: Place, to: Place, port: number): boolean {
  const client = addressOf(network, from);
  const server = addressOf(network, to);
  return clientPorts.every(
    (clientPort) =>
      leaves(network, from, server, port) &&
      enters(network, gateway, client, port) &&
      leaves(network, gateway, server, port) &&
      enters(network, gateway, server, clientPort) &&
      leaves(network, gateway, client, clientPort) &&
      enters(network, from, server, clientPort),
  );
}

function leaves(network: Network, place: Place, destination: string, port: number): boolean {
  return admits(network, place, true, destination, port);
}

function enters(network: Network, place: Place, source: string, port: number): boolean {
  return admits(network, place, false, source, port);
}

function admits(network: Network, place: Place, egress: boolean, peer: string, port: number): boolean {
  if ('address' in place) return true;
  const association = network
    .ofType('AWS::EC2::SubnetNetworkAclAssociation')
    .find(({ properties }) => properties.SubnetId === place.subnet);
  const deciding = network
    .ofType('AWS::EC2::NetworkAclEntry')
    .map(({ properties }) => properties)
    .filter((entry) => entry.NetworkAclId === association?.properties.NetworkAclId && entry.Egress === egress)
    .sort((one, other) => Number(one.RuleNumber) - Number(other.RuleNumber))
    .find((entry) => matches(entry, peer, port));
  return deciding?.RuleAction === 'allow';
}

/** Whether an entry is about TCP with this peer to this port. */
function matches({ Protocol, PortRange, CidrBlock }: JsonObject, peer: string, port: number): boolean {
  if (Protocol !== -1 && Protocol !== 6) return false;
  const { From, To } = (PortRange ?? { From: 0, To: 65535 }) as { From: number; To: number };
  return port >= From && port <= To && within(block(`${peer}/32`), block(String(CidrBlock)));
}

/** An address in the place: the second of a subnet's block, say. */
function addressOf(network: Network, place: Place): string {
  if ('address' in place) return place.address;
  const [address = ''] = String(network.properties(place.subnet)?.CidrBlock).split('/');
  return address.replace(/\d+$/, (last) => String(Number(last) + 10));
}
