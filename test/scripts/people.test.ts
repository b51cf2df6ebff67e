/** People with the policies that README and docs/deployment.md give them: what they need works, and nothing else does. */
import { IAM } from '@aws-sdk/client-iam';
import { ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { STS } from '@aws-sdk/client-sts';
import { startPublishedSandbox } from '../published-catalog/published-sandbox';
import { Launches } from '../sandbox/service-catalog/launches';
import { TestCatalog } from '../sandbox/service-catalog/with-catalog';
import type { TestSandbox } from '../sandbox/with-sandbox';
import { addRole, type Caller, catalogAs, developerOf, documentedPolicy } from './receiving-account';
import { projectRoot } from './run-catalog';

const ACCOUNT = '000000000000';
const ROLE = 'BellyfedDeveloper-web';
let sandbox: TestSandbox;
let anna: Caller;
let bob: Caller;
beforeAll(async () => {
  sandbox = await startPublishedSandbox();
  anna = await developerOf(sandbox, ACCOUNT, ROLE);
  bob = await sessionFor('bob');
}, 180_000);
afterAll(() => sandbox?.stop());

/** Another session of the developers' role. */
async function sessionFor(RoleSessionName: string, name = ROLE): Promise<Caller> {
  const RoleArn = `arn:aws:iam::${ACCOUNT}:role/${name}`;
  const { Credentials } = await new STS(sandbox.client()).assumeRole({ RoleArn, RoleSessionName });
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken } = Credentials ?? {};
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}

const as = (caller: Caller, ...args: string[]) => catalogAs(caller, sandbox, projectRoot, ...args);
const refused = (action: string) =>
  expect.stringMatching(
    new RegExp(`is not authorized to perform: ${action} on resource: .* because no identity-based`),
  );

const dev = ['network', '--environment', 'dev', '--type', 'dev'] as const;

it('a developer launches, and sees what runs', async () => {
  expect(await as(anna, 'launch', ...dev, '--plan')).toMatchObject({ code: 0 });
  expect(await as(anna, 'launch', ...dev, '--version', '1.0.0', '--yes')).toMatchObject({ code: 0 });
  expect(await as(anna, 'status')).toMatchObject({ code: 0, stdout: expect.stringContaining('dev-network') });
  expect(await as(anna, 'outputs', 'dev-network')).toMatchObject({ code: 0, stdout: expect.stringContaining('VpcId') });
  expect(await as(anna, 'outdated')).toMatchObject({ stdout: expect.stringContaining('dev-network') });
});

it('a colleague sees it too, and may not end or change it', async () => {
  expect(await as(bob, 'status')).toMatchObject({ code: 0, stdout: expect.stringContaining('dev-network') });
  expect(await as(bob, 'terminate', 'dev-network', '--yes')).toMatchObject({
    code: 1,
    stderr: refused('servicecatalog:TerminateProvisionedProduct'),
  });
  const upgrade = await as(bob, 'upgrade', 'dev-network', '--yes');
  expect(upgrade).toMatchObject({ code: 1, stderr: refused('servicecatalog:CreateProvisionedProductPlan') });
});

it('the developer upgrades it', async () => {
  expect(await as(anna, 'upgrade', 'dev-network', '--plan')).toMatchObject({ code: 0 });
  expect(await as(anna, 'upgrade', 'dev-network', '--yes')).toMatchObject({ code: 0 });
  expect((await as(anna, 'status')).stdout).not.toMatch(/dev-network.*1\.0\.0/);
});

it('a colleague changes and ends it with what docs/deployment.md says of that', async () => {
  const [shared, ...others] = JSON.parse(documentedPolicy('deployment.md')).Statement;
  const more = ['UpdateProvisionedProduct', 'TerminateProvisionedProduct', '*ProvisionedProductPlan*'];
  const Action = [...shared.Action, ...more.map((name) => `servicecatalog:${name}`)];
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [{ ...shared, Action }, ...others] });
  const RoleName = 'BellyfedDeveloper-lead';
  const iam = await addRole(sandbox, ACCOUNT, RoleName);
  await iam.attachRolePolicy({ RoleName, PolicyArn: 'arn:aws:iam::aws:policy/AWSServiceCatalogEndUserFullAccess' });
  await iam.putRolePolicy({ RoleName, PolicyName: 'CatalogCommand', PolicyDocument });
  const lead = await sessionFor('carol', RoleName);
  const change = ['upgrade', 'dev-network', '-p', 'NatGateways=per-zone', '--yes'] as const;
  expect(await as(lead, ...change)).toMatchObject({ code: 0 });
  expect(await as(lead, 'terminate', 'dev-network', '--yes')).toMatchObject({ code: 0 });
});

it('with the policy of AWS alone the AWS CLI and the console launch, look and end what the caller launched', async () => {
  const RoleName = 'BellyfedDeveloper-console';
  const iam = await addRole(sandbox, ACCOUNT, RoleName);
  await iam.attachRolePolicy({ RoleName, PolicyArn: 'arn:aws:iam::aws:policy/AWSServiceCatalogEndUserFullAccess' });
  const settings = { ...sandbox.client(), credentials: await sessionFor('dora', RoleName) };
  const client = new ServiceCatalog(settings);
  const catalog = Object.assign(new TestCatalog(sandbox), { client });
  const launches = new Launches(catalog);
  const launched = await launches.provision({
    name: 'by-hand-network',
    ProductName: 'Bellyfed Network',
    ProvisioningArtifactName: '1.0.1',
    PathName: 'Bellyfed Developers',
    ProvisioningParameters: [
      { Key: 'EnvironmentName', Value: 'by-hand' },
      { Key: 'EnvironmentType', Value: 'dev' },
    ],
    Tags: [
      { Key: 'CostCenter', Value: 'platform' },
      { Key: 'Owner', Value: 'platform-team' },
      { Key: 'DataClass', Value: 'internal' },
    ],
  });
  expect(launched.RecordDetail?.Status).toBe('SUCCEEDED');
  const level = (Key: 'User' | 'Account') => ({ AccessLevelFilter: { Key, Value: 'self' } });
  expect((await client.searchProvisionedProducts(level('User'))).ProvisionedProducts).toHaveLength(1);
  await expect(client.searchProvisionedProducts(level('Account'))).rejects.toThrow('SearchProvisionedProducts');
  const ended = await launches.terminate({ ProvisionedProductName: 'by-hand-network' });
  expect(ended.RecordDetail?.Status).toBe('SUCCEEDED');
});

it('a developer publishes nothing, and changes nothing of the catalog', async () => {
  const catalog = new ServiceCatalog({ ...sandbox.client(), credentials: anna });
  const iam = new IAM({ ...sandbox.client(), credentials: anna });
  const { ProductViewSummaries: [product] = [] } = await catalog.searchProducts({});
  const ProductId = product?.ProductId;
  const calls: [Promise<unknown>, string][] = [
    [catalog.createPortfolio({ DisplayName: 'Mine', ProviderName: 'Me' }), 'CreatePortfolio'],
    [catalog.updateProduct({ Id: ProductId, Name: 'Mine' }), 'UpdateProduct'],
    [catalog.listPortfolios({}), 'ListPortfolios'],
    [
      iam.attachRolePolicy({ RoleName: ROLE, PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }),
      'AttachRolePolicy',
    ],
  ];
  for (const [call, action] of calls)
    await expect(call).rejects.toThrow(new RegExp(`not authorized to perform: \\w+:${action} `));
  const { code, stderr } = await as(anna, 'publish', '--yes');
  expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('is not authorized to perform') });
});
