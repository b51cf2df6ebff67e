import type { Account } from '@aws-sdk/client-account';
import type { APIGateway } from '@aws-sdk/client-api-gateway';
import type { Backup } from '@aws-sdk/client-backup';
import type { CloudControl } from '@aws-sdk/client-cloudcontrol';
import type { CloudFormation } from '@aws-sdk/client-cloudformation';
import type { EventBridge } from '@aws-sdk/client-eventbridge';
import type { IAM } from '@aws-sdk/client-iam';
import type { Organizations } from '@aws-sdk/client-organizations';
import type { Proton } from '@aws-sdk/client-proton';
import type { RDS } from '@aws-sdk/client-rds';
import type { ResourceGroupsTaggingAPI } from '@aws-sdk/client-resource-groups-tagging-api';
import type { S3 } from '@aws-sdk/client-s3';
import type { ServiceCatalog } from '@aws-sdk/client-service-catalog';
import type { ServiceQuotas } from '@aws-sdk/client-service-quotas';
import type { SNS } from '@aws-sdk/client-sns';
import type { Credentials } from '@aws-sdk/client-sts';
import { type AwsOptions, type ClientSettings, clientSettings, type Patience, regionOf } from './client-settings';
import { sandboxEnvironment } from './sandbox-environment';

export type { AwsOptions };

/** Account and region that an operation works on, and the clients that call it. */
export interface AwsTarget {
  readonly region: string;
  /** The endpoint that stands in for AWS's own; undefined on AWS. */
  readonly endpoint: string | undefined;
  /** Whether the endpoint is on this machine: nothing that is done there can cost anything. */
  readonly isLocal: boolean;
  /** The environment of a process that is to make the same calls. */
  readonly environment: NodeJS.ProcessEnv;
  /** The account of the credentials, 12 digits. */
  accountId(): Promise<string>;
  /** The ARN of who the credentials are. */
  callerArn(): Promise<string>;
  /** The same endpoint and region as another role. */
  assume(roleArn: string): Promise<AwsTarget>;
  /** The same endpoint and credentials in another region. */
  inRegion(region: string): Promise<AwsTarget>;
  serviceCatalog(patience?: Patience): Promise<ServiceCatalog>;
  cloudFormation(patience?: Patience): Promise<CloudFormation>;
  account(): Promise<Account>;
  apiGateway(): Promise<APIGateway>;
  backup(): Promise<Backup>;
  cloudControl(): Promise<CloudControl>;
  eventBridge(): Promise<EventBridge>;
  iam(): Promise<IAM>;
  organizations(): Promise<Organizations>;
  proton(): Promise<Proton>;
  rds(): Promise<RDS>;
  s3(): Promise<S3>;
  serviceQuotas(): Promise<ServiceQuotas>;
  sns(): Promise<SNS>;
  tagging(): Promise<ResourceGroupsTaggingAPI>;
}

/**
 * Finds out where calls go: by the SDK's default chain, with what the AWS CLI also reads (`AWS_DEFAULT_REGION`).
 * A local endpoint asks for neither credentials nor region; a bare account id stands for its default role.
 *
 * An endpoint that is chosen holds for every service: a service's own variable or profile entry can't send part of the
 * calls elsewhere. https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 *
 * @throws `CatalogError` `invalid-endpoint`, `no-region`, `unknown-profile`
 */
export async function awsTarget(options: AwsOptions, { env }: { readonly env: NodeJS.ProcessEnv }): Promise<AwsTarget> {
  const { settings, isLocal, sandbox } = await clientSettings(options, env);
  const environmentIn = (region: string) => (sandbox === undefined ? env : sandboxEnvironment(env, sandbox, region));
  return targetOf(settings, { endpoint: settings.endpoint, isLocal, environmentIn });
}

/** Parts of a target that every other region and role of it shares. */
interface TargetPlace extends Pick<AwsTarget, 'endpoint' | 'isLocal'> {
  environmentIn(region: string): NodeJS.ProcessEnv;
}

async function targetOf(settings: ClientSettings, place: TargetPlace): Promise<AwsTarget> {
  const { STS } = await import('@aws-sdk/client-sts');
  const sts = new STS(settings);
  const region = await regionOf(sts);
  return {
    region,
    endpoint: place.endpoint,
    isLocal: place.isLocal,
    environment: place.environmentIn(region),
    accountId: async () => (await sts.getCallerIdentity({})).Account ?? 'unknown',
    callerArn: async () => (await sts.getCallerIdentity({})).Arn ?? 'unknown',
    assume: async (RoleArn) => {
      const { Credentials } = await sts.assumeRole({ RoleArn, RoleSessionName: 'catalog' });
      return targetOf({ ...settings, region, credentials: keysOf(Credentials) }, place);
    },
    inRegion: (other) => targetOf({ ...settings, region: other }, place),
    account: async () => {
      const { Account } = await import('@aws-sdk/client-account');
      return new Account(settings);
    },
    organizations: async () => {
      const { Organizations } = await import('@aws-sdk/client-organizations');
      return new Organizations(settings);
    },
    sns: async () => {
      const { SNS } = await import('@aws-sdk/client-sns');
      return new SNS(settings);
    },
    apiGateway: async () => {
      const { APIGateway } = await import('@aws-sdk/client-api-gateway');
      return new APIGateway(settings);
    },
    eventBridge: async () => {
      const { EventBridge } = await import('@aws-sdk/client-eventbridge');
      return new EventBridge(settings);
    },
    iam: async () => {
      const { IAM } = await import('@aws-sdk/client-iam');
      return new IAM(settings);
    },
    serviceQuotas: async () => {
      const { ServiceQuotas } = await import('@aws-sdk/client-service-quotas');
      return new ServiceQuotas(settings);
    },
    serviceCatalog: async (patience) => {
      const { ServiceCatalog } = await import('@aws-sdk/client-service-catalog');
      return new ServiceCatalog({ ...settings, ...patience });
    },
    cloudFormation: async (patience) => {
      const { CloudFormation } = await import('@aws-sdk/client-cloudformation');
      return new CloudFormation({ ...settings, ...patience });
    },
    backup: async () => {
      const { Backup } = await import('@aws-sdk/client-backup');
      return new Backup(settings);
    },
    cloudControl: async () => {
      const { CloudControl } = await import('@aws-sdk/client-cloudcontrol');
      return new CloudControl(settings);
    },
    proton: async () => {
      const { Proton } = await import('@aws-sdk/client-proton');
      return new Proton(settings);
    },
    rds: async () => {
      const { RDS } = await import('@aws-sdk/client-rds');
      return new RDS(settings);
    },
    s3: async () => {
      const { S3 } = await import('@aws-sdk/client-s3');
      return new S3({ ...settings, forcePathStyle: place.isLocal });
    },
    tagging: async () => {
      const { ResourceGroupsTaggingAPI } = await import('@aws-sdk/client-resource-groups-tagging-api');
      return new ResourceGroupsTaggingAPI(settings);
    },
  };
}

function keysOf({ AccessKeyId = '', SecretAccessKey = '', SessionToken }: Partial<Credentials> = {}) {
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}
