/** An account that a portfolio is shared with launches from it, once it has deployed the spoke from its plain template. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudFormation, type Parameter } from '@aws-sdk/client-cloudformation';
import { IAM } from '@aws-sdk/client-iam';
import { S3 } from '@aws-sdk/client-s3';
import { ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { STS } from '@aws-sdk/client-sts';
import { TestOrganization } from '../sandbox/organizations/test-organization';
import { startTestSandbox, type TestSandbox } from '../sandbox/with-sandbox';
import { type SmallProject, smallProject } from './reconcile/small-project';
import { type Run, runCatalog } from './run-catalog';

const HUB = '111111111111';
const SPOKE = '222222222222';
let project: SmallProject;
let sandbox: TestSandbox;
let portfolioId: string;
let productId: string;
let constraintId: string;

/** Runs `catalog` with the credentials of an account, or of a session. */
function catalog(credentials: { accessKeyId: string; sessionToken?: string }, ...args: string[]): Promise<Run> {
  process.env.AWS_ACCESS_KEY_ID = credentials.accessKeyId;
  process.env.AWS_SECRET_ACCESS_KEY = 'none';
  delete process.env.AWS_SESSION_TOKEN;
  if (credentials.sessionToken) process.env.AWS_SESSION_TOKEN = credentials.sessionToken;
  return runCatalog(args, { root: project.root, env: { ...process.env, AWS_ENDPOINT_URL: sandbox.url } });
}

/** A session of a role of a receiving account. */
async function sessionOf(RoleName: string, account = SPOKE) {
  const settings = sandbox.client(account);
  const trust = { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'sts:AssumeRole' };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [trust] });
  const iam = new IAM(settings);
  await iam.createRole({ RoleName, AssumeRolePolicyDocument });
  await iam.attachRolePolicy({ RoleName, PolicyArn: 'arn:aws:iam::aws:policy/AWSServiceCatalogEndUserFullAccess' });
  const RoleArn = `arn:aws:iam::${account}:role/${RoleName}`;
  const { Credentials } = await new STS(settings).assumeRole({ RoleArn, RoleSessionName: 'anna' });
  return { accessKeyId: Credentials?.AccessKeyId ?? '', sessionToken: Credentials?.SessionToken };
}

/** The address of a template in a bucket of the account. */
async function uploaded(account: string, Body: string): Promise<string> {
  const s3 = new S3(sandbox.client(account));
  const Bucket = `spoke-${account}`;
  await s3.createBucket({ Bucket });
  await s3.putObject({ Bucket, Key: 'spoke.json', Body });
  return `https://s3.us-east-1.amazonaws.com/${Bucket}/spoke.json`;
}

/** Deploys the spoke as the console does with a template beyond 51,200 bytes: by its address in S3. */
async function deploySpoke(template: string, answers: Readonly<Record<string, string>>, update = false): Promise<void> {
  const cloudFormation = new CloudFormation(sandbox.client(SPOKE));
  const stack = {
    StackName: 'BellyfedCatalogSpoke',
    TemplateURL: await uploaded(SPOKE, template),
    Capabilities: ['CAPABILITY_NAMED_IAM' as const],
    Parameters: Object.entries(answers).map<Parameter>(([ParameterKey, ParameterValue]) => ({
      ParameterKey,
      ParameterValue,
    })),
  };
  await (update ? cloudFormation.updateStack(stack) : cloudFormation.createStack(stack));
  for (;;) {
    const { Stacks: [made] = [] } = await cloudFormation.describeStacks({ StackName: stack.StackName });
    if (made?.StackStatus?.endsWith('_COMPLETE')) {
      expect(made.StackStatus).toBe(update ? 'UPDATE_COMPLETE' : 'CREATE_COMPLETE');
      return;
    }
    await new Promise((done) => setTimeout(done, 50));
  }
}

beforeAll(async () => {
  project = smallProject();
  project.release({ '1.0.0': 'active' });
  project.configure({ developers: { accounts: [SPOKE] } });
  sandbox = await startTestSandbox();
  expect(await catalog({ accessKeyId: HUB }, 'publish')).toMatchObject({ code: 0 });
  const hub = new ServiceCatalog(sandbox.client(HUB));
  const { PortfolioDetails = [] } = await hub.listPortfolios({});
  portfolioId = PortfolioDetails.find(({ DisplayName }) => DisplayName === 'Bellyfed Developers')?.Id ?? '';
  const { ProductViewDetails: [product] = [] } = await hub.searchProductsAsAdmin({ PortfolioId: portfolioId });
  productId = product?.ProductViewSummary?.ProductId ?? '';
}, 120_000);
afterAll(async () => {
  await sandbox?.stop();
  project?.remove();
});

const launch = (environment: string) =>
  ['launch', 'network', '--environment', environment, '--type', 'dev', '--json'] as const;

it('launches as a developer of the receiving account, and not before the spoke is there', async () => {
  const developer = await sessionOf('BellyfedDeveloper-web');
  expect(await catalog(developer, ...launch('early'))).toMatchObject({ code: 1 });

  const file = join(project.root, 'spoke.json');
  expect(await catalog({ accessKeyId: HUB }, 'spoke', '--out', file)).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(/^Wrote .*spoke\.json \(\d{5,6} bytes; beyond 51200 it goes by its address in S3\)/),
  });
  await deploySpoke(readFileSync(file, 'utf8'), { HubAccount: HUB, DevelopersPortfolioId: portfolioId });
  const launched = await catalog(developer, ...launch('dev'));
  expect(launched).toMatchObject({ code: 0 });
  expect(JSON.parse(launched.stdout)).toMatchObject({ portfolio: 'Bellyfed Developers', status: 'AVAILABLE' });
});

it("launches from the account's own portfolio alone, under the constraints that it adds and those of the hub", async () => {
  const template = (await catalog({ accessKeyId: HUB }, 'spoke')).stdout;
  const answers = {
    HubAccount: HUB,
    DevelopersPortfolioId: portfolioId,
    DevelopersLocalPortfolioName: 'Small environments',
    NetworkProductId: productId,
  };
  await deploySpoke(template, answers, true);
  const admin = new ServiceCatalog(sandbox.client(SPOKE));
  const { PortfolioDetails: [own] = [] } = await admin.listPortfolios({});
  const rule = {
    Assertions: [{ Assert: { 'Fn::Equals': [{ Ref: 'ZoneCount' }, '2'] }, AssertDescription: 'Two zones.' }],
  };
  const { ConstraintDetail } = await admin.createConstraint({
    PortfolioId: own?.Id,
    ProductId: productId,
    Type: 'TEMPLATE',
    Parameters: JSON.stringify({ Rules: { Small: rule } }),
  });
  constraintId = ConstraintDetail?.ConstraintId ?? '';
  const developer = await sessionOf('BellyfedDeveloper-shop');
  const refused = await catalog(developer, ...launch('three'), '-p', 'ZoneCount=3');
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('Two zones.') });
  const launched = await catalog(developer, ...launch('two'), '-p', 'ZoneCount=2');
  expect(launched).toMatchObject({ code: 0 });
  expect(JSON.parse(launched.stdout)).toMatchObject({ portfolio: 'Small environments', status: 'AVAILABLE' });
});

it('leaves again once nothing runs there, and not before', async () => {
  const admin = { accessKeyId: SPOKE };
  const early = await catalog(admin, 'leave');
  expect(early).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('still runs here: dev-network, two-network;'),
  });
  for (const name of ['dev-network', 'two-network']) {
    expect(await catalog(admin, 'terminate', name)).toMatchObject({ code: 0 });
  }
  expect(await catalog(admin, 'leave', '--plan')).toMatchObject({
    code: 0,
    stdout: 'Nothing of the catalog runs here; BellyfedCatalogSpoke would go.\n',
  });
  const constrained = await catalog(admin, 'leave');
  expect(constrained).toMatchObject({ code: 1, stderr: expect.stringContaining('still has associated Constraints') });
  await new ServiceCatalog(sandbox.client(SPOKE)).deleteConstraint({ Id: constraintId });
  expect(await catalog(admin, 'leave')).toMatchObject({ code: 0 });
  const { PortfolioDetails } = await new ServiceCatalog(sandbox.client(SPOKE)).listAcceptedPortfolioShares({});
  expect(PortfolioDetails).toEqual([]);
  const gone = await catalog(admin, 'leave');
  expect(gone).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no stack BellyfedCatalogSpoke') });
});

describe('in an organization', () => {
  const [FIRST, JOINING] = ['333333333333', '444444444444'] as const;
  let organization: TestOrganization;
  let unit: string;

  const developerOf = (account: string) => sessionOf('BellyfedDeveloper-org', account);
  const declare = (organizationalUnits: string[]) =>
    project.configure({ organization: organization.id, developers: { organizationalUnits } });

  beforeAll(async () => {
    organization = await TestOrganization.create(sandbox, HUB);
    unit = await organization.unit('Teams');
    await organization.admit(FIRST, unit);
    await organization.admit(JOINING);
    await new ServiceCatalog(sandbox.client(HUB)).enableAWSOrganizationsAccess({});
  });

  it('launches in every account of a unit, those that join later too, once the unit has the spoke', async () => {
    declare([unit]);
    expect(await catalog({ accessKeyId: HUB }, 'publish')).toMatchObject({
      code: 0,
      stderr: expect.stringContaining(`share with unit ${unit}, TagOptions and principals included`),
    });

    const stackSets = new CloudFormation(sandbox.client(HUB));
    await stackSets.activateOrganizationsAccess({});
    const StackSetName = 'BellyfedCatalogSpoke';
    await stackSets.createStackSet({
      StackSetName,
      TemplateURL: await uploaded(HUB, (await catalog({ accessKeyId: HUB }, 'spoke')).stdout),
      Capabilities: ['CAPABILITY_NAMED_IAM'],
      PermissionModel: 'SERVICE_MANAGED',
      AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: true },
      Parameters: [{ ParameterKey: 'HubAccount', ParameterValue: HUB }],
    });
    const deployed = async () => {
      for (;;) {
        const { Summaries = [] } = await stackSets.listStackSetOperations({ StackSetName });
        if (Summaries.length > 0 && Summaries.every(({ Status }) => Status === 'SUCCEEDED')) return;
        expect(Summaries.map(({ Status }) => Status)).not.toContain('FAILED');
        await new Promise((done) => setTimeout(done, 50));
      }
    };
    const DeploymentTargets = { OrganizationalUnitIds: [unit] };
    await stackSets.createStackInstances({ StackSetName, DeploymentTargets, Regions: ['us-east-1'] });
    await deployed();
    expect(await catalog(await developerOf(FIRST), ...launch('dev'))).toMatchObject({ code: 0 });

    await organization.move(JOINING, organization.rootId, unit);
    await deployed();
    expect(await catalog(await developerOf(JOINING), ...launch('dev'))).toMatchObject({ code: 0 });
  });

  it('keeps what runs when sharing ends, and launches nothing more', async () => {
    declare([]);
    expect(await catalog({ accessKeyId: HUB }, 'publish', '--prune')).toMatchObject({ code: 0 });
    const running = await catalog({ accessKeyId: FIRST }, 'status', 'dev-network', '--json');
    expect(JSON.parse(running.stdout)).toMatchObject({ status: 'AVAILABLE' });
    const developer = await sessionOf('BellyfedDeveloper-late', FIRST);
    expect(await catalog(developer, ...launch('late'))).toMatchObject({ code: 1 });
  });
});
