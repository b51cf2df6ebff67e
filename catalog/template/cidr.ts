import { isIPv4, isIPv6 } from 'node:net';
import { TemplateError } from './template-error';

/** An address block: its first address as a number, its prefix length, and how many bits its addresses have. */
interface Block {
  readonly base: bigint;
  readonly prefix: number;
  readonly width: 32 | 128;
}

const MOST_BLOCKS = 256;
const DEFAULT_HOST_BITS = 8;

/**
 * Blocks that `Fn::Cidr` gives: the first `count` blocks with `hostBits` bits for hosts that lie in a block, in order.
 *
 * @param block IPv4 or IPv6, `10.0.0.0/16`; bits beyond its prefix are ignored
 * @param count 1 to 256
 * @param hostBits 8 makes /24 of IPv4; IPv4's default is 8, IPv6 has none
 * @throws TemplateError when the block is none, or has no room for so many
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-cidr.html
 */
export function cidrBlocks(block: string, count: number, hostBits?: number): string[] {
  const { base, prefix, width } = parseBlock(block);
  const bits = hostBits ?? (width === 32 ? DEFAULT_HOST_BITS : undefined);
  const sensible =
    bits !== undefined &&
    Number.isInteger(count) &&
    count >= 1 &&
    count <= MOST_BLOCKS &&
    Number.isInteger(bits) &&
    bits >= 1;
  if (!sensible || bits > width - prefix || BigInt(count) > 1n << BigInt(width - prefix - bits)) {
    throw new TemplateError(
      `Template error: Fn::Cidr cannot make ${count} blocks of ${bits ?? 'unstated'} host bits within ${block}`,
    );
  }
  const size = 1n << BigInt(bits);
  return Array.from({ length: count }, (_, index) => {
    const address = base + size * BigInt(index);
    return `${width === 32 ? ipv4Text(address) : ipv6Text(address)}/${width - bits}`;
  });
}

function parseBlock(text: string): Block {
  const [address = '', prefixText = '', ...rest] = text.split('/');
  const width = isIPv4(address) ? 32 : isIPv6(address) && !address.includes('%') ? 128 : undefined;
  const prefix = /^\d{1,3}$/.test(prefixText) ? Number(prefixText) : Number.NaN;
  if (width === undefined || rest.length > 0 || !(prefix <= width)) {
    throw new TemplateError(`Template error: Fn::Cidr requires an IPv4 or IPv6 CIDR block, got ${text}`);
  }
  const host = BigInt(width - prefix);
  const number = width === 32 ? ipv4Number(address) : ipv6Number(address);
  return { base: (number >> host) << host, prefix, width };
}

function ipv4Number(address: string): bigint {
  return address.split('.').reduce((sum, part) => (sum << 8n) + BigInt(part), 0n);
}

function ipv4Text(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join('.');
}

function ipv6Number(address: string): bigint {
  const [head = '', tail] = address.split('::');
  const before = ipv6Groups(head);
  const after = tail === undefined ? [] : ipv6Groups(tail);
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => 0n);
  return [...before, ...zeros, ...after].reduce((sum, group) => (sum << 16n) + group, 0n);
}

/** Groups of 16 bits; a last part written as IPv4 is two of them. */
function ipv6Groups(text: string): bigint[] {
  if (text === '') return [];
  return text.split(':').flatMap((part) => {
    if (!part.includes('.')) return [BigInt(`0x${part}`)];
    const number = ipv4Number(part);
    return [number >> 16n, number & 0xffffn];
  });
}

/** The shortest form, as RFC 5952 asks: the first of the longest runs of zero groups becomes `::`. */
function ipv6Text(address: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((address >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  );
  let run = { start: -1, length: 1 };
  for (let start = 0; start < 8; start += 1) {
    const end = groups.findIndex((group, index) => index >= start && group !== '0');
    const length = (end < 0 ? 8 : end) - start;
    if (length > run.length) run = { start, length };
  }
  if (run.start < 0) return groups.join(':');
  return `${groups.slice(0, run.start).join(':')}::${groups.slice(run.start + run.length).join(':')}`;
}
