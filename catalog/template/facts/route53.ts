import { own, sameJson } from '../json';
import { hasPart } from './deletion-conditions';
import type { Exclusion, Fact, PairCondition, ResourceState } from './fact';
import { HANDLERS, pageOf, takes } from './families';

const RECORD = 'AWS::Route53::RecordSet';
const RECORD_SET = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html';

/** Properties that make a record one of a routing policy; a record without any of them is simple. */
const POLICIES = [
  'Weight',
  'Region',
  'Failover',
  'GeoLocation',
  'GeoProximityLocation',
  'CidrRoutingConfig',
  'MultiValueAnswer',
] as const;

function policyOf({ properties }: ResourceState): string {
  return POLICIES.find((name) => own(properties, name) !== undefined) ?? 'simple';
}

/** Two records of one name and type in one zone, and what else holds. */
function ofOneName(says: string, holds: PairCondition['holds']): PairCondition {
  const same = (made: ResourceState, there: ResourceState) => (name: string) =>
    sameJson(own(made.properties, name) ?? null, own(there.properties, name) ?? null);
  return {
    looksAt: 'pair',
    says: `there is a record of the same name and type in the zone, and ${says}`,
    holds: (made, there) =>
      ['Name', 'Type', 'HostedZoneId', 'HostedZoneName'].every(same(made, there)) && holds(made, there),
  };
}

/** A record that is one of several, told apart by their set identifiers. */
const isOneOfSeveral = (record: ResourceState) => policyOf(record) !== 'simple';
const differsInPolicy = (made: ResourceState, there: ResourceState) => policyOf(made) !== policyOf(there);
const sharesWith = (property: string) => (made: ResourceState, there: ResourceState) =>
  own(made.properties, property) !== undefined &&
  sameJson(own(made.properties, property), own(there.properties, property)) &&
  !sameJson(own(made.properties, 'SetIdentifier') ?? null, own(there.properties, 'SetIdentifier') ?? null);

const NONE_BETWEEN =
  'Records of one name have one routing policy, in all stacks together: take the old ones away in an update of their own, then make the new ones.';

type Excluded = Omit<Exclusion, 'type' | 'on' | 'effect' | 'page' | 'readers'>;

function excluded(about: Excluded): Exclusion {
  return {
    ...{ ...about, type: RECORD, on: 'creation', effect: 'excluded', page: RECORD_SET },
    readers: ['comparison', 'stacks'],
  };
}

/** A record that is there already; the comparison knows it by its name. */
function there(about: Pick<Excluded, 'when' | 'answer'>): Exclusion {
  return {
    ...excluded({
      ...about,
      words: about.answer,
      advice: 'It is there already: import it, or take it away first.',
    }),
    page: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html',
    readers: ['stacks'],
  };
}

const sharesIdentifier = (made: ResourceState, other: ResourceState) =>
  sameJson(own(made.properties, 'SetIdentifier') ?? null, own(other.properties, 'SetIdentifier') ?? null);

/** Facts about Amazon Route 53. */
export const route53: readonly Fact[] = [
  takes(RECORD, 'Name', ['Type', 'SetIdentifier', 'HostedZoneId', 'HostedZoneName']),
  // Seen as such: https://github.com/barnybug/cli53/issues/317, https://github.com/hashicorp/terraform-provider-aws/issues/7918
  there({
    when: ofOneName('it is as simple', (made, other) => !isOneOfSeveral(made) && !isOneOfSeveral(other)),
    answer: "Tried to create resource record set [name='{Name}', type='{Type}'] but it already exists",
  }),
  there({
    when: ofOneName('it has the same set identifier', (made, other) => {
      return isOneOfSeveral(made) && !differsInPolicy(made, other) && sharesIdentifier(made, other);
    }),
    answer:
      "Tried to create resource record set [name='{Name}', type='{Type}', set-identifier='{SetIdentifier}'] but it already exists",
  }),
  excluded({
    when: ofOneName('its routing policy is another one', (made, there) => {
      return isOneOfSeveral(made) && differsInPolicy(made, there);
    }),
    words:
      "You can't create non-failover resource record sets that have the same values for the Name and Type elements as failover resource record sets.",
    // Seen of a weighted record beside others; what Route 53 says of other policies, nobody has written down:
    // https://github.com/kubernetes-sigs/external-dns/issues/4345
    answer:
      'RRSet with DNS name {Name}, type {Type}, SetIdentifier {SetIdentifier} cannot be created as a non-weighted set exists with the same name and type.',
    advice: NONE_BETWEEN,
  }),
  excluded({
    when: ofOneName('it is one of several, which this one is not', (made, there) => {
      return !isOneOfSeveral(made) && differsInPolicy(made, there);
    }),
    words:
      "You can't create non-latency resource record sets that have the same values for the Name and Type elements as latency resource record sets.",
    // https://github.com/chef-boneyard/route53/issues/100
    answer:
      'RRSet with DNS name {Name}, type {Type} cannot be created as other RRSets exist with the same name and type.',
    advice: NONE_BETWEEN,
  }),
  excluded({
    when: ofOneName('it has the same role in a failover', sharesWith('Failover')),
    words:
      'For one resource record set, you specify PRIMARY as the value for Failover; for the other resource record set, you specify SECONDARY.',
    // As the console says it; the answer of the API isn't known: https://github.com/boto/boto3/issues/1347
    answer: 'RRset for same type with {Failover} exists: {Name}, type {Type}.',
    advice: 'A name has one primary and one secondary record: take the other one away first.',
  }),
  excluded({
    when: ofOneName('it is one for the same region', sharesWith('Region')),
    words: 'You can only create one latency resource record set for each Amazon EC2 Region.',
    // https://github.com/hashicorp/terraform-provider-aws/issues/1668
    answer:
      'RRSet with DNS name {Name}, type {Type}, SetIdentifier {SetIdentifier}, and Region Name={Region} cannot be created because a latency RRSet with the same name, type and region already exists.',
    advice: 'A name has one latency record for a region: keep its SetIdentifier, or take it away first.',
  }),
  {
    // Zones of one domain have one name.
    type: 'AWS::Route53::HostedZone',
    on: 'creation',
    effect: 'name shared',
    page: pageOf('AWS::Route53::HostedZone'),
    readers: ['comparison'],
  },
  {
    type: 'AWS::Route53::HostedZone',
    on: 'deletion',
    when: hasPart(RECORD, 'HostedZoneId'),
    effect: 'refused',
    words: 'The specified hosted zone contains non-required resource record sets and so cannot be deleted.',
    page: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_DeleteHostedZone.html',
    readers: HANDLERS,
  },
];
