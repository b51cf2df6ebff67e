import type { ParameterGroups } from '../../catalog/product';
import {
  alarmEmail,
  baseEnvironment,
  callbackUrls,
  domainDelegated,
  domainName,
  emailIdentityArn,
  emailSender,
  hostedZoneId,
  keyArn,
  optionalTaskImage,
  subdomain,
  vpcCidr,
  zone,
  zoneCount,
} from '../shared/form/questions';
import {
  containerPort,
  databaseMaxCapacity,
  databaseMinCapacity,
  healthCheckPath,
  maxTasks,
  minTasks,
  nodeMemory,
  searchNodes,
  taskSize,
} from '../shared/form/tier-questions';

const baseHasDatabase = 'Without effect with a base environment, which has the database.';
const searchTierHasNodes = 'Without effect where there is no search tier.';

/** The questions of the environment's form, after name and type. What it doesn't ask follows from the type. */
export const environmentProductParameters = {
  Tiers: {
    BaseEnvironment: {
      ...baseEnvironment,
      description:
        'Name of another environment whose network and data tiers this one uses, instead of its own: cheap and quick, with ' +
        'the data that is there. Only for dev and test, and of the same type. Leave it empty for an environment with ' +
        'tiers of its own. It is fixed once launched.',
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
      ...domainName,
      description:
        'Domain of the platform, for example dev.example.com; register it first, outside this product. Needed in staging ' +
        'and prod, optional in dev and test: without one the application is served over plain HTTP. Leave it empty with a ' +
        'base environment, which has the domain. It is fixed once there is a certificate for it.',
    },
    HostedZoneId: {
      ...hostedZoneId,
      description:
        'Public Route 53 zone that answers for the domain, or for a domain above it. Needed in staging and prod, whose ' +
        'first launch has to be served over TLS. In dev and test it may stay empty: a zone is created then, and stays ' +
        'when the environment is terminated. It is fixed like the domain.',
    },
    DomainDelegated: {
      ...domainDelegated,
      description:
        'Say yes in an update, once the registrar of the domain names the name servers of the created zone (see the ' +
        'outputs): certificate and TLS come with it. Not needed with a hosted zone of your own.',
    },
    Subdomain: {
      ...subdomain,
      description:
        'The application answers to this name below the domain, for example www for www.example.com. Leave it empty for ' +
        'the domain itself. With a base environment it stands below the domain of the base, and empty means plain HTTP. ' +
        'Before another one, type the addresses below both as CallbackUrls, else nobody can sign in during the update.',
    },
  },
  Application: {
    Image: {
      ...optionalTaskImage,
      label: 'Container image',
      description:
        'Image of the web application, by tag or digest, for Linux on x86-64: from Amazon ECR of this account and region, ' +
        'or public. It listens on ContainerPort. Leave it empty for a placeholder that only says hello.',
      example: 'public.ecr.aws/nginx/nginx:1.29',
    },
    CallbackUrls: {
      ...callbackUrls,
      description:
        'Comma-joined, without spaces: HTTPS, or http://localhost. Empty: /auth/callback at the address of the ' +
        'application, or http://localhost:3000 as long as there is no domain. Leave it empty with a base environment, ' +
        'which has the users.',
    },
    ContainerPort: containerPort,
    HealthCheckPath: healthCheckPath,
    TaskSize: taskSize,
    MinTasks: { ...minTasks, label: 'Minimum number of tasks' },
    MaxTasks: { ...maxTasks, label: 'Maximum number of tasks' },
  },
  Database: {
    DatabaseMinCapacity: {
      ...databaseMinCapacity,
      label: 'Minimum capacity of the database',
      description: `${databaseMinCapacity.description} ${baseHasDatabase}`,
    },
    DatabaseMaxCapacity: {
      ...databaseMaxCapacity,
      label: 'Maximum capacity of the database',
      description: `${databaseMaxCapacity.description} ${baseHasDatabase}`,
    },
  },
  'Search nodes': {
    SearchNodes: {
      ...searchNodes,
      label: 'Search nodes',
      description: `${searchNodes.description} ${searchTierHasNodes}`,
    },
    NodeMemory: {
      ...nodeMemory,
      label: 'Memory of a search node, in GiB',
      description: `${nodeMemory.description} ${searchTierHasNodes}`,
    },
  },
  'E-mail to users': {
    EmailIdentityArn: {
      ...emailIdentityArn,
      description: `${emailIdentityArn.description} Leave it empty with a base environment, which has the users.`,
    },
    EmailSender: emailSender,
  },
  Alarms: {
    AlarmEmail: alarmEmail,
  },
  Network: {
    VpcCidr: {
      ...vpcCidr,
      description:
        'Private IPv4 block, /16 to /24. Choose one that no network overlaps that this one may be peered with. It is ' +
        'fixed once launched, and without effect with a base environment.',
    },
    ZoneCount: {
      ...zoneCount,
      description:
        'Zones that have subnets; subnets cost nothing. Choose 2 only where the region offers no third. It is fixed once ' +
        'launched, and without effect with a base environment.',
    },
    FirstZone: {
      ...zone('First zone', 'eu-central-1a'),
      description:
        'Name a zone for each that ZoneCount asks for, where AWS would choose another one, or one that lacks a service. ' +
        'Empty: the first zones that AWS lists. Once launched, only those that the output AvailabilityZones of the network ' +
        'names, in its order.',
    },
    SecondZone: { ...zone('Second zone', 'eu-central-1b'), description: 'Goes with the first zone.' },
    ThirdZone: {
      ...zone('Third zone', 'eu-central-1c'),
      description: 'Goes with the first zone where there are three; leave it empty with two.',
    },
  },
  Encryption: {
    KeyArn: {
      ...keyArn,
      description:
        'KMS key of this account and region that encrypts what is stored; its policy must let this account, CloudWatch Logs and ' +
        'EventBridge use it. With a base environment: the key of its data tier. Empty: the keys that AWS keeps in this ' +
        'account. It is fixed once launched.',
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
