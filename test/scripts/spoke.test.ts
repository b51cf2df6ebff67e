/** An account that a portfolio is shared with launches from it, once it has deployed the spoke from its plain template. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudFormation, type Parameter } from '@aws-sdk/client-cloudformation';
import { ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { type SmallProject, smallProject } from '../operations/publish/small-project';
import { startTestSandbox, type TestSandbox } from '../sandbox/with-sandbox';
import { type Caller, catalogAs, developerOf, uploaded } from './receiving-account';

const HUB = '111111111111';
const SPOKE = '222222222222';
let project: SmallProject;
let sandbox: TestSandbox;
let portfolioId: string;
let productId: string;
let constraintId: string;

const catalog = (caller: Caller, ...args: string[]) => catalogAs(caller, sandbox, project.root, ...args);
const owner = (account: string) => sandbox.client(account).credentials;

/** Deploys the spoke as the console does with a template beyond 51,200 bytes: by its address in S3. */
async function deploySpoke(template: string, answers: Readonly<Record<string, string>>, update = false): Promise<void> {
  const cloudFormation = new CloudFormation(sandbox.client(SPOKE));
  const stack = {
    StackName: 'BellyfedCatalogSpoke',
    TemplateURL: await uploaded(sandbox, SPOKE, template),
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
  expect(await catalog(owner(HUB), 'publish')).toMatchObject({ code: 0 });
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
  const developer = await developerOf(sandbox, SPOKE, 'BellyfedDeveloper-web');
  expect(await catalog(developer, ...launch('early'))).toMatchObject({ code: 1 });

  const file = join(project.root, 'spoke.json');
  expect(await catalog(owner(HUB), 'spoke', '--out', file)).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(/^Wrote .*spoke\.json \(\d{5,6} bytes; beyond 51200 it goes by its address in S3\)/),
  });
  await deploySpoke(readFileSync(file, 'utf8'), { HubAccount: HUB, DevelopersPortfolioId: portfolioId });
  const launched = await catalog(developer, ...launch('dev'));
  expect(launched).toMatchObject({ code: 0 });
  expect(JSON.parse(launched.stdout)).toMatchObject({ portfolio: 'Bellyfed Developers', status: 'AVAILABLE' });
});

it("launches from the account's own portfolio alone, under the constraints that it adds and those of the hub", async () => {
  const template = (await catalog(owner(HUB), 'spoke')).stdout;
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
  const developer = await developerOf(sandbox, SPOKE, 'BellyfedDeveloper-shop');
  const refused = await catalog(developer, ...launch('three'), '-p', 'ZoneCount=3');
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('Two zones.') });
  const launched = await catalog(developer, ...launch('two'), '-p', 'ZoneCount=2');
  expect(launched).toMatchObject({ code: 0 });
  expect(JSON.parse(launched.stdout)).toMatchObject({ portfolio: 'Small environments', status: 'AVAILABLE' });
});

it('leaves again once nothing runs there, and not before', async () => {
  const admin = owner(SPOKE);
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
