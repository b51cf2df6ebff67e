import { CfnCondition, Fn } from 'aws-cdk-lib';
import { defineProduct, given } from '../../catalog/product';
import { networkContract } from '../network/contract';
import { publisher } from '../shared/publisher';
import { dataClaims } from './claims';
import { dataContract } from './contract';
import { CustomerKey } from './customer-key';
import { Database, databaseName } from './database/database';
import { dataExceptions } from './exceptions';
import { Backup } from './files/backup';
import { FileSystem } from './files/file-system';
import { dataLaunchRole } from './launch-role';
import { dataParameters } from './parameters';
import { addRules } from './rules';
import { IdentityPool } from './sign-in/identity-pool';
import { UserPool } from './sign-in/user-pool';
import { dataSizes } from './sizes';
import { Buckets } from './tables-and-buckets/buckets';
import { Tables } from './tables-and-buckets/tables';

/** Data tier: what keeps the platform's data and knows its users. */
export const data = defineProduct({
  ...publisher,
  id: 'data',
  name: 'Bellyfed Data',
  description:
    'The stores of an environment: an Aurora PostgreSQL database, DynamoDB tables, buckets, an encrypted file system ' +
    'with daily backups, and the user pool with which people sign in. Launch it after the network.',
  contract: dataContract,
  parameters: dataParameters,
  sizes: dataSizes,
  launchRole: dataLaunchRole,
  claims: dataClaims,
  exceptions: dataExceptions,

  build(stack) {
    const { parameters, environmentName: environment } = stack;
    addRules(stack);
    const { vpcId, availabilityZones, isolatedSubnetIds: subnetIds } = stack.imports(networkContract);

    const condition = (id: string, expression: ReturnType<typeof Fn.conditionEquals>) =>
      new CfnCondition(stack, id, { expression });
    const hasThirdZone = condition('HasThirdZone', Fn.conditionEquals(parameters.ZoneCount, '3'));
    const isProtected = condition('IsProtected', Fn.conditionEquals(stack.size('deletionProtection'), 'true'));
    const key = new CustomerKey(stack, 'Key', parameters.KeyArn.valueAsString);

    const database = new Database(stack, 'Database', {
      environment,
      vpcId,
      subnetIds,
      availabilityZones: [0, 1, 2].map((zone) => Fn.select(zone, availabilityZones)),
      hasThirdZone,
      key,
      minCapacity: stack.choice('DatabaseMinCapacity'),
      maxCapacity: stack.choice('DatabaseMaxCapacity'),
      readers: stack.choice('DatabaseReaders'),
      backupRetentionDays: stack.choice('BackupRetention'),
      logRetentionDays: stack.choice('LogRetention'),
      hasDataApi: condition('HasDataApi', Fn.conditionEquals(parameters.DataApi, 'yes')),
      isMonitored: condition('IsMonitored', Fn.conditionEquals(stack.choice('DatabaseMonitoring'), 'yes')),
      isProtected,
    });
    const tables = new Tables(stack, 'Tables', {
      environment,
      key,
      isProtected,
      protectsReplicas: condition(
        'ProtectsReplicas',
        Fn.conditionAnd(isProtected, Fn.conditionEquals(parameters.ProtectReplicas, 'yes')),
      ),
      replicas: [
        {
          exists: condition('HasReplica1', given(parameters.ReplicaRegion1)),
          region: parameters.ReplicaRegion1.valueAsString,
          keyArn: parameters.ReplicaKeyArn1.valueAsString,
        },
        {
          exists: condition('HasReplica2', given(parameters.ReplicaRegion2)),
          region: parameters.ReplicaRegion2.valueAsString,
          keyArn: parameters.ReplicaKeyArn2.valueAsString,
        },
      ],
      tags: { Environment: environment, EnvironmentType: stack.environmentType, Product: 'data' },
    });
    const buckets = new Buckets(stack, 'Buckets', {
      environment,
      key,
      logRetentionDays: stack.choice('LogRetention'),
      uploadOrigins: parameters.UploadOrigins.valueAsString,
    });
    const files = new FileSystem(stack, 'FileSystem', { environment, vpcId, subnetIds, hasThirdZone, key });
    const backup = new Backup(stack, 'Backup', {
      environment,
      fileSystem: files.fileSystem,
      key,
      retentionDays: stack.choice('BackupRetention'),
      isProtected,
    });
    const userPool = new UserPool(stack, 'UserPool', {
      environment,
      key,
      mfa: parameters.Mfa.valueAsString,
      tier: parameters.UserPoolTier.valueAsString,
      threatProtection: parameters.ThreatProtection.valueAsString,
      selfSignUp: parameters.SelfSignUp.valueAsString,
      callbackUrls: parameters.CallbackUrls.valueAsString,
      signOutUrls: parameters.SignOutUrls.valueAsString,
      loginDomainPrefix: parameters.LoginDomainPrefix.valueAsString,
      emailIdentityArn: parameters.EmailIdentityArn.valueAsString,
      emailSender: parameters.EmailSender.valueAsString,
      isProtected,
    });
    const identityPool = new IdentityPool(stack, 'IdentityPool', {
      environment,
      userPool,
      uploads: buckets.uploads,
      key,
    });

    return {
      DatabaseEndpoint: database.cluster.attrEndpointAddress,
      DatabaseReaderEndpoint: database.cluster.attrReadEndpointAddress,
      DatabasePort: database.cluster.attrEndpointPort,
      DatabaseName: databaseName,
      DatabaseSecretArn: database.cluster.attrMasterUserSecretSecretArn,
      DatabaseClusterId: database.cluster.ref,
      DatabaseClusterResourceId: database.cluster.attrDbClusterResourceId,
      DatabaseSecurityGroupId: database.securityGroup.attrGroupId,
      ContentTableName: tables.content.name,
      ContentTableArn: tables.content.arn,
      SessionsTableName: tables.sessions.name,
      SessionsTableArn: tables.sessions.arn,
      IdempotencyTableName: tables.idempotency.name,
      IdempotencyTableArn: tables.idempotency.arn,
      AssetsBucketName: buckets.assets.ref,
      UploadsBucketName: buckets.uploads.ref,
      LogsBucketName: buckets.logs.ref,
      FileSystemId: files.fileSystem.ref,
      FileSystemSecurityGroupId: files.securityGroup.attrGroupId,
      ApplicationAccessPointId: files.applicationAccessPointId,
      SearchAccessPointIds: files.searchAccessPointIds,
      BackupVaultName: backup.vaultName,
      UserPoolId: userPool.pool.ref,
      UserPoolArn: userPool.pool.attrArn,
      WebClientId: userPool.client.ref,
      UserPoolDomain: userPool.domainName,
      IdentityPoolId: identityPool.id,
      AuthenticatedRoleName: identityPool.authenticatedRoleName,
      KeyArn: key.orNone,
    };
  },
});
