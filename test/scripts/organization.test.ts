/** A hub shares with a unit of its organization: whole environments of its accounts, who joins, and the end of sharing. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { IAM } from '@aws-sdk/client-iam';
import { ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { STS } from '@aws-sdk/client-sts';
import { tierIds } from '../../products/environment/tiers';
import type { FindingJson } from '../../scripts/texts/doctor-text';
import { TestOrganization } from '../sandbox/organizations/test-organization';
import { startTestSandbox, type TestSandbox } from '../sandbox/with-sandbox';
import { copyProject, type ProjectCopy } from './project-copy';
import { addInspector, type Caller, catalogAs, developerOf, uploaded } from './receiving-account';

const HUB = '111111111111';
const [FIRST, ACCOUNT, LAST, JOINING] = ['222222222222', '333333333333', '444444444444', '555555555555'] as const;
const DEVELOPER = 'BellyfedDeveloper-web';
/** A role that the hub's administrators may assume in the account. */
const INSPECTOR = 'CatalogInspector';
const StackSetName = 'BellyfedCatalogSpoke';

let project: ProjectCopy;
let sandbox: TestSandbox;
let organization: TestOrganization;
let unit: string;
let hub: Caller;
let developer: Caller;

const catalog = (caller: Caller, ...args: string[]) => catalogAs(caller, sandbox, project.root, ...args);

const declare = (organizationalUnits: string[]) =>
  project.configure({
    hub: { account: HUB },
    organization: organization.id,
    developers: { organizationalUnits },
    tagOptions: { CostCenter: ['web'] },
  });

/** Waits until the stack set has nothing left to do. */
async function spokesDeployed(): Promise<void> {
  const client = new CloudFormation(sandbox.client(HUB));
  for (;;) {
    const { Summaries = [] } = await client.listStackSetOperations({ StackSetName });
    expect(Summaries.map(({ Status }) => Status)).not.toContain('FAILED');
    if (Summaries.length > 0 && Summaries.every(({ Status }) => Status === 'SUCCEEDED')) return;
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** Deploys the plain template to every account of the unit, as the receiving administrator's guide says. */
async function deploySpokes(): Promise<void> {
  const file = join(project.root, 'spoke.json');
  expect(await catalog(hub, 'spoke', '--out', file)).toMatchObject({ code: 0 });
  const client = new CloudFormation(sandbox.client(HUB));
  await client.activateOrganizationsAccess({});
  await client.createStackSet({
    StackSetName,
    TemplateURL: await uploaded(sandbox, HUB, readFileSync(file, 'utf8')),
    Capabilities: ['CAPABILITY_NAMED_IAM'],
    PermissionModel: 'SERVICE_MANAGED',
    AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: true },
    Parameters: [{ ParameterKey: 'HubAccount', ParameterValue: HUB }],
  });
  const DeploymentTargets = { OrganizationalUnitIds: [unit] };
  await client.createStackInstances({ StackSetName, DeploymentTargets, Regions: ['us-east-1'] });
  await spokesDeployed();
}

beforeAll(async () => {
  project = copyProject();
  sandbox = await startTestSandbox();
  hub = sandbox.client(HUB).credentials;
  organization = await TestOrganization.create(sandbox, HUB);
  unit = await organization.unit('Teams');
  for (const account of [FIRST, ACCOUNT, LAST]) await organization.admit(account, unit);
  await new ServiceCatalog(sandbox.client(HUB)).enableAWSOrganizationsAccess({});
  declare([unit]);
  expect(await catalog(hub, 'publish')).toMatchObject({
    code: 0,
    stderr: expect.stringContaining(
      `Bellyfed Developers: share with unit ${unit}, TagOptions and principals included\n`,
    ),
  });
  await deploySpokes();
  developer = await developerOf(sandbox, ACCOUNT, DEVELOPER);
}, 240_000);
afterAll(async () => {
  await sandbox?.stop();
  project?.remove();
});

const launch = (product: string, environment: string) =>
  ['launch', product, '--environment', environment, '--type', 'dev', '--json'] as const;

/** Provisioned products of the account, by name. */
async function launched() {
  const client = new ServiceCatalog(sandbox.client(ACCOUNT));
  const AccessLevelFilter = { Key: 'Account', Value: 'self' } as const;
  const { ProvisionedProducts = [] } = await client.searchProvisionedProducts({ AccessLevelFilter });
  return Object.fromEntries(ProvisionedProducts.map((each) => [each.Name ?? '', each]));
}

it('launches a whole environment in an account of the unit, each tier with its launch role of that account', async () => {
  const { code, stdout, stderr } = await catalog(developer, ...launch('environment', 'dev'));
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(JSON.parse(stdout)).toMatchObject({ portfolio: 'Bellyfed Developers', status: 'AVAILABLE' });

  const running = await launched();
  const products = ['environment', ...tierIds];
  expect(Object.keys(running).sort()).toEqual(products.map((product) => `dev-${product}`).sort());
  const client = new ServiceCatalog(sandbox.client(ACCOUNT));
  for (const product of products) {
    const { Status, LastRecordId, PhysicalId = '', Tags } = running[`dev-${product}`] ?? {};
    expect(Status).toBe('AVAILABLE');
    expect(PhysicalId).toContain(`arn:aws:cloudformation:us-east-1:${ACCOUNT}:stack/`);
    expect(Tags).toContainEqual({ Key: 'CostCenter', Value: 'web' });
    const { RecordDetail } = await client.describeRecord({ Id: LastRecordId });
    expect(RecordDetail?.LaunchRoleArn).toBe(`arn:aws:iam::${ACCOUNT}:role/BellyfedLaunch-${product}`);
  }
});

/** Findings of the doctor, asked from the hub about the developer. */
async function examined(...args: string[]): Promise<{ code: number; findings: FindingJson[] }> {
  const whose = ['--role-arn', `arn:aws:iam::${ACCOUNT}:role/${INSPECTOR}`, '--principal', DEVELOPER];
  const { code, stdout } = await catalog(hub, 'doctor', ...whose, '--json', ...args);
  return { code, findings: JSON.parse(stdout) };
}

it('is well, says the doctor, asked from the hub', async () => {
  await addInspector(sandbox, ACCOUNT, INSPECTOR, HUB);
  // Nothing of the catalog makes it: an account may have it already, and then a stack with it would fail.
  const iam = new IAM(sandbox.client(ACCOUNT));
  await iam.createServiceLinkedRole({ AWSServiceName: 'codestar-notifications.amazonaws.com' });
  const { code, findings } = await examined();
  expect(findings.filter(({ ok }) => !ok)).toEqual([]);
  expect(findings.map(({ check, product }) => [check, product].join(' '))).toEqual(
    expect.arrayContaining(['share ', 'launch-role environment', 'path search']),
  );
  expect(code).toBe(0);
});

it('is mended by hand where the stack set takes it for made, the doctor knows', async () => {
  const iam = new IAM(sandbox.client(ACCOUNT));
  const RoleName = 'BellyfedLaunch-network';
  const { AttachedPolicies: [policy] = [] } = await iam.listAttachedRolePolicies({ RoleName });
  await iam.detachRolePolicy({ RoleName, PolicyArn: policy?.PolicyArn });
  const { code, findings } = await examined('--product', 'network');
  expect({ code, wrong: findings.filter(({ ok }) => !ok) }).toMatchObject({
    code: 1,
    wrong: [
      {
        check: 'launch-role',
        account: ACCOUNT,
        remedy: expect.stringMatching(`^aws iam attach-role-policy --role-name ${RoleName} .*${policy?.PolicyArn}`),
      },
    ],
  });
  await iam.attachRolePolicy({ RoleName, PolicyArn: policy?.PolicyArn });
});

it('lets no account change what it receives, share it on, or see what another one runs', async () => {
  const running = await launched();
  const { ProductId, Id } = running['dev-network'] ?? {};
  const recipient = new ServiceCatalog(sandbox.client(ACCOUNT));
  const { PortfolioDetails: [portfolio] = [] } = await recipient.listAcceptedPortfolioShares({
    PortfolioShareType: 'AWS_ORGANIZATIONS',
  });
  const denied = (operation: string) => ({
    name: 'AccessDeniedException',
    message: `Access denied for operation '${operation}'.`,
  });
  await expect(recipient.updateProduct({ Id: ProductId, Name: 'Ours' })).rejects.toMatchObject(denied('UpdateProduct'));
  const onward = recipient.createPortfolioShare({ PortfolioId: portfolio?.Id, AccountId: JOINING });
  await expect(onward).rejects.toMatchObject(denied('CreatePortfolioShare'));
  for (const other of [HUB, FIRST]) {
    const client = new ServiceCatalog(sandbox.client(other));
    const missing = { name: 'ResourceNotFoundException' };
    await expect(client.describeProvisionedProduct({ Id })).rejects.toMatchObject(missing);
    await expect(client.getProvisionedProductOutputs({ ProvisionedProductId: Id })).rejects.toMatchObject(missing);
    await expect(client.terminateProvisionedProduct({ ProvisionedProductId: Id })).rejects.toMatchObject(missing);
  }
});

it("lets nobody but Service Catalog assume the spoke's launch roles", async () => {
  const callers = [developer, sandbox.client(ACCOUNT).credentials, hub];
  for (const product of ['environment', ...tierIds]) {
    const role = { RoleArn: `arn:aws:iam::${ACCOUNT}:role/BellyfedLaunch-${product}`, RoleSessionName: 'anyone' };
    for (const credentials of callers) {
      const sts = new STS({ ...sandbox.client(ACCOUNT), credentials });
      await expect(sts.assumeRole(role)).rejects.toMatchObject({
        name: 'AccessDenied',
        message: expect.stringContaining(`is not authorized to perform: sts:AssumeRole on resource: ${role.RoleArn}`),
      });
    }
  }
});

it('launches in an account that joins the unit, without a further command', async () => {
  await organization.admit(JOINING, unit);
  await spokesDeployed();
  const joined = await developerOf(sandbox, JOINING, DEVELOPER);
  expect(await catalog(joined, ...launch('network', 'dev'))).toMatchObject({ code: 0 });
});

it('keeps what runs when sharing ends, and launches nothing more', async () => {
  declare([]);
  expect(await catalog(hub, 'publish', '--prune')).toMatchObject({
    code: 0,
    stderr: expect.stringContaining(`Bellyfed Developers: end sharing with unit ${unit}`),
  });
  const running = await launched();
  expect(Object.keys(running)).toHaveLength(tierIds.length + 1);
  expect(new Set(Object.values(running).map(({ Status }) => Status))).toEqual(new Set(['AVAILABLE']));

  const { ProductId, ProvisioningArtifactId } = running['dev-network'] ?? {};
  const client = new ServiceCatalog({ ...sandbox.client(ACCOUNT), credentials: developer });
  const again = { ProductId, ProvisioningArtifactId, ProvisionedProductName: 'late' };
  await expect(client.provisionProduct(again)).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: `No launch paths found for resource: ${ProductId}`,
  });
  expect(await catalog(developer, ...launch('network', 'late'))).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('nothing named Bellyfed Network is offered to you in this account and region'),
  });
});
