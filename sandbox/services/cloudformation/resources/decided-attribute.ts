import type { Json } from '../../../../catalog/template';
import { itemsOf, objectOf, textOf } from '../../../kernel/properties';
import type { ResourceRecord } from '../state';
import { derivedSource, looksRandom } from './placeholders';
import type { SimulatedResource } from './simulated-attribute';

/** Rule for an attribute whose items a count, or other resources of the stack, decide. */
type Decision = (resource: SimulatedResource, others: readonly ResourceRecord[]) => Json;

/** Attributes that neither a name nor a property gives, by type and attribute. */
const DECISIONS: Readonly<Record<string, Decision>> = {
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpc.html: those that AWS::EC2::VPCCidrBlock adds.
  'AWS::EC2::VPC Ipv6CidrBlocks': (vpc, others) =>
    cidrBlocks(vpc, others).flatMap(({ properties, physicalId }) => ipv6Block(properties, physicalId)),
  'AWS::EC2::VPC CidrBlockAssociations': (vpc, others) => [
    `vpc-cidr-assoc-${looksRandom('hex', 17, derivedSource(`${vpc.physicalId} first`))}`,
    ...cidrBlocks(vpc, others).map(({ physicalId }) => physicalId),
  ],
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-subnet.html
  'AWS::EC2::Subnet Ipv6CidrBlocks': ({ properties, physicalId }, others) => [
    ...(textOf(properties.Ipv6CidrBlock) === undefined ? [] : [textOf(properties.Ipv6CidrBlock) ?? '']),
    ...itemsOf(properties.Ipv6CidrBlocks).flatMap((block) => textOf(block) ?? []),
    ...others
      .filter(({ type, now }) => type === 'AWS::EC2::SubnetCidrBlock' && now.properties.SubnetId === physicalId)
      .flatMap(({ now }) => textOf(now.properties.Ipv6CidrBlock) ?? []),
  ],
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-networkinterface.html
  'AWS::EC2::NetworkInterface SecondaryPrivateIpAddresses': ({ properties, physicalId }) => {
    const written = itemsOf(properties.PrivateIpAddresses)
      .map(objectOf)
      .filter(({ Primary }) => Primary !== true && Primary !== 'true')
      .flatMap(({ PrivateIpAddress }) => textOf(PrivateIpAddress) ?? []);
    const count = Number(properties.SecondaryPrivateIpAddressCount ?? 0);
    const byte = (index: number, part: string) =>
      1 + (Number.parseInt(looksRandom('hex', 4, derivedSource(`${physicalId} ${index} ${part}`)), 16) % 254);
    return [...written, ...Array.from({ length: count }, (_, index) => `10.0.${byte(index, 'c')}.${byte(index, 'd')}`)];
  },
};

/**
 * Value of an attribute that other resources of the stack or a count decide; undefined for any other.
 *
 * @param others resources of the same stack as they are now.
 */
export function decidedAttribute(
  resource: SimulatedResource,
  attribute: string,
  others: readonly ResourceRecord[],
): Json | undefined {
  const key = `${resource.type} ${attribute}`;
  return Object.hasOwn(DECISIONS, key) ? DECISIONS[key]?.(resource, others) : undefined;
}

/** Blocks that the stack adds to a network. */
function cidrBlocks({ physicalId }: SimulatedResource, others: readonly ResourceRecord[]) {
  return others.flatMap(({ type, now }) =>
    type === 'AWS::EC2::VPCCidrBlock' && now.properties.VpcId === physicalId && now.physicalId !== undefined
      ? [{ properties: now.properties, physicalId: now.physicalId }]
      : [],
  );
}

/** The IPv6 block that an addition asks for, or that Amazon gives it: a /56. None where it adds an IPv4 one. */
function ipv6Block(properties: ResourceRecord['now']['properties'], id: string): string[] {
  const { Ipv6CidrBlock, AmazonProvidedIpv6CidrBlock: given, Ipv6Pool, Ipv6IpamPoolId } = properties;
  if (textOf(Ipv6CidrBlock) !== undefined) return [textOf(Ipv6CidrBlock) ?? ''];
  if (given !== true && given !== 'true' && Ipv6Pool === undefined && Ipv6IpamPoolId === undefined) return [];
  const digits = looksRandom('hex', 8, derivedSource(id));
  return [`2600:1f${digits.slice(0, 2)}:${digits.slice(2, 6)}:${digits.slice(6)}00::/56`];
}
