import { type EvaluatedResource, own, propertyImpact, resourceType, sameJson } from '../../template';

/**
 * Properties that name a resource for all of its account and region although their names don't end as such do, or that
 * make it the only one at its place.
 */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'AWS::EC2::SecurityGroup': ['GroupName'],
  'AWS::EC2::Subnet': ['CidrBlock'],
};

/** Names that AWS lets several have: two hosted zones of one domain. */
const SHARED_NAMES: ReadonlySet<string> = new Set(['AWS::Route53::HostedZone']);

/**
 * The properties by which a template gives a resource its physical name. While they stay, CloudFormation can't replace
 * the resource: the new one would need the name before the old one is gone.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html
 */
export function fixedNames({ type, properties }: EvaluatedResource): string[] {
  if (SHARED_NAMES.has(type)) return [];
  const [, , short = ''] = type.split('::');
  const { ref = [], properties: known = new Set<string>() } = resourceType(type) ?? {};
  const [identifier] = ref;
  const isNamedByUser = ref.length === 1 && identifier !== undefined && known.has(identifier);
  const names = new Set([
    ...(isNamedByUser ? [identifier] : []),
    ...['Name', 'Identifier'].flatMap((end) => [end, `${short}${end}`]),
    ...(NAMES[type] ?? []),
  ]);
  return [...names].filter(
    (name) => own(properties, name) !== undefined && known.has(name) && propertyImpact(type, [name]) === 'replacement',
  );
}

/** Whether two resources are of one type and have the same physical name. */
export function sameFixedName(one: EvaluatedResource, other: EvaluatedResource): boolean {
  if (one.type !== other.type) return false;
  return fixedNames(one).some((name) => sameJson(own(one.properties, name), own(other.properties, name)));
}
