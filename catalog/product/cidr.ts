import { CfnCondition, Fn } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** Prefix lengths that a network may have: room for a /28 in a sixteenth at the small end, AWS's limit at the large. */
const prefixes = [16, 17, 18, 19, 20, 21, 22, 23, 24] as const;

/** Words for `privateBlockPattern`, to be shown when a value doesn't match. */
export const privateBlockConstraint =
  'Type a private IPv4 block of /16 to /24 that begins on its own boundary, for example 10.0.0.0/16, 172.20.0.0/18 or ' +
  '192.168.4.0/22; from 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10.';

/**
 * Matches the private blocks (RFC 1918 and RFC 6598) of /16 to /24 whose address is the block's first: AWS would
 * silently move any other to its boundary, and the form would no longer show the truth.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
 */
export const privateBlockPattern = (() => {
  const octet = '(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
  const wide = `(10[.]${octet}|172[.](1[6-9]|2[0-9]|3[01])|192[.]168|100[.](6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7]))`;
  const tails = prefixes.map((prefix) => {
    const step = 2 ** (24 - prefix);
    const starts = Array.from({ length: 256 / step }, (_, index) => index * step);
    return `${step === 1 ? octet : `(${starts.join('|')})`}[.]0/${prefix}`;
  });
  return `^${wide}[.](${tails.join('|')})$`;
})();

/** Block to divide, and under which names. */
export interface CidrDivisionProps {
  /** The block's text as it was typed, a parameter held to `privateBlockPattern`: its size is read from here. */
  readonly typed: string;
  /** The block that is divided, usually the VPC's `CidrBlock` attribute, so that subnets wait for their VPC. */
  readonly block: string;
}

/**
 * Divides a block of /16 to /24, known only at launch, into equal parts.
 *
 * `Fn::Cidr` wants the number of host bits, which depends on the block's size; there is no arithmetic in templates, so
 * one condition a size chooses it. Eighths of a /24 are /27 (the least that a load balancer takes), sixteenths /28 (the
 * least that AWS takes).
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-cidr.html
 * @see https://github.com/aws-cloudformation/cfn-lint/pull/3500 for `Fn::If` in it, which the page doesn't mention
 */
export class CidrDivision extends Construct {
  private readonly sizes: ReadonlyMap<number, CfnCondition>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: CidrDivisionProps,
  ) {
    super(scope, id);
    const size = Fn.select(1, Fn.split('/', props.typed));
    this.sizes = new Map(
      prefixes
        .slice(0, -1)
        .map((prefix) => [
          prefix,
          new CfnCondition(this, `Is${prefix}`, { expression: Fn.conditionEquals(size, String(prefix)) }),
        ]),
    );
  }

  /** Eighth part, by index 0 to 7. */
  eighth(index: number): string {
    return this.part(index, 3);
  }

  /** One of sixteen equal parts, by index 0 to 15. */
  sixteenth(index: number): string {
    return this.part(index, 4);
  }

  private part(index: number, bits: number): string {
    const hostBits = (prefix: number) => String(32 - prefix - bits);
    const chosen = [...this.sizes].reduceRight(
      (otherwise, [prefix, condition]) => Fn.conditionIf(condition.logicalId, hostBits(prefix), otherwise).toString(),
      hostBits(24),
    );
    return Fn.select(index, Fn.cidr(this.props.block, 2 ** bits, chosen));
  }
}
