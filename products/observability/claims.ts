import type { Claims } from '../coverage/platform';

/** Parts of the platform that the observability tier's resources provide. */
export const observabilityClaims: Claims = {
  M1: ['AppLogMetric*', 'SearchLogMetric*', 'AppQuery*', 'SearchQuery*'],
  M2: [
    'NetworkAlarms*',
    'Data*',
    'AppAlarms*',
    'SearchAlarms*',
    'EnvironmentAlarm',
    'AlarmTopic',
    'AlarmTopicEmailSubscription',
  ],
  M3: ['Dashboard*'],
  M4: ['Tracing*', 'AppAlarmsTraced*', 'AppAlarmsLatency*', 'ObjectiveAvailability', 'ObjectiveLatency'],
  A3: ['AlarmTopicPolicy', 'AlarmTopicOwnKey'],
  X1: ['AlarmTopic', 'AlarmTopicOwnKey'],
  X2: ['AlarmTopicPolicy'],
  X8: ['AlarmTopicPolicy'],
};
