import { createHash, randomBytes } from 'node:crypto';
import type { Json } from '../../../../catalog/template';
import { availabilityZones } from '../engine/availability-zones';

/** Values that placeholders are filled from. */
export interface Filling {
  readonly accountId: string;
  readonly region: string;
  readonly properties: Readonly<Record<string, Json>>;
  /** The resource's name, given or made. */
  readonly name: string;
  /** The physical id; empty while it is being made. */
  readonly id: string;
  /** Bytes for what looks random. */
  readonly bytes: (count: number) => Uint8Array;
}

/** Random bytes, for ids. */
export const randomSource = (count: number): Uint8Array => randomBytes(count);

/** Bytes that follow from a text, for attributes: the same resource answers the same for ever. */
export function derivedSource(seed: string): (count: number) => Uint8Array {
  return (count) => {
    const digest = createHash('sha512').update(seed).digest();
    return Uint8Array.from({ length: count }, (_, index) => digest[index % digest.length] ?? 0);
  };
}

const ALPHABETS: Readonly<Record<string, string>> = {
  hex: '0123456789abcdef',
  alnum: 'abcdefghijklmnopqrstuvwxyz0123456789',
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  digits: '0123456789',
};

/** Characters that look random: `looksRandom('hex', 17, …)` for a VPC's id. */
export function looksRandom(alphabet: string, length: number, bytes: Filling['bytes']): string {
  const letters = ALPHABETS[alphabet] ?? '';
  return [...bytes(length)].map((byte) => letters[byte % letters.length]).join('');
}

/**
 * A text with its placeholders filled: `{hex17}` and its like are characters that look random; `{id}`, `{name}` and the
 * other words stand in the table below; any other word is a property.
 */
export function fill(text: string, filling: Filling): string {
  return text.replace(/\{([A-Za-z]+?)(\d*)(?::(\w+))?\}/g, (_, word: string, digits: string, property?: string) => {
    if (digits && Object.hasOwn(ALPHABETS, word)) return looksRandom(word, Number(digits), filling.bytes);
    const known = WORDS[word + digits];
    return known ? known(filling, property ?? '') : textOf(filling, word + digits);
  });
}

function textOf({ properties }: Filling, property: string): string {
  const value = properties[property];
  return typeof value === 'object' || value === undefined ? '' : String(value);
}

type Word = (filling: Filling, property: string) => string;

const WORDS: Readonly<Record<string, Word>> = {
  account: ({ accountId }) => accountId,
  region: ({ region }) => region,
  partition: ({ region }) =>
    region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws',
  suffix: ({ region }) => (region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'),
  date: () => '2026-01-01T00:00:00.000Z',
  uuid: ({ bytes }) => looksRandom('hex', 32, bytes).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-a$4-$5'),
  id: ({ id }) => id,
  name: ({ name }) => name,
  lowername: ({ name }) => name.toLowerCase(),
  path: (filling) => textOf(filling, 'Path') || '/',
  last: (filling, property) => textOf(filling, property).split('/').at(-1) || 'default',
  lastId: ({ id }) => id.split('/').at(-1) ?? id,
  lastColon: ({ id }) => id.split(':').at(-1) ?? id,
  idPart1: ({ id }) => id.split('|')[0] ?? id,
  idPart2: ({ id }) => id.split('|')[1] ?? id,
  bus: (filling) => (textOf(filling, 'EventBusName') ? `${textOf(filling, 'EventBusName')}|` : ''),
  attachment: (filling) => (textOf(filling, 'VpnGatewayId') ? 'VGW' : 'IGW'),
  routeTarget: (filling) =>
    ['DestinationCidrBlock', 'DestinationIpv6CidrBlock', 'DestinationPrefixListId']
      .map((name) => textOf(filling, name))
      .join(''),
  lambda: (filling, property) => {
    const name = textOf(filling, property);
    return name.startsWith('arn:') ? name : fill(`arn:{partition}:lambda:{region}:{account}:function:${name}`, filling);
  },
  listenerOf: (filling, property) => textOf(filling, property).replace(':loadbalancer/', ':listener/'),
  ruleOf: (filling, property) => textOf(filling, property).replace(':listener/', ':listener-rule/'),
  balancer: (filling) => ({ network: 'net', gateway: 'gwy' })[textOf(filling, 'Type')] ?? 'app',
  afterLoadBalancer: ({ id }) => id.split(':loadbalancer/')[1] ?? id,
  balancerName: ({ id }) => id.split('/').at(-2) ?? id,
  dnsName: (filling) => {
    const inner = filling.properties.Scheme === 'internal' ? 'internal-' : '';
    const name = filling.id.split('/').at(-2) ?? '';
    return fill(`${inner}${name}-{digits10}.{region}.elb.{suffix}`, filling);
  },
  // One zone a region serves all its load balancers.
  hostedZone: ({ region }) => `Z${looksRandom('upper', 13, derivedSource(region))}`,
  service: (filling) => textOf(filling, 'ServiceName').split('.').at(-1) ?? '',
  port: (filling) => textOf(filling, 'Port') || (textOf(filling, 'Engine').includes('postgres') ? '5432' : '3306'),
  zoneId: (filling) => {
    const zones = availabilityZones(filling.region);
    const index = Math.max(0, zones.indexOf(textOf(filling, 'AvailabilityZone')));
    const [area = '', direction = '', number = ''] = filling.region.split('-');
    return `${area}${direction.charAt(0)}${number}-az${index + 1}`;
  },
  wafScope: (filling) => (filling.id.endsWith('|CLOUDFRONT') ? 'global' : 'regional'),
  publicIp: (filling) => fill('52.{privateIp}', filling),
  privateIp: ({ bytes }) => [...bytes(3)].map((byte) => 1 + (byte % 254)).join('.'),
};
