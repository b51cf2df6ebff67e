import { environmentTypeNames, synthesizeProduct } from '../../../../catalog/product';
import { delivery } from '../../../../products/delivery/product';
import { deliverySizes } from '../../../../products/delivery/sizes';
import { KeyArn, launch, properties } from '../launch';

const { Resources } = synthesizeProduct(delivery).template;

describe('the artifact bucket', () => {
  it('keeps versions, is encrypted, closed to the public, and named after its stack', () => {
    expect(properties('Artifacts')).toMatchObject({
      BucketName: 'bellyfed-one-artifacts-51af3dc0',
      VersioningConfiguration: { Status: 'Enabled' },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
    });
  });

  it('refuses plain HTTP and old TLS from everybody', () => {
    const statements = properties('ArtifactsPolicy').PolicyDocument;
    const everything = {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: ['Artifacts.Arn', 'Artifacts.Arn/*'],
    };
    expect(statements).toEqual({
      Version: '2012-10-17',
      Statement: [
        { ...everything, Sid: 'RefusePlainHttp', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
        { ...everything, Sid: 'RefuseOldTls', Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } },
      ],
    });
  });

  it.each(environmentTypeNames)('forgets as its type says, in %s', (EnvironmentType) => {
    const days = deliverySizes.logRetentionDays[EnvironmentType];
    expect(properties('Artifacts', { EnvironmentType })).toHaveProperty(
      'LifecycleConfiguration.Rules.0.ExpirationInDays',
      days,
    );
    expect(properties('DeployLogGroup', { EnvironmentType }).RetentionInDays).toBe(days);
  });
});

describe('the image repository', () => {
  it('scans what is pushed, and never gives a tag to another image', () => {
    expect(properties('Images')).toMatchObject({
      RepositoryName: 'bellyfed-one-web-51af3dc0',
      ImageTagMutability: 'IMMUTABLE',
      ImageScanningConfiguration: { ScanOnPush: true },
    });
  });

  it('drops what has no tag after a week, and all but the newest 100', () => {
    const { LifecyclePolicyText: text } = properties('Images').LifecyclePolicy as { LifecyclePolicyText: string };
    expect(JSON.parse(text).rules).toMatchObject([
      { selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countNumber: 7 } },
      { selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 100 } },
    ]);
  });
});

it.each(['Artifacts', 'ArtifactsPolicy', 'Images', 'NotificationsOwnKey'])('%s stays when the stack goes', (id) => {
  expect(Resources[id]).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
});

describe('a key of the form', () => {
  const sse = 'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault';

  it('encrypts images, artifacts, logs, builds and notifications', () => {
    expect(properties('Artifacts', { KeyArn })).toHaveProperty(sse, {
      SSEAlgorithm: 'aws:kms',
      KMSMasterKeyID: KeyArn,
    });
    expect(properties('Images', { KeyArn })).toHaveProperty('EncryptionConfiguration.KmsKey', KeyArn);
    expect(properties('DeployLogGroup', { KeyArn }).KmsKeyId).toBe(KeyArn);
    expect(properties('Deploy', { KeyArn }).EncryptionKey).toBe(KeyArn);
    expect(properties('Notifications', { KeyArn }).KmsMasterKeyId).toBe(KeyArn);
    expect(launch({ KeyArn }).resources.NotificationsOwnKey).toBeUndefined();
  });

  it('is used by every role of a project, for what lies in S3', () => {
    for (const role of ['BackendBuildRole', 'DeployRole', 'FrontendImageRole']) {
      expect(JSON.stringify(properties(role, { KeyArn }))).toContain(`"Resource":"${KeyArn}"`);
      expect(JSON.stringify(properties(role))).not.toContain('kms:');
    }
  });

  it('gives way to the keys of AWS when there is none', () => {
    expect(properties('Artifacts')).toHaveProperty(sse, { SSEAlgorithm: 'aws:kms' });
    expect(properties('Images').EncryptionConfiguration).toEqual({ EncryptionType: 'KMS' });
    expect(properties('DeployLogGroup')).not.toHaveProperty('KmsKeyId');
    // An alias of AWS's may not be there yet: the service's default is the same key.
    expect(properties('Deploy')).not.toHaveProperty('EncryptionKey');
    expect(properties('BackendUnitTestsReportGroup')).not.toHaveProperty('ExportConfig.S3Destination.EncryptionKey');
  });
});

describe('the topic', () => {
  it('is published to by notifications of this account only, over TLS', () => {
    expect(properties('NotificationsPolicy')).toHaveProperty('PolicyDocument.Statement', [
      {
        Sid: 'NotificationsPublish',
        Effect: 'Allow',
        Principal: { Service: 'codestar-notifications.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: 'Notifications',
        Condition: { StringEqualsIfExists: { 'aws:SourceAccount': '111122223333' } },
      },
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    ]);
  });

  it('has a key that notifications may use through SNS', () => {
    expect(properties('Notifications').KmsMasterKeyId).toBe('NotificationsOwnKey');
    expect(properties('NotificationsOwnKey')).toHaveProperty('KeyPolicy.Statement.1', {
      Sid: 'NotificationsEncrypt',
      Effect: 'Allow',
      Principal: { Service: 'codestar-notifications.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Resource: '*',
      Condition: { StringEquals: { 'kms:ViaService': 'sns.eu-central-1.amazonaws.com' } },
    });
  });

  it('writes to an address only if there is one', () => {
    expect(launch().resources.NotificationsEmailSubscription).toBeUndefined();
    expect(properties('NotificationsEmailSubscription', { NotificationEmail: 'a@example.com' })).toMatchObject({
      Protocol: 'email',
      Endpoint: 'a@example.com',
      TopicArn: 'Notifications',
    });
  });
});
