import type { Claims } from '../coverage/platform';

/** Parts of the platform that the data tier's resources provide. */
export const dataClaims: Claims = {
  S1: ['DatabaseCluster', 'DatabaseWriterInstance', 'DatabaseReader*Instance', 'DatabaseSubnetGroup'],
  S2: ['DatabaseCluster'],
  S3: ['DatabaseCluster'],
  S4: ['Tables*'],
  S5: ['Tables*'],
  S6: ['Tables*'],
  S7: ['BucketsLogs', 'BucketsAssets', 'BucketsUploads', 'Buckets*Policy'],
  S8: ['FileSystem', 'FileSystem*AccessPoint', 'FileSystem*MountTarget'],
  S9: ['BackupPlan', 'BackupSelection', 'BackupVault'],
  A1: ['UserPool', 'UserPoolWebClient', 'UserPoolDomain'],
  A2: ['IdentityPool', 'IdentityPoolRoles', 'IdentityPoolAuthenticatedRole'],
  A3: ['DatabaseMonitoringRole', 'BackupRole', 'IdentityPoolAuthenticatedRole'],
  A5: ['DatabaseSecurityGroup', 'FileSystemSecurityGroup'],
  M1: ['DatabaseLogGroup'],
  X1: ['DatabaseCluster', 'Tables*', 'BucketsLogs', 'BucketsAssets', 'BucketsUploads', 'FileSystem', 'BackupVault'],
  X2: ['DatabaseParameterGroup', 'Buckets*Policy', 'FileSystem'],
  X3: ['IdentityPoolAuthenticatedRole', 'FileSystem'],
  X7: ['UserPoolWebClient'],
  X8: ['Buckets*Policy', 'FileSystem', 'BackupVault'],
  R1: ['DatabaseCluster', 'Tables*', 'BucketsAssets', 'BucketsUploads', 'BackupPlan'],
  R2: ['DatabaseReader*Instance', 'FileSystem*MountTarget'],
  R3: ['DatabaseCluster', 'Tables*', 'BucketsAssets', 'BucketsUploads', 'FileSystem', 'UserPool', 'BackupVault'],
};
