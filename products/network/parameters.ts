import { byType, type ParameterGroups } from '../../catalog/product';
import { domainDelegated, domainName, hostedZoneId, keyArn, vpcCidr, zone, zoneCount } from '../shared/form/questions';
import { networkSizes } from './sizes';

/** The questions of the network's form, after the environment's. */
export const networkParameters = {
  'Address space': {
    VpcCidr: {
      ...vpcCidr,
      description:
        'Private IPv4 block, /16 to /24. Choose one that no network overlaps that this one may be peered with. It is ' +
        'fixed once launched.',
    },
    ZoneCount: {
      ...zoneCount,
      description:
        'Zones that have subnets; subnets cost nothing. Choose 2 only where the region offers no third. It is fixed once ' +
        'launched.',
    },
    FirstZone: {
      ...zone('First zone', 'eu-central-1a'),
      description:
        'Name a zone for each that ZoneCount asks for, where AWS would choose another one, or one that lacks a service. ' +
        'Empty: the first zones that AWS lists. What is launched stays where it is: later, type those that the output ' +
        'AvailabilityZones names, in its order, and AWS can change its list without an effect here.',
    },
    SecondZone: { ...zone('Second zone', 'eu-central-1b'), description: 'Goes with the first zone.' },
    ThirdZone: {
      ...zone('Third zone', 'eu-central-1c'),
      description: 'Goes with the first zone where there are three; leave it empty with two.',
    },
  },
  'Outbound access': {
    NatGateways: byType(networkSizes, 'natGateways', {
      label: 'NAT gateways',
      description:
        'How private subnets reach the internet. One gateway costs least; one per zone keeps the others working when a ' +
        'zone fails. Changing it later changes the public addresses that outbound connections come from.',
      allowedValues: ['1', 'per-zone'],
      constraintDescription: 'Choose by-type, 1 or per-zone.',
    }),
    InterfaceEndpoints: byType(networkSizes, 'interfaceEndpoints', {
      label: 'Interface endpoints',
      description:
        'Whether workloads reach AWS services (ECR, Logs, Secrets Manager, SSM, SQS, EventBridge, KMS, STS, X-Ray) ' +
        'without leaving the VPC. Charged per endpoint and zone. S3 and DynamoDB always have a gateway endpoint, free of ' +
        'charge.',
      allowedValues: ['yes', 'no'],
      constraintDescription: 'Choose by-type, yes or no.',
    }),
  },
  Domain: {
    DomainName: {
      ...domainName,
      description:
        'Domain of the platform, for example dev.example.com; register it first, outside this product. Needed in staging ' +
        'and prod, optional in dev and test: leave it empty for none. It is fixed once another tier runs that uses the ' +
        'certificate.',
    },
    HostedZoneId: {
      ...hostedZoneId,
      description:
        'Public Route 53 zone that answers for the domain, or for a domain above it. Leave it empty to create a zone; the ' +
        'created zone stays when the product is terminated. Another answer is another certificate: it is fixed once ' +
        'another tier runs that uses it.',
    },
    DomainDelegated: {
      ...domainDelegated,
      description:
        'Say yes once the registrar of the domain names the name servers of the created zone (see the outputs): ' +
        'the certificate is made then, and would wait for ever before. Not needed with a hosted zone of your own.',
    },
  },
  'Flow logs': {
    FlowLogRetention: byType(networkSizes, 'logRetentionDays', {
      label: 'Retention in days',
      description: 'How long records of accepted and rejected connections are kept.',
      allowedValues: ['1', '3', '7', '14', '30', '60', '90', '180', '365', '731', '1827', '3653'],
      constraintDescription: 'Choose by-type or a number of days from the list.',
    }),
    FlowLogKeyArn: {
      ...keyArn,
      description:
        'KMS key of this account and region that encrypts the flow logs; its policy must let CloudWatch Logs of this region use it. Empty: the key ' +
        'that CloudWatch Logs keeps for this purpose.',
    },
  },
} satisfies ParameterGroups;
