import { type EvaluatedResource, type JsonObject, own, propertyImpact, resourceType, sameJson } from '../template';

/** Properties by which AWS tells resources of a type apart, the name first: no two may have the same of all. */
type Identity = readonly string[];

/**
 * Identities that AWS's resource database doesn't list as the type's identifier. Creating a second one is refused, in
 * words such as "already exists", "conflicts with another subnet" or "priority is currently in use".
 */
const IDENTITIES: Readonly<Record<string, readonly Identity[]>> = {
  'AWS::Cognito::UserPoolDomain': [['Domain']],
  'AWS::EC2::NetworkAclEntry': [['RuleNumber', 'NetworkAclId', 'Egress']],
  'AWS::EC2::Route': [
    ['DestinationCidrBlock', 'RouteTableId'],
    ['DestinationIpv6CidrBlock', 'RouteTableId'],
    ['DestinationPrefixListId', 'RouteTableId'],
  ],
  'AWS::EC2::SecurityGroup': [['GroupName', 'VpcId']],
  'AWS::EC2::Subnet': [['CidrBlock', 'VpcId']],
  'AWS::EC2::SubnetRouteTableAssociation': [['SubnetId']],
  'AWS::EFS::MountTarget': [['SubnetId', 'FileSystemId']],
  'AWS::ElasticLoadBalancingV2::Listener': [['Port', 'LoadBalancerArn']],
  'AWS::ElasticLoadBalancingV2::ListenerRule': [['Priority', 'ListenerArn']],
  'AWS::Events::Rule': [['Name', 'EventBusName']],
  'AWS::Lambda::Alias': [['Name', 'FunctionName']],
  'AWS::Route53::RecordSet': [['Name', 'Type', 'SetIdentifier', 'HostedZoneId', 'HostedZoneName']],
  'AWS::Scheduler::Schedule': [['Name', 'GroupName']],
  'AWS::ServiceDiscovery::Service': [['Name', 'NamespaceId']],
  // "each ServiceName must be unique in the cluster", and CloudFormation refuses the replacement whatever else changes.
  'AWS::ECS::Service': [['ServiceName']],
  // Several may have one name: zones of one domain, revisions of one definition.
  'AWS::Batch::JobDefinition': [],
  'AWS::Route53::HostedZone': [],
};

/**
 * What makes AWS refuse a second resource beside this one: its physical name, as far as the template gives it, or the
 * place that it takes. CloudFormation makes a replacement before it deletes the old resource, so one that keeps an
 * identity can't be replaced, and one that comes under another logical id can't be made.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html
 */
export function identities({ type, properties }: EvaluatedResource): Identity[] {
  const listed = IDENTITIES[type] ?? [...identifier(type, properties), ...customNames(type)];
  return listed.filter(([name = '']) => own(properties, name) !== undefined);
}

/** The type's own identifier, where all of it is given in the template: else AWS makes up the rest. */
function identifier(type: string, given: JsonObject): Identity[] {
  const { ref = [], properties = new Set<string>() } = resourceType(type) ?? {};
  const isGiven = ref.every((part) => properties.has(part) && own(given, part) !== undefined);
  return ref.length > 0 && isGiven ? [ref] : [];
}

/** The property that names a resource by the way AWS calls such properties; others of the identifier are its scope. */
function customNames(type: string): Identity[] {
  const { ref = [], properties = new Set<string>() } = resourceType(type) ?? {};
  const [, , short = ''] = type.split('::');
  const scope = ref.filter((part) => properties.has(part));
  return ['Name', 'Identifier', `${short}Name`, `${short}Identifier`]
    .filter((name) => properties.has(name) && propertyImpact(type, [name]) === 'replacement')
    .map((name) => [name, ...scope.filter((part) => part !== name)]);
}

/** The names that fix a resource while nothing of its identity changes. */
export function fixedNames(resource: EvaluatedResource, changed: ReadonlySet<string>): string[] {
  const kept = identities(resource).filter((identity) => !identity.some((name) => changed.has(name)));
  return [...new Set(kept.map(([name = '']) => name))];
}

/** Whether two resources of one type can't be at the same time. */
export function sameIdentity(one: EvaluatedResource, other: EvaluatedResource): boolean {
  if (one.type !== other.type) return false;
  return identities(one).some((identity) =>
    identity.every((name) => sameJson(own(one.properties, name), own(other.properties, name))),
  );
}
