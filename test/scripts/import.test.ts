/** A stack that somebody deployed with CloudFormation from a released template becomes a provisioned product. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudFormation, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';
import { IAM } from '@aws-sdk/client-iam';
import { S3 } from '@aws-sdk/client-s3';
import { ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { guardPolicy } from '../../portfolios/guard/guard-policy';
import { startTestSandbox, type TestSandbox } from '../sandbox/with-sandbox';
import { projectRoot, type Run, runCatalog } from './run-catalog';

const text = readFileSync(join(projectRoot, 'products/network/releases/1.0.0.json'), 'utf8');
const released = JSON.parse(text);
const role = 'arn:aws:iam::000000000000:role/BellyfedPlatformEngineer';
let sandbox: TestSandbox;
let cloudFormation: CloudFormation;
let serviceCatalog: ServiceCatalog;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  cloudFormation = new CloudFormation(sandbox.client());
  serviceCatalog = new ServiceCatalog(sandbox.client());
  const s3 = new S3(sandbox.client());
  await s3.createBucket({ Bucket: 'templates' });
  await s3.putObject({ Bucket: 'templates', Key: 'network.json', Body: text });
  const { PortfolioDetail } = await serviceCatalog.createPortfolio({
    DisplayName: 'Bellyfed Developers',
    ProviderName: 'Platform',
    IdempotencyToken: 'portfolio',
  });
  const { ProductViewDetail } = await serviceCatalog.createProduct({
    Name: 'Bellyfed Network',
    Owner: 'Platform',
    ProductType: 'CLOUD_FORMATION_TEMPLATE',
    ProvisioningArtifactParameters: {
      Name: '1.0.0',
      Type: 'CLOUD_FORMATION_TEMPLATE',
      Info: { LoadTemplateFromURL: 'https://s3.us-east-1.amazonaws.com/templates/network.json' },
    },
    IdempotencyToken: 'product',
  });
  const PortfolioId = PortfolioDetail?.Id;
  await serviceCatalog.associateProductWithPortfolio({
    PortfolioId,
    ProductId: ProductViewDetail?.ProductViewSummary?.ProductId,
  });
  await serviceCatalog.associatePrincipalWithPortfolio({ PortfolioId, PrincipalARN: role, PrincipalType: 'IAM' });
});
afterAll(() => sandbox?.stop());

const catalog = (...args: string[]): Promise<Run> =>
  runCatalog(args, { env: { PATH: process.env.PATH, AWS_ENDPOINT_URL: sandbox.url } });

const importStack = (stack: string, ...args: string[]) =>
  catalog('import', stack, '--product', 'network', '--version', '1.0.0', ...args);

/** Deploys a template with CloudFormation alone. */
async function deploy(StackName: string, template: object, type = 'dev', more: Record<string, string> = {}) {
  const answers = { EnvironmentName: StackName, EnvironmentType: type, ...more };
  const Key = `${StackName}.json`;
  await new S3(sandbox.client()).putObject({
    Bucket: 'templates',
    Key,
    Body: JSON.stringify(template, undefined, 2),
  });
  await cloudFormation.createStack({
    StackName,
    TemplateURL: `https://s3.us-east-1.amazonaws.com/templates/${Key}`,
    Parameters: Object.entries(answers).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
    Capabilities: ['CAPABILITY_IAM'],
  });
  await waitUntilStackCreateComplete({ client: cloudFormation, maxWaitTime: 30, minDelay: 1 }, { StackName });
}

const provisioned = async () => {
  const { ProvisionedProducts = [] } = await serviceCatalog.searchProvisionedProducts({
    AccessLevelFilter: { Key: 'Account', Value: 'self' },
  });
  return ProvisionedProducts.map(({ Name }) => Name);
};

it('imports a stack as it runs, protects it, and says what its launch role lacks', async () => {
  await deploy('shop-network', released);
  expect(await importStack('shop-network', '--plan')).toMatchObject({
    code: 0,
    stdout: 'shop-network runs network 1.0.0.\n',
  });
  expect(await provisioned()).toEqual([]);

  const { code, stdout } = await importStack('shop-network', '--name', 'shop', '--json');
  expect(code).toBe(0);
  const result = JSON.parse(stdout);
  expect(result).toMatchObject({ name: 'shop', product: 'Bellyfed Network', version: '1.0.0', status: 'AVAILABLE' });
  const { StackPolicyBody } = await cloudFormation.getStackPolicy({ StackName: 'shop-network' });
  expect(StackPolicyBody).toBe(guardPolicy());
  expect((await catalog('outputs', 'shop')).stdout).toContain('vpc-');

  const [command, policy] = result.permissions.split(' --policy-document ');
  expect(command).toBe(
    'aws iam put-role-policy --role-name BellyfedLaunch-network --policy-name Imported-shop-network',
  );
  const { Statement } = JSON.parse(policy.slice(1, -1));
  const { StackId } = (await cloudFormation.describeStacks({ StackName: 'shop-network' })).Stacks?.[0] ?? {};
  expect(Statement).toContainEqual(expect.objectContaining({ Sid: 'ImportedLaunchStack', Resource: [StackId] }));
  expect(Statement).toContainEqual(
    expect.objectContaining({
      Sid: 'ImportedFlowLogRole',
      Resource: ['arn:aws:iam::000000000000:role/shop-network-*'],
    }),
  );
  const iam = new IAM(sandbox.client());
  await iam.createRole({
    RoleName: 'BellyfedLaunch-network',
    AssumeRolePolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { Service: 'servicecatalog.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ],
    }),
  });
  const attached = { RoleName: 'BellyfedLaunch-network', PolicyName: 'Imported-shop-network' };
  await expect(iam.putRolePolicy({ ...attached, PolicyDocument: policy.slice(1, -1) })).resolves.toBeDefined();
});

it('refuses to import a stack twice', async () => {
  const again = await importStack('shop-network', '--name', 'again');
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('already associated with a provisioned') });
});

it('keeps a prod stack from being deleted', async () => {
  await deploy('live-network', released, 'prod', { DomainName: 'example.com' });
  expect(await importStack('live-network')).toMatchObject({ code: 0 });
  const { Stacks } = await cloudFormation.describeStacks({ StackName: 'live-network' });
  expect(Stacks).toMatchObject([{ EnableTerminationProtection: true }]);
});

it('shows what differs from the release, and imports nothing', async () => {
  const { Vpc } = released.Resources;
  const changed = {
    ...released,
    Resources: { ...released.Resources, Vpc: { ...Vpc, Properties: { ...Vpc.Properties, EnableDnsSupport: false } } },
  };
  await deploy('other-network', changed);
  const refused = await importStack('other-network');
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toContain('Vpc.EnableDnsSupport (AWS::EC2::VPC)');
  expect(refused.stderr).toContain("other-network doesn't run the template of network 1.0.0");
  expect(await provisioned()).not.toContain('other-network');
  const plan = JSON.parse((await importStack('other-network', '--plan', '--json')).stdout);
  expect(plan.changes).toContainEqual(expect.objectContaining({ logicalId: 'Vpc', property: 'EnableDnsSupport' }));
});

it.each([
  [['nothing', '--product', 'network', '--version', '1.0.0'], 'There is no stack nothing in this account and region.'],
  [['shop-network', '--product', 'network', '--version', '9.9.9'], 'There is no version 9.9.9'],
  [['shop-network', '--product', 'data', '--version', '1.0.0'], 'nothing named Bellyfed Data is offered to you'],
])('refuses %j', async (args, message) => {
  expect(await catalog('import', ...args)).toMatchObject({ code: 1, stderr: expect.stringContaining(message) });
});

it('refuses a stack that failed', async () => {
  await sandbox.setFaults({ failResources: { Vpc: 'no more VPCs' } });
  await deploy('failed-network', released).catch(() => undefined);
  await sandbox.setFaults({});
  expect(await importStack('failed-network')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('failed-network is ROLLBACK_COMPLETE'),
  });
});
