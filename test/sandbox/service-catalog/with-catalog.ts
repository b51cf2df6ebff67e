import { CreatePolicyCommand, CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  AssociatePrincipalWithPortfolioCommand,
  AssociateProductWithPortfolioCommand,
  CreateConstraintCommand,
  CreatePortfolioCommand,
  CreateProductCommand,
  CreateProvisioningArtifactCommand,
  ListLaunchPathsCommand,
  type ProvisioningArtifactProperties,
  ServiceCatalogClient,
} from '@aws-sdk/client-service-catalog';
import { PERMISSIONS_BOUNDARIES } from '../../../catalog/product/permissions-boundary';
import type { TestSandbox } from '../with-sandbox';

/** The smallest template that makes something, may be updated, and says something. */
export const QUEUE_TEMPLATE = {
  AWSTemplateFormatVersion: '2010-09-09',
  Description: 'A queue',
  Parameters: {
    Name: { Type: 'String', Default: 'first', AllowedPattern: '^[a-z]+$', ConstraintDescription: 'small letters' },
    Size: { Type: 'String', Default: 'small', AllowedValues: ['small', 'large'], Description: 'How large' },
    Delay: { Type: 'Number', Default: 0, MaxValue: 900 },
  },
  Resources: {
    Queue: { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: { Ref: 'Delay' } } },
  },
  Outputs: { QueueName: { Description: 'Its name', Value: { Ref: 'Name' } } },
};

/** Catalog of a test: one account's client, and the steps that most tests begin with. */
export class TestCatalog {
  readonly client: ServiceCatalogClient;
  private readonly s3: S3Client;
  private readonly iam: IAMClient;
  private objects = 0;

  constructor(
    readonly sandbox: TestSandbox,
    readonly accountId = '000000000000',
  ) {
    const settings = sandbox.client(accountId);
    this.client = new ServiceCatalogClient(settings);
    this.s3 = new S3Client(settings);
    this.iam = new IAMClient(settings);
  }

  /** Puts a template (or any text) into a bucket and answers its URL. */
  async upload(template: unknown): Promise<string> {
    const bucket = `templates-${this.accountId}`;
    if (this.objects === 0) await this.s3.send(new CreateBucketCommand({ Bucket: bucket }));
    this.objects += 1;
    const key = `template-${this.objects}.json`;
    const body = typeof template === 'string' ? template : JSON.stringify(template);
    await this.s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
    return `https://s3.us-east-1.amazonaws.com/${bucket}/${key}`;
  }

  /** A product with one version, `1.0.0`. */
  async product(
    name: string,
    template: unknown = QUEUE_TEMPLATE,
    more: ProvisioningArtifactProperties = {},
  ): Promise<{ productId: string; artifactId: string }> {
    const { ProductViewDetail: detail, ProvisioningArtifactDetail: artifact } = await this.client.send(
      new CreateProductCommand({
        Name: name,
        Owner: 'Platform',
        ProductType: 'CLOUD_FORMATION_TEMPLATE',
        ProvisioningArtifactParameters: {
          Name: '1.0.0',
          Type: 'CLOUD_FORMATION_TEMPLATE',
          Info: { LoadTemplateFromURL: await this.upload(template) },
          ...more,
        },
      }),
    );
    return { productId: text(detail?.ProductViewSummary?.ProductId), artifactId: text(artifact?.Id) };
  }

  /** One more version of a product. */
  async version(productId: string, name: string, template: unknown = QUEUE_TEMPLATE): Promise<string> {
    const { ProvisioningArtifactDetail: artifact } = await this.client.send(
      new CreateProvisioningArtifactCommand({
        ProductId: productId,
        Parameters: {
          Name: name,
          Type: 'CLOUD_FORMATION_TEMPLATE',
          Info: { LoadTemplateFromURL: await this.upload(template) },
        },
      }),
    );
    return text(artifact?.Id);
  }

  /** A portfolio with these products. */
  async portfolio(name: string, ...productIds: string[]): Promise<string> {
    const { PortfolioDetail: detail } = await this.client.send(
      new CreatePortfolioCommand({ DisplayName: name, ProviderName: 'Platform' }),
    );
    const portfolioId = text(detail?.Id);
    for (const productId of productIds) await this.associate(portfolioId, productId);
    return portfolioId;
  }

  /** Puts a product into a portfolio. */
  async associate(PortfolioId: string, ProductId: string): Promise<void> {
    await this.client.send(new AssociateProductWithPortfolioCommand({ PortfolioId, ProductId }));
  }

  /** Lets the sandbox's default role launch from a portfolio. */
  async admit(portfolioId: string, principalArn = 'arn:aws:iam:::role/BellyfedPlatform*'): Promise<void> {
    await this.client.send(
      new AssociatePrincipalWithPortfolioCommand({
        PortfolioId: portfolioId,
        PrincipalARN: principalArn,
        PrincipalType: 'IAM_PATTERN',
      }),
    );
  }

  /** Puts a constraint on a product in a portfolio. */
  async constrain(portfolioId: string, productId: string, type: string, parameters: unknown): Promise<string> {
    const { ConstraintDetail: detail } = await this.client.send(
      new CreateConstraintCommand({
        PortfolioId: portfolioId,
        ProductId: productId,
        Type: type,
        Parameters: JSON.stringify(parameters),
      }),
    );
    return text(detail?.ConstraintId);
  }

  /** A role, by default one that Service Catalog may assume and that may do everything. */
  async role(name: string, actions: string[] = ['*'], service = 'servicecatalog.amazonaws.com'): Promise<string> {
    const trust = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
    };
    const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] };
    const { Role: role } = await this.iam.send(
      new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: JSON.stringify(trust) }),
    );
    const document = { RoleName: name, PolicyName: 'launch', PolicyDocument: JSON.stringify(policy) };
    await this.iam.send(new PutRolePolicyCommand(document));
    return text(role?.Arn);
  }

  /** The permissions boundaries that roles of products name, which the account stack makes. */
  async boundaries(): Promise<void> {
    for (const PolicyName of Object.values(PERMISSIONS_BOUNDARIES)) {
      const Statement = [{ Effect: 'Allow', Action: '*', Resource: '*' }];
      const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
      await this.iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument }));
    }
  }

  /** The ids of the caller's ways to a product. */
  async paths(productId: string): Promise<string[]> {
    const { LaunchPathSummaries: paths = [] } = await this.client.send(
      new ListLaunchPathsCommand({ ProductId: productId }),
    );
    return paths.map(({ Id }) => text(Id));
  }
}

/** A text that must be there. */
export function text(value: string | undefined): string {
  if (value === undefined) throw new Error('expected a text');
  return value;
}

/** Refusal of a call: its AWS code and message. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error) return `${error.name}: ${error.message}`;
  }
  throw new Error('the call was not refused');
}
