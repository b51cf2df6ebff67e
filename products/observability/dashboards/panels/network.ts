import type { Imports } from '../../../../catalog/product';
import type { networkContract } from '../../../network/contract';
import type { Panel } from '../dashboard';

/** CloudWatch puts in what the lines are grouped by. */
const ofEach = '${LABEL}';

/** Panels of the network's dashboard. */
export function networkPanels(network: Imports<typeof networkContract.outputs>): readonly Panel[] {
  const nat = (statistic: string, name: string) => ({
    query: `SELECT ${statistic}(${name}) FROM SCHEMA("AWS/NATGateway", NatGatewayId)`,
    text: name,
  });
  const endpoint = (name: string) => ({
    query: [
      `SELECT SUM(${name}) FROM SCHEMA("AWS/PrivateLinkEndpoints",`,
      '"Endpoint Type", "Service Name", "VPC Endpoint Id", "VPC Id")',
      `WHERE "VPC Id" = '${network.vpcId}' GROUP BY "Service Name"`,
    ].join(' '),
    text: name,
  });
  return [
    {
      title: 'NAT gateways of the region: bytes',
      lines: { out: nat('SUM', 'BytesOutToDestination'), in: nat('SUM', 'BytesInFromDestination') },
    },
    {
      title: 'NAT gateways of the region: connections',
      lines: { most: nat('MAX', 'ActiveConnectionCount'), attempted: nat('SUM', 'ConnectionAttemptCount') },
    },
    {
      title: 'NAT gateways of the region: trouble',
      lines: { 'no free port': nat('SUM', 'ErrorPortAllocation'), dropped: nat('SUM', 'PacketsDropCount') },
    },
    { title: 'Interface endpoints: bytes', lines: { [ofEach]: endpoint('BytesProcessed') } },
    { title: 'Interface endpoints: dropped packets', lines: { [ofEach]: endpoint('PacketsDropped') } },
  ];
}

/** The certificate of the network. */
export function certificatePanels(network: Imports<typeof networkContract.outputs>): readonly Panel[] {
  return [
    {
      title: 'Days until the certificate ends',
      lines: {
        days: {
          namespace: 'AWS/CertificateManager',
          name: 'DaysToExpiry',
          dimensions: { CertificateArn: network.certificateArn },
          statistic: 'Minimum',
        },
      },
    },
  ];
}
