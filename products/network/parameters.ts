import { byType, type ParameterGroups, privateBlockConstraint, privateBlockPattern } from '../../catalog/product';

/** The questions of the network's form, after the environment's. */
export const networkParameters = {
  'Address space': {
    VpcCidr: {
      label: 'Address block of the VPC',
      description:
        'Private IPv4 block, /16 to /24. Choose one that no network overlaps that this one may be peered with. It is ' +
        'fixed once launched.',
      default: '10.0.0.0/16',
      example: '192.168.4.0/24',
      allowedPattern: privateBlockPattern,
      constraintDescription: privateBlockConstraint,
    },
    ZoneCount: {
      label: 'Availability zones',
      description:
        'Zones that have subnets; subnets cost nothing. Choose 2 only where the region offers no third. It is fixed once ' +
        'launched.',
      allowedValues: ['3', '2'],
      default: '3',
      constraintDescription: 'Choose 3, or 2 in a region that has only two zones.',
    },
  },
  'Outbound access': {
    NatGateways: byType('natGateways', {
      label: 'NAT gateways',
      description:
        'How private subnets reach the internet. One gateway costs least; one per zone keeps the others working when a ' +
        'zone fails. Changing it later changes the public addresses that outbound connections come from.',
      allowedValues: ['1', 'per-zone'],
      constraintDescription: 'Choose by-type, 1 or per-zone.',
    }),
    InterfaceEndpoints: byType('interfaceEndpoints', {
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
      label: 'Domain name',
      description:
        'Domain of the platform, for example dev.example.com; register it first, outside this product. Needed in staging ' +
        'and prod, optional in dev and test: leave it empty for none.',
      default: '',
      example: 'dev.example.com',
      allowedPattern: '^$|^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?[.])+[a-z]{2,63}$',
      maxLength: 253,
      constraintDescription: 'Type a domain name in lower case, for example dev.example.com, or leave it empty.',
    },
    HostedZoneId: {
      label: 'Hosted zone id',
      description:
        'Public Route 53 zone that answers for the domain, or for a domain above it. Leave it empty to create a zone; the ' +
        'created zone stays when the product is terminated.',
      default: '',
      example: 'Z0123456789ABCDEFGHIJ',
      allowedPattern: '^$|^Z[A-Z0-9]{4,31}$',
      constraintDescription: 'Type the id of a hosted zone, for example Z0123456789ABCDEFGHIJ, or leave it empty.',
    },
    DomainDelegated: {
      label: 'Domain is delegated to the created zone',
      description:
        'Say yes once the registrar of the domain names the name servers of the created zone (see the outputs): ' +
        'the certificate is made then, and would wait for ever before. Not needed with a hosted zone of your own.',
      allowedValues: ['no', 'yes'],
      default: 'no',
      constraintDescription: 'Choose yes once the domain is delegated, else no.',
    },
  },
  'Flow logs': {
    FlowLogRetention: byType('logRetentionDays', {
      label: 'Retention in days',
      description: 'How long records of accepted and rejected connections are kept.',
      allowedValues: ['1', '3', '7', '14', '30', '60', '90', '180', '365', '731', '1827', '3653'],
      constraintDescription: 'Choose by-type or a number of days from the list.',
    }),
    FlowLogKeyArn: {
      label: 'Encryption key',
      description:
        'KMS key that encrypts the flow logs; its policy must let CloudWatch Logs of this region use it. Empty: the key ' +
        'that CloudWatch Logs keeps for this purpose.',
      default: '',
      example: 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
      allowedPattern: '^$|^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]{8,64}$',
      constraintDescription: 'Type the ARN of a KMS key of this region, or leave it empty.',
    },
  },
} satisfies ParameterGroups;
