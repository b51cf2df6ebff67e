import { byType, type ParameterGroups } from '../../catalog/product';
import { alarmEmail, baseEnvironment, keyArn } from '../shared/form/questions';
import { observabilitySizes } from './sizes';

/** The questions of the observability tier, after the environment's. */
export const observabilityParameters = {
  'What is watched': {
    BaseEnvironment: {
      ...baseEnvironment,
      description:
        'The same answer as for the app tier: name of the environment whose network and data tiers this one uses. They ' +
        'are shown on the dashboards here, and watched over there: this environment has no alarms on them. Leave it ' +
        'empty for an environment with tiers of its own. It is fixed once launched.',
    },
    SearchTier: {
      label: 'The environment has a search tier',
      description:
        'Say yes once the search tier is launched: its alarms and its dashboard are made then. Say no again before it is ' +
        'terminated.',
      allowedValues: ['no', 'yes'],
      default: 'no',
      constraintDescription: 'Choose yes in an environment with a search tier, else no.',
    },
    SearchNodes: byType(observabilitySizes, 'typesenseNodes', {
      label: 'Nodes of the search tier',
      description: 'The same answer as for the search tier: nodes that are not there have no alarms.',
      allowedValues: ['1', '3'],
      constraintDescription: 'Choose by-type, 1 or 3, as for the search tier.',
    }),
    InterfaceEndpoints: byType(observabilitySizes, 'interfaceEndpoints', {
      label: 'The network has interface endpoints',
      description: 'The same answer as for the network tier: without endpoints there is no alarm on them.',
      allowedValues: ['yes', 'no'],
      constraintDescription: 'Choose by-type, yes or no, as for the network tier.',
    }),
    WatchCertificate: byType(observabilitySizes, 'certificate', {
      label: 'Watch the certificate of the domain',
      description:
        'Say yes where the network tier has a certificate (its output CertificateArn is not none). While it says yes, ' +
        'the certificate is in use here and can neither come nor go: say no before a domain is given to the network, ' +
        'taken from it, or delegated, and yes afterwards.',
      allowedValues: ['yes', 'no'],
      constraintDescription: 'Choose by-type, yes, or no while the domain of the network changes.',
    }),
  },
  Notification: {
    AlarmEmail: alarmEmail,
    Notifications: {
      label: 'What a message is sent for',
      description:
        'every-alarm: each alarm that goes on or off. every-tier: a tier whose first alarm goes on, or whose last goes ' +
        'off; fewer messages, but none for a second problem in the same tier.',
      allowedValues: ['every-alarm', 'every-tier'],
      default: 'every-alarm',
      constraintDescription: 'Choose every-alarm or every-tier.',
    },
    TopicKeyArn: {
      ...keyArn,
      label: 'Encryption key of the alarm topic',
      description:
        'KMS key of this region whose policy lets CloudWatch (cloudwatch.amazonaws.com) use it. Empty: a key is created. ' +
        'CloudWatch can not use the key that SNS keeps.',
    },
  },
  Tracing: {
    TraceSampling: {
      label: 'Share of requests that are traced',
      description:
        'From 0 (only the first request of each second) to 1 (every request). Traces are charged each; 0.05 shows what is ' +
        'slow and what fails.',
      type: 'Number',
      default: 0.05,
      example: '0.2',
      minValue: 0,
      maxValue: 1,
      constraintDescription: 'Type a number from 0 to 1, for example 0.05.',
    },
    TraceGroups: byType(observabilitySizes, 'traceGroups', {
      label: 'Groups of failed and of slow traces',
      description:
        'Whether failed traces and slow ones have a group each, with an alarm on it. An account has 25 groups in a ' +
        'region, which nobody can raise: with them an environment takes three, without them one.',
      allowedValues: ['yes', 'no'],
      constraintDescription: 'Choose by-type, yes or no.',
    }),
  },
  'Service level objectives': {
    ServiceLevelObjectives: {
      label: 'Measure objectives',
      description:
        'Whether CloudWatch Application Signals measures how much of its error budget the application has used, over ' +
        '30 days: an objective for answers without errors, one for fast answers. Charged by request of the measurement.',
      allowedValues: ['no', 'yes'],
      default: 'no',
      constraintDescription: 'Choose yes or no.',
    },
    AvailabilityGoal: {
      label: 'Answers without errors, percent',
      description:
        'How many of 100 requests the application must answer without a 5xx status. Only counts with yes above.',
      type: 'Number',
      default: 99.9,
      example: '99.5',
      minValue: 90,
      maxValue: 99.99,
      constraintDescription: 'Type a percentage from 90 to 99.99.',
    },
  },
} satisfies ParameterGroups;
