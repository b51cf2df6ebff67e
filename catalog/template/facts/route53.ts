import { hasPart } from './conditions';
import type { Fact } from './fact';
import { HANDLERS, pageOf, takes } from './families';

/** Facts about Amazon Route 53. */
export const route53: readonly Fact[] = [
  takes('AWS::Route53::RecordSet', 'Name', ['Type', 'SetIdentifier', 'HostedZoneId', 'HostedZoneName']),
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
    when: hasPart('AWS::Route53::RecordSet', 'HostedZoneId'),
    effect: 'refused',
    words: 'The specified hosted zone contains non-required resource record sets and so cannot be deleted.',
    page: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_DeleteHostedZone.html',
    readers: HANDLERS,
  },
];
