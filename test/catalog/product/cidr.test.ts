import { CfnSubnet, CfnVPC } from 'aws-cdk-lib/aws-ec2';
import fc from 'fast-check';
import { CidrDivision, privateBlockPattern } from '../../../catalog/product';
import { type Block, block, overlap, within } from './blocks';
import { launched } from './evaluated';
import { smallProduct } from './small-product';

const pattern = new RegExp(privateBlockPattern);
const dotted = (address: number) => [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
const privateSpaces = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'].map(block);

/** Any address with any prefix length, half of them in private space and on their boundary. */
const anyBlock = fc
  .tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 14, max: 26 }), fc.nat(4), fc.boolean())
  .map(([address, prefix, space, aligned]) => {
    const home = privateSpaces[space];
    const inside = home ? home.first + (address % home.size) : address;
    return `${dotted(aligned ? inside - (inside % 2 ** (32 - prefix)) : inside)}/${prefix}`;
  });

describe('the pattern for a VPC’s block', () => {
  it('accepts exactly the private blocks of /16 to /24 that begin on their boundary', () => {
    fc.assert(
      fc.property(anyBlock, (text) => {
        const { first, size } = block(text);
        const fits = size <= 2 ** 16 && size >= 2 ** 8 && first % size === 0;
        expect(pattern.test(text)).toBe(fits && privateSpaces.some((space) => within(block(text), space)));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    '10.0.0.0/15',
    '10.0.0.0/25',
    '10.0.1.0/16',
    '10.0.0.1/24',
    '8.8.8.0/24',
    '172.32.0.0/16',
    '10.0.0.256/24',
    '10.0.0.0',
    '',
    ' 10.0.0.0/16',
    '010.0.0.0/16',
  ])('refuses "%s"', (text) => {
    expect(pattern.test(text)).toBe(false);
  });
});

describe('a divided block', () => {
  const product = smallProduct({
    parameters: { Block: { Cidr: { label: '', description: '', constraintDescription: '' } } },
    build(stack) {
      const typed = stack.parameters.Cidr.valueAsString;
      const vpc = new CfnVPC(stack, 'Vpc', { cidrBlock: typed });
      const parts = new CidrDivision(stack, 'Size', { typed, block: vpc.attrCidrBlock });
      const subnet = (id: string, cidrBlock: string) => new CfnSubnet(stack, id, { vpcId: vpc.ref, cidrBlock });
      for (let index = 0; index < 8; index++) subnet(`Eighth${index}`, parts.eighth(index));
      for (let index = 0; index < 16; index++) subnet(`Sixteenth${index}`, parts.sixteenth(index));
    },
  });

  it.each([16, 17, 18, 19, 20, 21, 22, 23, 24])('of /%i falls into equal parts that fill it in order', (prefix) => {
    const whole = block(`10.32.0.0/${prefix}`);
    const { resources } = launched(product, {
      EnvironmentName: 'one',
      EnvironmentType: 'dev',
      Cidr: `10.32.0.0/${prefix}`,
    });
    const parts = (name: string, count: number): Block[] =>
      Array.from({ length: count }, (_, index) => block(String(resources[name + index]?.properties.CidrBlock)));
    for (const [name, count] of [
      ['Eighth', 8],
      ['Sixteenth', 16],
    ] as const) {
      const size = whole.size / count;
      expect(parts(name, count)).toEqual(
        Array.from({ length: count }, (_, index) => ({ first: whole.first + index * size, size })),
      );
    }
    expect(
      parts('Eighth', 8).some((one, index, all) => all.slice(index + 1).some((other) => overlap(one, other))),
    ).toBe(false);
  });
});
