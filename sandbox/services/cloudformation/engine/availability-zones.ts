/**
 * Letters of the zones in which a region makes default subnets, where they aren't a, b and c.
 * https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
 */
const LETTERS: Readonly<Record<string, string>> = {
  'us-east-1': 'abcdef',
  'us-west-1': 'ac',
  'us-west-2': 'abcd',
  'ap-northeast-1': 'acd',
  'ap-northeast-2': 'abcd',
  'ca-central-1': 'abd',
};

/** Names of a region's zones, in order: what `Fn::GetAZs` gives. */
export function availabilityZones(region: string): string[] {
  return [...(LETTERS[region] ?? 'abc')].map((letter) => `${region}${letter}`);
}
