import type { Imports } from '../../../../catalog/product';
import type { networkContract } from '../../../network/contract';
import type { AlarmDefinition } from '../alarm-definition';

/**
 * Alarms on the network.
 *
 * Gateways and endpoints come and go in a network's life, so their ids are no part of its contract. Endpoints are found
 * by their VPC. NAT gateways carry no dimension but their id: the queries see all of the account and region.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-cloudwatch-metrics.html
 */
export function networkAlarms(network: Imports<typeof networkContract.outputs>): readonly AlarmDefinition[] {
  return [
    {
      id: 'NatPortErrors',
      title: 'A NAT gateway of this account and region has no free port: new outbound connections fail',
      watch: {
        query: 'SELECT SUM(ErrorPortAllocation) FROM SCHEMA("AWS/NATGateway", NatGatewayId)',
        text: 'sum of ErrorPortAllocation over all NAT gateways',
      },
      comparison: '>',
      threshold: 0,
      minutes: 5,
      periods: [2, 3],
      reason: 'Every such error is a connection that was not made; two periods tell a lasting shortage from a burst.',
    },
    {
      id: 'NatPacketsDropped',
      title: 'NAT gateways of this account and region drop packets',
      watch: {
        query: 'SELECT SUM(PacketsDropCount) FROM SCHEMA("AWS/NATGateway", NatGatewayId)',
        text: 'sum of PacketsDropCount over all NAT gateways',
      },
      comparison: '>',
      threshold: 100,
      minutes: 5,
      periods: [3, 3],
      reason: 'Single drops are repeated by TCP unnoticed; more than 100 in each of three periods is a fault in AWS.',
    },
    {
      id: 'EndpointPacketsDropped',
      needs: 'endpoints',
      title: 'Interface endpoints of the VPC drop packets',
      watch: {
        query: [
          'SELECT SUM(PacketsDropped) FROM SCHEMA("AWS/PrivateLinkEndpoints",',
          '"Endpoint Type", "Service Name", "VPC Endpoint Id", "VPC Id")',
          `WHERE "VPC Id" = '${network.vpcId}'`,
        ].join(' '),
        text: 'sum of PacketsDropped over all endpoints of the VPC',
      },
      comparison: '>',
      threshold: 100,
      minutes: 5,
      periods: [3, 3],
      reason: 'As for NAT gateways; tasks behind a failing endpoint can neither log nor fetch images and secrets.',
    },
    {
      id: 'CertificateExpiry',
      needs: 'certificate',
      title: 'The certificate of the domain was not renewed',
      watch: {
        namespace: 'AWS/CertificateManager',
        name: 'DaysToExpiry',
        dimensions: { CertificateArn: network.certificateArn },
        statistic: 'Minimum',
      },
      comparison: '<',
      threshold: 30,
      minutes: 1440,
      periods: [1, 1],
      reason: 'ACM renews 45 days before the end at the latest; 30 leave time to mend the validation record.',
    },
  ];
}
