/** The roles of pipelines, made by their products and then used: what their programs call they may, and no more. */
import { randomUUID } from 'node:crypto';
import { CloudFormation, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';
import { IAM } from '@aws-sdk/client-iam';
import { ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { type Product, synthesizeProduct } from '../../catalog/product';
import { deploy } from '../../products/delivery/deploy/deploy.codebuild';
import { readDeployment } from '../../products/delivery/deploy/deployment.codebuild';
import { delivery } from '../../products/delivery/product';
import { publishing } from '../../products/publishing/product';
import { callBySdk } from '../products/delivery/deploy/call-by-sdk';
import { startPublishedSandbox } from '../published-catalog/published-sandbox';
import { TestOrganization } from '../sandbox/organizations/test-organization';
import { type SessionSettings, sessionOf } from '../sandbox/role-session';
import { TestCatalog } from '../sandbox/service-catalog/with-catalog';
import type { TestSandbox } from '../sandbox/with-sandbox';
import { copyProject, type ProjectCopy } from './project-copy';
import { catalogAs } from './receiving-account';

let sandbox: TestSandbox;
let catalog: TestCatalog;
let project: ProjectCopy;
beforeAll(async () => {
  sandbox = await startPublishedSandbox();
  catalog = new TestCatalog(sandbox);
  project = copyProject();
}, 180_000);
afterAll(async () => {
  await sandbox?.stop();
  project?.remove();
});

/** Launches a product's source in `dev`, and answers a session of one of its roles. */
async function roleOf(product: Product, answers: object, LogicalResourceId: string): Promise<SessionSettings> {
  const client = new CloudFormation(sandbox.client());
  const StackName = `SC-${product.id}`;
  const given = { EnvironmentName: 'dev', EnvironmentType: 'dev', ...answers };
  await client.createStack({
    StackName,
    TemplateURL: await catalog.upload(synthesizeProduct(product).template),
    Capabilities: ['CAPABILITY_NAMED_IAM'],
    Parameters: Object.entries(given).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
  });
  await waitUntilStackCreateComplete({ client, maxWaitTime: 60, minDelay: 1 }, { StackName });
  const { StackResourceDetail } = await client.describeStackResource({ StackName, LogicalResourceId });
  return sessionOf(sandbox, StackResourceDetail?.PhysicalResourceId ?? '');
}

const refused = (action: string) => new RegExp(`is not authorized to perform: ${action} on resource: `);

it('the role of deployments brings a tier to another version, and does nothing else', async () => {
  const administrator = sandbox.client().credentials;
  const launch = ['launch', 'network', '--environment', 'dev', '--type', 'dev', '--version', '1.0.0', '--yes'];
  expect(await catalogAs(administrator, sandbox, project.root, ...launch)).toMatchObject({ code: 0 });
  const role = await roleOf(delivery, { BackendRepository: 'bellyfed/platform' }, 'DeployRole');
  const lines: string[] = [];
  await deploy(readDeployment('{"network":{"version":"1.0.1"}}'), {
    environment: 'dev',
    mode: 'deploy',
    allowReplacement: false,
    call: callBySdk(role),
    print: (line) => lines.push(line),
    pause: () => new Promise((done) => setTimeout(done, 10)),
    newToken: randomUUID,
  });
  expect(lines.at(-1)).toBe('dev-network: done');

  const client = new ServiceCatalog(role);
  await expect(client.terminateProvisionedProduct({ ProvisionedProductName: 'dev-network' })).rejects.toThrow(
    refused('servicecatalog:TerminateProvisionedProduct'),
  );
  await expect(client.provisionProduct({ ProvisionedProductName: 'other' })).rejects.toThrow(
    refused('servicecatalog:ProvisionProduct'),
  );
  await expect(new IAM(role).listRoles({})).rejects.toThrow(refused('iam:ListRoles'));
  await expect(new CloudFormation(role).describeStacks({ StackName: 'BellyfedCatalogHub' })).rejects.toThrow(
    refused('cloudformation:DescribeStacks'),
  );
});

it('the role that publishes deploys what changed and mends what CloudFormation cannot', async () => {
  const admin = new ServiceCatalog(sandbox.client());
  const { ProductViewDetails: [product] = [] } = await admin.searchProductsAsAdmin({});
  const ProductId = product?.ProductViewSummary?.ProductId;
  const { ProvisioningArtifactDetails: [version] = [] } = await admin.listProvisioningArtifacts({ ProductId });
  const artifact = { ProductId, ProvisioningArtifactId: version?.Id };
  const isActive = async () => (await admin.describeProvisioningArtifact(artifact)).ProvisioningArtifactDetail?.Active;
  const before = await isActive();
  await admin.updateProvisioningArtifact({ ...artifact, Active: !before });
  const organization = await TestOrganization.create(sandbox, '000000000000');
  const unit = await organization.unit('Teams');
  await admin.enableAWSOrganizationsAccess({});
  const developers = { organizationalUnits: [unit] };
  project.configure({ provider: 'Pipeline', organization: organization.id, developers });

  const role = await roleOf(publishing, { CatalogRepository: 'bellyfed/service-catalog' }, 'CatalogPublishRole');
  expect(await catalogAs(role.credentials, sandbox, project.root, 'publish', '--yes')).toMatchObject({
    code: 0,
    stdout: 'Published in us-east-1.\n',
  });
  const { PortfolioDetails = [] } = await admin.listPortfolios({});
  expect(new Set(PortfolioDetails.map(({ ProviderName }) => ProviderName))).toEqual(new Set(['Pipeline']));
  expect(await isActive()).toBe(before);
  const shared = await Promise.all(
    PortfolioDetails.map(({ Id }) => admin.describePortfolioShares({ PortfolioId: Id, Type: 'ORGANIZATIONAL_UNIT' })),
  );
  expect(shared.flatMap(({ PortfolioShareDetails = [] }) => PortfolioShareDetails)).toMatchObject([
    { PrincipalId: expect.stringContaining(unit), Accepted: true },
  ]);

  const publisher = new ServiceCatalog(role);
  await expect(publisher.deletePortfolio({ Id: PortfolioDetails[0]?.Id })).rejects.toThrow(
    refused('servicecatalog:DeletePortfolio'),
  );
  await expect(new IAM(role).deleteRole({ RoleName: 'BellyfedPlatformEngineer' })).rejects.toThrow(
    refused('iam:DeleteRole'),
  );
});
