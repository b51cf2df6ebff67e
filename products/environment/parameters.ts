import { type ParameterGroups, privateBlockConstraint, privateBlockPattern } from '../../catalog/product';

const url = '(https://[A-Za-z0-9.-]+(:[0-9]+)?|http://localhost(:[0-9]+)?)(/[A-Za-z0-9._~/-]*)?';

/** The questions of the environment's form, after name and type. What it doesn't ask follows from the type. */
export const environmentProductParameters = {
  Tiers: {
    BaseEnvironment: {
      label: 'Base environment',
      description:
        'Name of another environment whose network and data tiers this one uses, instead of its own: cheap and quick, with ' +
        'the data that is there. Only for dev and test, and of the same type. Leave it empty for an environment with ' +
        'tiers of its own. It is fixed once launched.',
      default: '',
      example: 'shared-dev',
      allowedPattern: '^$|^[a-z][a-z0-9-]{1,20}$',
      constraintDescription: 'Type the name of an environment, or leave it empty.',
    },
    SearchTier: {
      label: 'With a search tier',
      description:
        'Typesense servers and what keeps them in step with the platform. No, later, takes them away; their index can be ' +
        'built again.',
      allowedValues: ['yes', 'no'],
      default: 'yes',
      constraintDescription: 'Choose yes or no.',
    },
    ObservabilityTier: {
      label: 'With an observability tier',
      description: 'Alarms, dashboards, saved queries and traces of all the tiers. prod can not do without.',
      allowedValues: ['yes', 'no'],
      default: 'yes',
      constraintDescription: 'Choose yes or no.',
    },
  },
  Domain: {
    DomainName: {
      label: 'Domain name',
      description:
        'Domain of the platform, for example dev.example.com; register it first, outside this product. Needed in staging ' +
        'and prod, optional in dev and test: without one the application is served over plain HTTP. Leave it empty with a ' +
        'base environment, which has the domain.',
      default: '',
      example: 'dev.example.com',
      allowedPattern: '^$|^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?[.])+[a-z]{2,63}$',
      maxLength: 253,
      constraintDescription: 'Type a domain name in lower case, for example dev.example.com, or leave it empty.',
    },
    HostedZoneId: {
      label: 'Hosted zone id',
      description:
        'Public Route 53 zone that answers for the domain, or for a domain above it. Needed in staging and prod, whose ' +
        'first launch has to be served over TLS. In dev and test it may stay empty: a zone is created then, and stays ' +
        'when the environment is terminated.',
      default: '',
      example: 'Z0123456789ABCDEFGHIJ',
      allowedPattern: '^$|^Z[A-Z0-9]{4,31}$',
      constraintDescription: 'Type the id of a hosted zone, for example Z0123456789ABCDEFGHIJ, or leave it empty.',
    },
    DomainDelegated: {
      label: 'Domain is delegated to the created zone',
      description:
        'Say yes in an update, once the registrar of the domain names the name servers of the created zone (see the ' +
        'outputs): certificate and TLS come with it. Not needed with a hosted zone of your own.',
      allowedValues: ['no', 'yes'],
      default: 'no',
      constraintDescription: 'Choose yes once the domain is delegated, else no.',
    },
    Subdomain: {
      label: 'Name below the domain',
      description:
        'The application answers to this name below the domain, for example www for www.example.com. Leave it empty for ' +
        'the domain itself. With a base environment it stands below the domain of the base, and empty means plain HTTP.',
      default: '',
      example: 'www',
      allowedPattern: '^$|^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$',
      constraintDescription: 'Type one label of lower-case letters, digits and hyphens, or leave it empty.',
    },
  },
  Application: {
    Image: {
      label: 'Container image',
      description:
        'Image of the web application, by tag or digest, for Linux on x86-64: from Amazon ECR of this account and region, ' +
        'or public. It listens on port 3000. Leave it empty for a placeholder that only says hello.',
      default: '',
      example: 'public.ecr.aws/nginx/nginx:1.29',
      allowedPattern: '^$|^[a-z0-9][a-z0-9._:/-]*(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127}|@sha256:[0-9a-f]{64})$',
      maxLength: 500,
      constraintDescription:
        'Type an image with a tag or a digest: repository:tag or repository@sha256:digest, or leave it empty.',
    },
    CallbackUrls: {
      label: 'Addresses to return to after signing in',
      description:
        'Comma-joined, without spaces: HTTPS, or http://localhost. Empty: /auth/callback at the address of the ' +
        'application, or http://localhost:3000 as long as there is no domain. Leave it empty with a base environment, ' +
        'which has the users.',
      default: '',
      example: 'https://dev.example.com/auth/callback,http://localhost:3000/auth/callback',
      allowedPattern: `^$|^${url}(,${url})*$`,
      constraintDescription:
        'Type addresses that begin with https:// or http://localhost, joined by commas without spaces, or leave it empty.',
    },
  },
  Alarms: {
    AlarmEmail: {
      label: 'E-mail address for alarms',
      description:
        'Alarms are sent here once its owner has confirmed the message that comes after the launch. Needed in prod; ' +
        'elsewhere it may stay empty: then alarms show on the dashboards only.',
      default: '',
      example: 'on-call@example.com',
      allowedPattern: '^$|^[A-Za-z0-9._%+-]+@([A-Za-z0-9-]+[.])+[A-Za-z]{2,63}$',
      maxLength: 254,
      constraintDescription: 'Type an e-mail address, for example on-call@example.com, or leave it empty.',
    },
  },
  Network: {
    VpcCidr: {
      label: 'Address block of the VPC',
      description:
        'Private IPv4 block, /16 to /24. Choose one that no network overlaps that this one may be peered with. It is ' +
        'fixed once launched, and without effect with a base environment.',
      default: '10.0.0.0/16',
      example: '192.168.4.0/24',
      allowedPattern: privateBlockPattern,
      constraintDescription: privateBlockConstraint,
    },
    ZoneCount: {
      label: 'Availability zones',
      description:
        'Zones that have subnets; subnets cost nothing. Choose 2 only where the region offers no third. It is fixed once ' +
        'launched, and without effect with a base environment.',
      allowedValues: ['3', '2'],
      default: '3',
      constraintDescription: 'Choose 3, or 2 in a region that has only two zones.',
    },
  },
  Encryption: {
    KeyArn: {
      label: 'Encryption key',
      description:
        'KMS key of this region that encrypts what is stored; its policy must let this account, CloudWatch Logs and ' +
        'EventBridge use it. With a base environment: the key of its data tier. Empty: the keys that AWS keeps in this ' +
        'account. It is fixed once launched.',
      default: '',
      example: 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
      allowedPattern: '^$|^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]{8,64}$',
      constraintDescription: 'Type the ARN of a KMS key of this region, or leave it empty.',
    },
  },
  Catalog: {
    PortfolioName: {
      label: 'Portfolio of the tiers',
      description:
        'Name of the portfolio that the tiers are launched from. Leave it empty for Bellyfed Developers in dev and test, ' +
        'and Bellyfed Production in staging and prod; only a catalog with other portfolios needs more.',
      default: '',
      example: 'Bellyfed Sandbox',
      allowedPattern: '^$|^[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}$',
      constraintDescription: 'Type the name of a portfolio as the console shows it, or leave it empty.',
    },
  },
} satisfies ParameterGroups;
