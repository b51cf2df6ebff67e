import type { Claims } from '../coverage/platform';

/** Parts of the platform that search's resources provide. */
export const searchClaims: Claims = {
  A3: ['Nodes*Role', 'Functions*Role', 'SchedulesRole', 'FunctionsSignedInUsers'],
  A5: ['SecurityGroups*'],
  T1: ['NodesCluster', 'Nodes*Service', 'Nodes*Task', 'NodesDirectoryGuestAccessPoint*', 'SecretsAdminKey'],
  T2: ['NodesNamespace', 'NodesNamespaceApi', 'Nodes*Name', 'Nodes*ApiInstance', 'SecretsIdentity', 'StoredEndpoint'],
  T3: [
    ...['IndexQueueRule', 'IndexQueue', 'IndexQueueDeadLetters', 'FunctionsIndexer', 'FunctionsFromQueue'],
    ...['FunctionsSearch', 'FunctionsUrl', 'StoredUrl', 'FunctionsMaintenance', 'SchedulesPrepare', 'SchedulesReindex'],
  ],
  M1: ['NodesLogGroup', 'Functions*LogGroup'],
  M4: ['FunctionsIndexer', 'FunctionsSearch', 'FunctionsMaintenance'],
  X1: ['Secrets*', 'IndexQueue', 'IndexQueueDeadLetters', '*LogGroup'],
  X2: ['Nodes*Task', 'IndexQueuePolicy', 'IndexQueueDeadLettersPolicy', 'Secrets*Policy'],
  X3: ['Nodes*Role', 'Functions*Role', 'SchedulesRole'],
  X8: ['IndexQueuePolicy', 'IndexQueueDeadLettersPolicy', 'Secrets*Policy'],
  R1: ['SchedulesSnapshot'],
  R2: ['Nodes*Service', 'Nodes*Task'],
  R3: ['SecretsAdminKey', 'SecretsSearchKey', 'SecretsIdentity'],
};
