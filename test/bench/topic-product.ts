import { S3 } from '@aws-sdk/client-s3';
import type {
  ProvisioningParameter,
  ProvisionProductCommandInput,
  ServiceCatalog,
} from '@aws-sdk/client-service-catalog';

/** Something that can be launched. */
export interface Offered {
  readonly request: Pick<ProvisionProductCommandInput, 'ProductId' | 'ProvisioningArtifactId' | 'PathId'>;
  parameters(name: string): ProvisioningParameter[];
}

const template = { Resources: { Topic: { Type: 'AWS::SNS::Topic' } }, Outputs: { Arn: { Value: { Ref: 'Topic' } } } };

/** Publishes the smallest product worth launching: ten thousand of it fill a sandbox within minutes. */
export async function publishTopic(serviceCatalog: ServiceCatalog): Promise<Offered> {
  const { endpoint, credentials, region } = serviceCatalog.config;
  const s3 = new S3({ endpoint, credentials, region, forcePathStyle: true });
  await s3.createBucket({ Bucket: 'bench' });
  await s3.putObject({ Bucket: 'bench', Key: 'topic.json', Body: JSON.stringify(template) });
  const product = await serviceCatalog.createProduct({
    Name: 'Topic',
    Owner: 'Bench',
    ProductType: 'CLOUD_FORMATION_TEMPLATE',
    ProvisioningArtifactParameters: {
      Name: '1.0.0',
      Type: 'CLOUD_FORMATION_TEMPLATE',
      Info: { LoadTemplateFromURL: 'https://s3.us-east-1.amazonaws.com/bench/topic.json' },
    },
    IdempotencyToken: 'bench',
  });
  const ProductId = product.ProductViewDetail?.ProductViewSummary?.ProductId;
  const { PortfolioDetail } = await serviceCatalog.createPortfolio({
    DisplayName: 'Bench',
    ProviderName: 'Bench',
    IdempotencyToken: 'bench',
  });
  const PortfolioId = PortfolioDetail?.Id;
  await serviceCatalog.associateProductWithPortfolio({ ProductId, PortfolioId });
  await serviceCatalog.associatePrincipalWithPortfolio({
    PortfolioId,
    PrincipalARN: 'arn:aws:iam:::role/BellyfedPlatformEngineer',
    PrincipalType: 'IAM_PATTERN',
  });
  const { LaunchPathSummaries: [path] = [] } = await serviceCatalog.listLaunchPaths({ ProductId });
  return {
    request: { ProductId, ProvisioningArtifactId: product.ProvisioningArtifactDetail?.Id, PathId: path?.Id },
    parameters: () => [],
  };
}
