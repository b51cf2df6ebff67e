import { byType, type ParameterGroups } from '../../catalog/product';
import {
  callbackUrls,
  emailIdentityArn,
  emailSender,
  exampleKeyArn,
  keyArn,
  origins,
  urls,
} from '../shared/form/questions';
import { databaseMaxCapacity, databaseMinCapacity } from '../shared/form/tier-questions';
import { dataSizes } from './sizes';

const replicaRegion = (label: string, description: string, example: string) => ({
  label,
  description,
  default: '',
  example,
  allowedPattern: '^$|^[a-z]{2}(-[a-z]+)+-[0-9]+$',
  constraintDescription: 'Type the name of a region as AWS writes it, in lower case with hyphens, or leave it empty.',
});

const replicaKey = (label: string, region: string) => ({
  ...keyArn,
  label,
  description:
    'KMS key of this account in that region which encrypts its copy. Needed with an encryption key and that region; else leave it empty.',
  example: exampleKeyArn(region),
  constraintDescription: 'Type the ARN of a KMS key of this account in that region, or leave it empty.',
});

/** The questions of the data tier's form, after the environment's. */
export const dataParameters = {
  Network: {
    ZoneCount: {
      label: 'Availability zones of the network',
      description:
        'As many as the network of this environment was launched with: the file system is put within reach of each. It is ' +
        'fixed once launched.',
      allowedValues: ['3', '2'],
      default: '3',
      constraintDescription: 'Choose 3, or 2 if the network has only two zones.',
    },
  },
  Database: {
    DatabaseMinCapacity: databaseMinCapacity,
    DatabaseMaxCapacity: databaseMaxCapacity,
    DatabaseReaders: byType(dataSizes, 'auroraReaders', {
      label: 'Readers',
      description:
        'Instances beside the writer, in other zones. They answer reads, and one takes over when the writer fails; ' +
        'without any, Aurora makes a new writer, which takes minutes. Fewer, later, take away the last instances, whichever ' +
        'of them writes then: see that the first one does.',
      allowedValues: ['0', '1', '2'],
      constraintDescription: 'Choose by-type, 0, 1 or 2.',
    }),
    DatabaseMonitoring: byType(dataSizes, 'databaseMonitoring', {
      label: 'Detailed monitoring',
      description:
        'Enhanced Monitoring every minute, and Performance Insights with seven days of history. With an encryption key, ' +
        'Performance Insights are on even where this says no: RDS never lets go of a key that they have.',
      allowedValues: ['yes', 'no'],
      constraintDescription: 'Choose by-type, yes or no.',
    }),
    DataApi: {
      label: 'SQL over HTTPS (RDS Data API)',
      description:
        'Whether the query editor of the console, and callers whom IAM lets, may send SQL without a connection of their ' +
        'own to the network of the database. They sign in with a secret; each statement is in the audit log of CloudTrail.',
      allowedValues: ['no', 'yes'],
      default: 'no',
      constraintDescription: 'Choose yes or no.',
    },
  },
  'Backups and logs': {
    BackupRetention: byType(dataSizes, 'backupRetentionDays', {
      label: 'Backup retention in days',
      description:
        'How long the daily backups of database and file system are kept. The database can be restored to any second of ' +
        'that time. Tables can always be restored to any second of the last 35 days.',
      allowedValues: ['7', '14', '21', '28', '35'],
      constraintDescription: 'Choose by-type or a number of days from the list.',
    }),
    LogRetention: byType(dataSizes, 'logRetentionDays', {
      label: 'Log retention in days',
      description: 'How long the log of the database and the access logs of buckets and load balancer are kept.',
      allowedValues: ['7', '14', '30', '90', '365', '3653'],
      constraintDescription: 'Choose by-type or a number of days from the list.',
    }),
  },
  'Copies of the tables': {
    ReplicaRegion1: replicaRegion(
      'First further region',
      'Region that holds a copy of every table, written to and read like the original. Never the region of the launch. ' +
        'Empty for none. DynamoDB adds or removes one region an update: change one at a time, and wait for it. A copy ' +
        'that is removed is deleted.',
      'eu-west-1',
    ),
    ReplicaRegion2: replicaRegion(
      'Second further region',
      'A further copy, in a third region; add it in an update after the first. Empty for none.',
      'us-east-2',
    ),
    ProtectReplicas: {
      label: 'Copies refuse their deletion, where tables do',
      description:
        'Only prod protects its tables. There, choose no in the update that adds a region, so that it can be taken back if ' +
        'it fails, and in one before a region is removed; then yes again, in an update after it.',
      allowedValues: ['yes', 'no'],
      default: 'yes',
      constraintDescription: 'Choose yes or no.',
    },
  },
  'Sign-in': {
    CallbackUrls: {
      ...callbackUrls,
      description:
        'Comma-joined, without spaces: HTTPS, or http://localhost. Needed in staging and prod; in dev and test, empty ' +
        'means http://localhost:3000. What is no longer in it is refused at once: before an address changes, type the old ' +
        'and the new one.',
    },
    SignOutUrls: {
      ...urls,
      label: 'Addresses to return to after signing out',
      description: 'In the same form. Empty: the same addresses as after signing in.',
      example: 'https://dev.example.com,http://localhost:3000',
    },
    LoginDomainPrefix: {
      label: 'Prefix of the login pages',
      description:
        'The login pages are at https://<prefix>.auth.<region>.amazoncognito.com. It must be free in the region, and may not ' +
        'contain aws, amazon or cognito. Empty: a prefix is made up. It is fixed once launched.',
      default: '',
      example: 'bellyfed-dev',
      allowedPattern: '^$|^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$',
      constraintDescription:
        'Type lower-case letters, digits and hyphens, with a letter or digit at both ends, or leave it empty.',
    },
    SelfSignUp: {
      label: 'People may create their own accounts',
      description: 'With no, accounts are made by administrators only.',
      allowedValues: ['yes', 'no'],
      default: 'yes',
      constraintDescription: 'Choose yes or no.',
    },
    Mfa: {
      label: 'Multi-factor authentication',
      description:
        'A code from an authenticator app beside the password. OPTIONAL: each user may turn it on. ON: everybody must. ' +
        'With threat protection ENFORCED, choose OPTIONAL: it asks for a code where a sign-in looks risky. With ON, who ' +
        'has no app yet sets one up at the next sign-in.',
      allowedValues: ['OPTIONAL', 'ON'],
      default: 'OPTIONAL',
      constraintDescription: 'Choose OPTIONAL or ON.',
    },
    UserPoolTier: {
      label: 'Feature plan',
      description:
        'Plan of Cognito by which each active user is charged. Threat protection needs PLUS, which costs more.',
      allowedValues: ['ESSENTIALS', 'PLUS'],
      default: 'ESSENTIALS',
      constraintDescription: 'Choose ESSENTIALS or PLUS.',
    },
    ThreatProtection: {
      label: 'Threat protection',
      description:
        'Watches for leaked passwords and unusual sign-ins. AUDIT only records them, ENFORCED also acts. Needs the PLUS plan.',
      allowedValues: ['OFF', 'AUDIT', 'ENFORCED'],
      default: 'OFF',
      constraintDescription: 'Choose OFF, AUDIT or ENFORCED.',
    },
  },
  'E-mail to users': {
    EmailIdentityArn: emailIdentityArn,
    EmailSender: emailSender,
  },
  Uploads: {
    UploadOrigins: {
      ...origins,
      label: 'Origins that may upload',
      description:
        'Origins of the pages from which browsers upload straight to the bucket (CORS), comma-joined, without spaces. ' +
        'Empty: none.',
    },
  },
  Encryption: {
    KeyArn: {
      ...keyArn,
      description:
        'KMS key of this account and region that encrypts everything stored here, but for access logs, which S3 encrypts ' +
        'with a key of its own. Its policy must let this account and CloudWatch Logs of this region use it. Empty: the ' +
        'keys that AWS keeps in this account. It is fixed once launched: another key would mean other, empty stores.',
    },
    ReplicaKeyArn1: replicaKey('Encryption key in the first further region', 'eu-west-1'),
    ReplicaKeyArn2: replicaKey('Encryption key in the second further region', 'us-east-2'),
  },
} satisfies ParameterGroups;
