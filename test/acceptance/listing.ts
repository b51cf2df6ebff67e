import { createHash } from 'node:crypto';
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { IAM } from '@aws-sdk/client-iam';
import { ResourceGroupsTaggingAPI } from '@aws-sdk/client-resource-groups-tagging-api';
import { S3 } from '@aws-sdk/client-s3';
import { ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { pages } from '../../operations/aws/pages';
import type { TestSandbox } from '../sandbox/with-sandbox';

/**
 * Everything that is there in an account of a sandbox, as its lists and descriptions tell: stacks with their templates and
 * policies, roles and policies, what is offered and launched, tagged resources, buckets. Sorted, so that it can be compared.
 */
export async function listing(sandbox: TestSandbox, account?: string): Promise<readonly string[]> {
  const settings = sandbox.client(account);
  const all = [
    ...(await stacks(new CloudFormation(settings))),
    ...(await identities(new IAM(settings))),
    ...(await offered(new ServiceCatalog(settings))),
    ...(await resources(new ResourceGroupsTaggingAPI(settings))),
    ...(await buckets(new S3(settings))),
  ];
  return all.map((each) => inShort(JSON.stringify(each))).sort();
}

/** Beginning of a text, which names its thing, and a hash of all of it. */
function inShort(text: string): string {
  return `${text.slice(0, 120)} ${createHash('sha256').update(text).digest('hex')}`;
}

async function stacks(client: CloudFormation): Promise<unknown[]> {
  const { Stacks = [] } = await client.describeStacks({});
  const found: unknown[] = [];
  for (const stack of Stacks) {
    const { StackName = '' } = stack;
    const { TemplateBody } = await client.getTemplate({ StackName });
    const { StackPolicyBody } = await client.getStackPolicy({ StackName });
    found.push({ stack, TemplateBody, StackPolicyBody });
  }
  return found;
}

async function identities(client: IAM): Promise<unknown[]> {
  const found: unknown[] = [];
  const { Roles = [] } = await client.listRoles({ MaxItems: 1000 });
  for (const { RoleName = '' } of Roles) {
    if (isOfOtherRegion(RoleName)) continue;
    const { Role } = await client.getRole({ RoleName });
    const { AttachedPolicies } = await client.listAttachedRolePolicies({ RoleName });
    const { PolicyNames } = await client.listRolePolicies({ RoleName });
    found.push({ Role, AttachedPolicies, PolicyNames });
  }
  const { Policies = [] } = await client.listPolicies({ Scope: 'Local', MaxItems: 1000 });
  return [...found, ...Policies];
}

async function offered(client: ServiceCatalog): Promise<unknown[]> {
  const portfolios = await pages((PageToken) => client.listPortfolios({ PageToken }), 'PortfolioDetails');
  const found: unknown[] = [];
  for (const { Id = '' } of portfolios) {
    const { $metadata: _, ...portfolio } = await client.describePortfolio({ Id });
    const { Principals } = await client.listPrincipalsForPortfolio({ PortfolioId: Id });
    const { PortfolioShareDetails } = await client.describePortfolioShares({ PortfolioId: Id, Type: 'ACCOUNT' });
    found.push({ portfolio, Principals, PortfolioShareDetails });
  }
  const products = await pages((PageToken) => client.searchProductsAsAdmin({ PageToken }), 'ProductViewDetails');
  const launched = await pages(
    (PageToken) =>
      client.searchProvisionedProducts({ AccessLevelFilter: { Key: 'Account', Value: 'self' }, PageToken }),
    'ProvisionedProducts',
  );
  const { TagOptionDetails = [] } = await client.listTagOptions({});
  return [...found, ...products, ...launched, ...TagOptionDetails];
}

async function resources(client: ResourceGroupsTaggingAPI): Promise<unknown[]> {
  const found: unknown[] = [];
  let PaginationToken: string | undefined;
  do {
    const page = await client.getResources({ PaginationToken });
    found.push(...(page.ResourceTagMappingList ?? []));
    PaginationToken = page.PaginationToken;
  } while (PaginationToken);
  return found;
}

/** Whether something is what CDK needs in another region: a sandbox has it from the first call there on, a purge's question among them. */
function isOfOtherRegion(name = ''): boolean {
  return name.startsWith('cdk-hnb659fds-') && !name.endsWith('-us-east-1');
}

async function buckets(client: S3): Promise<unknown[]> {
  const { Buckets = [] } = await client.listBuckets({});
  const found: unknown[] = [];
  for (const bucket of Buckets) {
    if (isOfOtherRegion(bucket.Name)) continue;
    const { Contents = [] } = await client.listObjectsV2({ Bucket: bucket.Name });
    found.push({ bucket, keys: Contents.map(({ Key, ETag }) => [Key, ETag]) });
  }
  return found;
}
