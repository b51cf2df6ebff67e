import type { FaultName } from './faults';

/** Findings of some versions, by fault. */
interface Expected {
  /** `data 1.1.0`, `app source`. */
  readonly versions: readonly string[];
  readonly findings: Readonly<Partial<Record<FaultName, readonly string[]>>>;
}

const zones = [1, 2, 3].flatMap((zone) => ['Isolated', 'Private', 'Public'].map((kind) => `Zone${zone}${kind}Subnet`));
const instances = ['DatabaseReader1Instance', 'DatabaseReader2Instance', 'DatabaseWriterInstance'];
const appFunctions = ['FunctionApi', 'FunctionEvents', 'FunctionMaintenance'];
const searchFunctions = ['FunctionsIndexer', 'FunctionsMaintenance', 'FunctionsSearch'];
const otherNodes = [2, 3].flatMap((node) => ['Cpu', 'Memory', 'Tasks'].map((what) => `SearchAlarmsNode${node}${what}`));
const builds = ['BackendBuild', 'BackendInfrastructureTests', 'BackendUnitTests'];

/** Findings, version by version: exactly these. Of a version that isn't named nothing is found. */
export const EXPECTED: readonly Expected[] = [
  {
    versions: ['network 1.0.0', 'network 1.0.1'],
    findings: {
      roleWithoutBoundary: ['FlowLogRole'],
      zonesByNumber: zones,
      endpointThatHoldsBack: ['TaskRoleTask: xray:GetSamplingStatisticSummaries'],
    },
  },
  {
    versions: ['data 1.0.0', 'data 1.1.0'],
    findings: {
      backupWithoutTags: ['BackupRole: backup:TagResource', 'BackupRole: tag:GetResources'],
      roleWithoutBoundary: ['BackupRole', 'DatabaseMonitoringRole', 'IdentityPoolAuthenticatedRole'],
      emptyIndexList: ['TablesIdempotency', 'TablesSessions'],
      versionOnMember: instances,
      mailOfCognitoOnly: ['UserPool'],
      leftOverByFailedLaunch: ['BackupVault', 'FileSystem', 'IdentityPool'],
      copiesWithoutTheirRole: ['BackupRole'],
    },
  },
  {
    versions: ['app 1.0.0', 'app 1.1.0'],
    findings: {
      roleWithoutBoundary: [
        ...appFunctions.map((id) => `${id}Role`),
        ...['ScheduleRole', 'TaskRoleExecution', 'TaskRoleTask'],
      ],
      accountOnApiPermission: ['RestApiPermission'],
      shellThatOpensNoTask: ['Service'],
      queueThatKeepsItsOwnKey: [
        ...['QueueFifo', 'QueueFifoDeadLetters', 'QueueStandard', 'QueueStandardDeadLetters', 'QueueUndelivered'],
      ],
      entriesWithinEntries: ['FunctionEvents'],
      variablesWithoutKey: appFunctions,
      headerThatIsRefused: ['ContentSecurityPolicy'],
    },
  },
  {
    // A narrower pattern would refuse the updates of what runs; the load balancer says by itself what it doesn't take.
    versions: ['app 1.2.0', 'app source'],
    findings: { headerThatIsRefused: ['ContentSecurityPolicy'] },
  },
  {
    versions: ['search 1.0.0', 'search 1.1.0'],
    findings: {
      roleWithoutBoundary: [
        ...searchFunctions.map((id) => `${id}Role`),
        ...['NodesExecutionRole', 'NodesNode1Role', 'NodesOthersNode2Role', 'NodesOthersNode3Role', 'SchedulesRole'],
      ],
      queueThatKeepsItsOwnKey: ['IndexQueue', 'IndexQueueDeadLetters'],
      entriesWithinEntries: searchFunctions,
      variablesWithoutKey: searchFunctions,
      oneDirectoryForAnyNumber: ['NodesNode1Task', 'NodesOthersNode2Task', 'NodesOthersNode3Task'],
      killedWhileItLoads: ['NodesNode1Task', 'NodesOthersNode2Task', 'NodesOthersNode3Task'],
      imageOfDockerHub: ['Image'],
    },
  },
  {
    // No rule refuses it, since what runs with it would refuse its next upgrade; the form and the README advise a copy.
    versions: ['search 1.2.0', 'search source'],
    findings: { imageOfDockerHub: ['Image'] },
  },
  {
    versions: ['observability 1.0.0', 'observability 1.1.0', 'observability 1.2.0'],
    findings: {
      answersThatRaiseNoAlarm: ['SearchAlarmsSearchFunctionErrors'],
      failedBackupsByMetricOnly: ['DataAlarmsBackupFailures'],
      alarmsOnWhatIsNotThere: otherNodes,
      memoryOfPausedDatabase: ['DataAlarmsDatabaseMemory'],
    },
  },
  {
    versions: ['delivery 1.0.0', 'delivery 1.1.0'],
    findings: {
      roleWithoutBoundary: [
        ...['BackendBuildRole', 'BackendInfrastructureTestsRole', 'BackendPipelineRole', 'BackendUnitTestsRole'],
        ...['CatalogPipelineRole', 'CatalogPublishRole', 'CatalogTestsRole', 'DeployRole'],
        ...['FrontendImageRole', 'FrontendPipelineRole', 'FrontendTestsRole'],
      ],
      imageThatCannotBePushed: ['FrontendImageRole: ecr:BatchGetImage'],
      artifactsBelowTheLeast: ['BackendPipelineRole', 'CatalogPipelineRole', 'FrontendPipelineRole'].flatMap((role) =>
        ['GetBucketAcl', 'GetObjectTagging', 'GetObjectVersionTagging', 'PutObjectAcl', 'PutObjectTagging'].map(
          (action) => `${role}: s3:${action}`,
        ),
      ),
      publishingByWhoeverLaunches: ['CatalogPublishRole'],
      publishingThatCannotReconcile: ['CatalogPublishRole: cloudformation:ListStackResources'],
      publishingInOneRegionOnly: ['CatalogPublishRole'],
      noticesOnCondition: ['NotificationsPolicy'],
      keyByAlias: [
        ...['BackendBuild', 'BackendInfrastructureTests', 'BackendPipeline', 'BackendUnitTests', 'CatalogPipeline'],
        ...['CatalogPublish', 'CatalogTests', 'Deploy', 'FrontendImage', 'FrontendPipeline', 'FrontendTests'],
      ],
      anyImageAsCurated: [...builds, 'FrontendTests'],
      connectionsOfTheOldName: ['ConnectionArn'],
    },
  },
];
