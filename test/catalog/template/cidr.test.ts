import { BlockList, isIPv6 } from 'node:net';
import fc from 'fast-check';
import { cidrBlocks } from '../../../catalog/template/cidr';

describe('Fn::Cidr', () => {
  it('gives blocks of IPv4 in order', () => {
    expect(cidrBlocks('192.168.0.0/24', 6, 5)).toEqual([
      '192.168.0.0/27',
      '192.168.0.32/27',
      '192.168.0.64/27',
      '192.168.0.96/27',
      '192.168.0.128/27',
      '192.168.0.160/27',
    ]);
    expect(cidrBlocks('10.0.0.0/16', 2)).toEqual(['10.0.0.0/24', '10.0.1.0/24']);
    expect(cidrBlocks('255.255.255.0/24', 2, 7)).toEqual(['255.255.255.0/25', '255.255.255.128/25']);
  });

  it('gives blocks of IPv6, shortened as RFC 5952 says', () => {
    expect(cidrBlocks('2001:db8:1234:5600::/56', 3, 64)).toEqual([
      '2001:db8:1234:5600::/64',
      '2001:db8:1234:5601::/64',
      '2001:db8:1234:5602::/64',
    ]);
    expect(cidrBlocks('::/0', 2, 127)).toEqual(['::/1', '8000::/1']);
    expect(cidrBlocks('2001:0:0:1:0:0:0:1/120', 1, 8)).toEqual(['2001:0:0:1::/120']);
  });

  it('ignores bits beyond the prefix', () => {
    expect(cidrBlocks('10.1.2.3/8', 1, 16)).toEqual(['10.0.0.0/16']);
  });

  it.each<[string, number, number | undefined]>([
    ['10.0.0.0/24', 3, 7],
    ['10.0.0.0/24', 1, 9],
    ['10.0.0.0/24', 0, 4],
    ['10.0.0.0/8', 257, 8],
    ['10.0.0.0/8', 1.5, 8],
    ['10.0.0.0/8', 1, 0],
    ['10.0.0.0/33', 1, 1],
    ['10.0.0/8', 1, 1],
    ['10.0.0.0', 1, 1],
    ['10.0.0.0/8/8', 1, 1],
    ['fe80::%eth0/64', 1, 8],
    ['2001:db8::/56', 1, undefined],
    ['text', 1, 1],
  ])('refuses %s into %s blocks of %s bits', (block, count, bits) => {
    expect(() => cidrBlocks(block, count, bits)).toThrow(/^Template error: Fn::Cidr/);
  });

  const request = (width: 32 | 128) =>
    fc.tuple(fc.nat(width - 1), fc.nat(), fc.integer({ min: 1, max: 256 })).map(([prefix, seed, count]) => {
      const bits = 1 + (seed % (width - prefix));
      const room = width - prefix - bits;
      return { prefix, bits, count: room >= 8 ? count : Math.min(count, 2 ** room) };
    });
  const ipv4 = fc.array(fc.nat(255), { minLength: 4, maxLength: 4 }).map((parts) => parts.join('.'));
  const ipv6 = fc
    .array(fc.constantFrom('0', '1', 'ffff', 'db8', 'a0'), { minLength: 8, maxLength: 8 })
    .map((parts) => parts.join(':'));

  it.each([
    ['ipv4' as const, ipv4, 32 as const],
    ['ipv6' as const, ipv6, 128 as const],
  ])('gives blocks of %s that lie within and do not overlap', (family, addresses, width) => {
    fc.assert(
      fc.property(addresses, request(width), (address, { prefix, bits, count }) => {
        const blocks = cidrBlocks(`${address}/${prefix}`, count, bits).map((block) => block.split('/'));
        expect(blocks).toHaveLength(count);
        const whole = new BlockList();
        whole.addSubnet(address, prefix, family);
        const taken = new BlockList();
        for (const [base = '', length] of blocks) {
          expect(Number(length)).toBe(width - bits);
          expect(whole.check(base, family)).toBe(true);
          expect(taken.check(base, family)).toBe(false);
          taken.addSubnet(base, Number(length), family);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('writes IPv6 addresses that are valid', () => {
    fc.assert(
      fc.property(ipv6, (address) => {
        expect(cidrBlocks(`${address}/120`, 2, 1).every((block) => isIPv6(block.split('/')[0] ?? ''))).toBe(true);
      }),
    );
  });
});
