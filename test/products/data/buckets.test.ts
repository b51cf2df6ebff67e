import { environmentTypeNames, synthesizeProduct } from '../../../catalog/product';
import { data } from '../../../products/data/product';
import { dataSizes } from '../../../products/data/sizes';
import { KeyArn, properties } from './launch';

const buckets = ['Assets', 'Uploads', 'Logs'];
const { Resources } = synthesizeProduct(data).template;

describe.each(buckets)('the bucket %s', (name) => {
  const id = `Buckets${name}`;

  it('keeps versions, is encrypted, and is closed to the public', () => {
    expect(properties(id)).toMatchObject({
      BucketName: `bellyfed-one-${name.toLowerCase()}-51af3dc0`,
      VersioningConfiguration: { Status: 'Enabled' },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
    expect(properties(id)).toHaveProperty('BucketEncryption.ServerSideEncryptionConfiguration.0');
  });

  it('drops old versions and abandoned uploads', () => {
    expect(JSON.stringify(properties(id).LifecycleConfiguration)).toMatch(/NoncurrentVersionExpiration/);
    expect(JSON.stringify(properties(id).LifecycleConfiguration)).toMatch(/AbortIncompleteMultipartUpload/);
  });

  it('refuses plain HTTP and old TLS from everybody, for the bucket and all that is in it', () => {
    const everything = { Principal: '*', Action: 's3:*', Resource: [`${id}.Arn`, `${id}.Arn/*`], Effect: 'Deny' };
    expect(properties(`${id}Policy`)).toMatchObject({ Bucket: id });
    expect(properties(`${id}Policy`)).toHaveProperty('PolicyDocument.Statement.0', {
      ...everything,
      Sid: 'RefusePlainHttp',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
    expect(properties(`${id}Policy`)).toHaveProperty('PolicyDocument.Statement.1', {
      ...everything,
      Sid: 'RefuseOldTls',
      Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } },
    });
  });

  it('stays when the stack goes, and its policy with it; when the launch fails, only what may hold logs by then', () => {
    const DeletionPolicy = name === 'Logs' ? 'Retain' : 'RetainExceptOnCreate';
    for (const each of [id, `${id}Policy`]) {
      expect(Resources[each]).toMatchObject({ DeletionPolicy, UpdateReplacePolicy: 'Retain' });
    }
  });
});

describe('the logs bucket', () => {
  it('lets S3 deliver for the two other buckets only, and load balancers under this account only', () => {
    expect(properties('BucketsLogsPolicy')).toHaveProperty('PolicyDocument.Statement.2', {
      Sid: 'BucketLogs',
      Effect: 'Allow',
      Principal: { Service: 'logging.s3.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: 'BucketsLogs.Arn/s3/*',
      Condition: {
        StringEquals: { 'aws:SourceAccount': '111122223333' },
        ArnLike: {
          'aws:SourceArn': ['assets', 'uploads'].map((name) => `arn:aws:s3:::bellyfed-one-${name}-51af3dc0`),
        },
      },
    });
    expect(properties('BucketsLogsPolicy')).toHaveProperty('PolicyDocument.Statement.3', {
      Sid: 'LoadBalancerLogs',
      Effect: 'Allow',
      Principal: { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: 'BucketsLogs.Arn/load-balancer/AWSLogs/111122223333/*',
    });
    expect(properties('BucketsLogsPolicy')).not.toHaveProperty('PolicyDocument.Statement.4');
  });

  it.each(environmentTypeNames)('forgets as its type says, in %s', (EnvironmentType) => {
    expect(properties('BucketsLogs', { EnvironmentType })).toHaveProperty(
      'LifecycleConfiguration.Rules.0.ExpirationInDays',
      dataSizes.logRetentionDays[EnvironmentType],
    );
  });

  it('keeps the key of S3, which load balancers insist on, whatever the others have', () => {
    const path = 'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault';
    expect(properties('BucketsLogs', { KeyArn })).toHaveProperty(path, { SSEAlgorithm: 'AES256' });
    for (const id of ['BucketsAssets', 'BucketsUploads']) {
      expect(properties(id, { KeyArn })).toHaveProperty(path, { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KeyArn });
      expect(properties(id)).toHaveProperty(path, { SSEAlgorithm: 'aws:kms' });
      expect(properties(id)).toHaveProperty('LoggingConfiguration.DestinationBucketName', 'BucketsLogs');
    }
  });
});

describe('the uploads bucket', () => {
  it('lets pages of the named origins upload, and none otherwise', () => {
    const UploadOrigins = 'https://example.com,http://localhost:3000';
    expect(properties('BucketsUploads', { UploadOrigins })).toHaveProperty(
      'CorsConfiguration.CorsRules.0.AllowedOrigins',
      ['https://example.com', 'http://localhost:3000'],
    );
    expect(properties('BucketsUploads')).not.toHaveProperty('CorsConfiguration');
  });
});
