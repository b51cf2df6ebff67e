/** Looking at a region before it is deployed: what would fail in the midst of it is refused beforehand. */
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { awsTarget } from '../../../operations/aws/aws-target';
import { prepareRegion } from '../../../operations/publish/prepare-region';
import { readSettings } from '../../../portfolios/context';
import { publishPlaces } from '../../../portfolios/publish';
import { TestOrganization } from '../../sandbox/organizations/test-organization';
import { startTestSandbox, type TestSandbox } from '../../sandbox/with-sandbox';
import { projectRoot } from '../../scripts/run-catalog';
import { deployHub } from './hub';

const HUB = '111111111111';
let sandbox: TestSandbox;
let serviceCatalog: ServiceCatalog;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  serviceCatalog = new ServiceCatalog(sandbox.client(HUB));
  await deployHub(sandbox, HUB, ['1.0.0']);
  jest.replaceProperty(process, 'env', { ...process.env, AWS_ACCESS_KEY_ID: HUB, AWS_SECRET_ACCESS_KEY: 'none' });
});
afterAll(() => sandbox?.stop());

async function prepare(context: object, prune = false) {
  const target = await awsTarget({ endpointUrl: sandbox.url, region: 'us-east-1' }, { env: process.env });
  const [place] = publishPlaces(['us-east-1']);
  if (!place) throw new Error('No place.');
  const operation = { project: { root: projectRoot }, target, events: { emit() {} } };
  return prepareRegion(operation, place, { settings: readSettings(context), prune });
}

it('refuses a TagOption that is there already and is somebody else’s', async () => {
  const { TagOptionDetail: tag } = await serviceCatalog.createTagOption({ Key: 'Owner', Value: 'platform-team' });
  await expect(prepare({})).rejects.toMatchObject({
    code: 'tag-option-exists',
    message: expect.stringContaining('bellyfed.tagOptions: Owner=platform-team is there already in us-east-1'),
    remedies: [{ do: 'aws', command: `aws servicecatalog delete-tag-option --id ${tag?.Id} --region us-east-1` }],
  });
  await expect(prepare({ tagOptions: { Owner: ['web'] } })).resolves.toMatchObject({ failed: [] });
  await serviceCatalog.deleteTagOption({ Id: tag?.Id });
  await expect(prepare({})).resolves.toMatchObject({ failed: [] });
});

it('finds a stack that never came to be, and ends no share of the hub’s for it', async () => {
  const { PortfolioDetails = [] } = await serviceCatalog.listPortfolios({});
  const share = { PortfolioId: PortfolioDetails[0]?.Id, AccountId: '333333333333' };
  await serviceCatalog.createPortfolioShare(share);
  const stacks = new CloudFormation(sandbox.client(HUB));
  const StackName = 'BellyfedCatalogAccount';
  const portfolio = {
    Type: 'AWS::ServiceCatalog::Portfolio',
    Properties: { DisplayName: 'Other', ProviderName: 'Us' },
  };
  const kept = {
    Type: 'AWS::ServiceCatalog::PortfolioShare',
    DeletionPolicy: 'Retain',
    Properties: { PortfolioId: { Ref: 'Portfolio' }, AccountId: '333333333333' },
  };
  const queue = { Type: 'AWS::SQS::Queue', DependsOn: 'Share' };
  const TemplateBody = JSON.stringify({ Resources: { Portfolio: portfolio, Share: kept, Queue: queue } });
  await sandbox.setFaults({ failResources: { Queue: 'no more queues' } });
  await stacks.createStack({ StackName, TemplateBody, EnableTerminationProtection: true });
  for (let status = ''; status !== 'ROLLBACK_FAILED'; ) {
    const { Stacks: [stack] = [] } = await stacks.describeStacks({ StackName });
    status = stack?.StackStatus ?? '';
    expect(status).not.toMatch(/COMPLETE$/);
    await new Promise((done) => setTimeout(done, 20));
  }
  await sandbox.setFaults({});
  expect((await prepare({})).failed).toMatchObject([
    { name: StackName, isProtected: true, reason: 'Queue (AWS::SQS::Queue): no more queues', shares: [] },
  ]);
  await serviceCatalog.deletePortfolioShare(share);
});

it('knows who still has a share, unless it is about to end', async () => {
  const { PortfolioDetails = [] } = await serviceCatalog.listPortfolios({});
  const PortfolioId = PortfolioDetails.find(({ DisplayName }) => DisplayName === 'Bellyfed Developers')?.Id;
  await serviceCatalog.createPortfolioShare({ PortfolioId, AccountId: '222222222222' });
  expect(await prepare({})).toMatchObject({ standing: { accounts: ['222222222222'] } });
  expect(await prepare({ developers: { accounts: ['222222222222'] } })).toMatchObject({ standing: { accounts: [] } });
  expect(await prepare({}, true)).toMatchObject({ standing: { accounts: [] } });

  const organization = await TestOrganization.create(sandbox, HUB);
  const unit = await organization.unit('Teams');
  await serviceCatalog.enableAWSOrganizationsAccess({});
  const OrganizationNode = { Type: 'ORGANIZATIONAL_UNIT' as const, Value: unit };
  await serviceCatalog.createPortfolioShare({ PortfolioId, OrganizationNode });
  await expect(prepare({})).rejects.toMatchObject({
    code: 'organization-unknown',
    message: expect.stringContaining(unit),
  });
  expect(await prepare({ organization: organization.id })).toMatchObject({ standing: { organizationalUnits: [unit] } });
  await expect(prepare({}, true)).resolves.toBeDefined();
});
