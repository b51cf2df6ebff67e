/** A first publishing that fails can be repeated, whatever AWS left of it. */
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { IAM } from '@aws-sdk/client-iam';
import { ServiceCatalog } from '@aws-sdk/client-service-catalog';
import type { Agreement } from '../../../operations/agreement';
import { awsTarget } from '../../../operations/aws/aws-target';
import type { OperationContext } from '../../../operations/context';
import type { OperationEvent } from '../../../operations/events';
import { carryOutPublish } from '../../../operations/publish/carry-out-publish';
import { planPublish } from '../../../operations/publish/plan-publish';
import { readSettings } from '../../../portfolios/context';
import { stackNames } from '../../../portfolios/publish';
import { HubStack } from '../../../portfolios/stacks/hub-stack';
import { productOf, releaseFolder, templateOf } from '../../portfolios/fixture';
import { startTestSandbox, type TestSandbox } from '../../sandbox/with-sandbox';
import { type SmallProject, smallProject } from './small-project';

const release = releaseFolder();
const RECEIVER = '222222222222';
const developers = { accounts: [RECEIVER] };
const wish = { settings: readSettings({ developers }) };
let sandbox: TestSandbox;
let project: SmallProject;
let context: OperationContext;
let events: OperationEvent[];

beforeAll(async () => {
  project = smallProject();
  project.release({ '1.0.0': 'active' });
  project.configure({ developers });
  sandbox = await startTestSandbox();
});
afterAll(async () => {
  await sandbox?.stop();
  project?.remove();
});
beforeEach(async () => {
  events = [];
  const target = await awsTarget({ endpointUrl: sandbox.url }, { env: { PATH: process.env.PATH } });
  // As on AWS, where somebody has to agree.
  const remote = { ...target, isLocal: false };
  context = { project, target: remote, events: { emit: (event) => void events.push(event) } };
});

/** Publishes, and answers what was asked. */
async function publish(): Promise<string[]> {
  const asked: Agreement[] = [];
  const agree = async (agreement: Agreement) => {
    asked.push(agreement);
    return true;
  };
  for await (const _ of carryOutPublish(context, wish, agree));
  return asked.map((agreement) => ('question' in agreement ? agreement.question : agreement.kind));
}

const stack = async (StackName: string) => {
  const { Stacks: [found] = [] } = await new CloudFormation(sandbox.client()).describeStacks({ StackName });
  return found;
};
const notes = () => events.flatMap((event) => (event.type === 'note' ? [event.text] : []));

it('makes the account stack anew that failed and was protected, once somebody agrees', async () => {
  const iam = new IAM(sandbox.client());
  const trust = { Effect: 'Allow', Principal: { Service: 'servicecatalog.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const RoleName = 'BellyfedLaunch-network';
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [trust] });
  await iam.createRole({ RoleName, AssumeRolePolicyDocument });
  await expect(publish()).rejects.toMatchObject({ code: 'publish-failed' });
  // The CDK CLI protects a stack before it makes it.
  expect(await stack('BellyfedCatalogAccount')).toMatchObject({
    StackStatus: 'ROLLBACK_COMPLETE',
    EnableTerminationProtection: true,
  });
  await iam.deleteRole({ RoleName });

  for await (const _ of planPublish(context, wish));
  const told = expect.stringMatching(
    /^The first creation of BellyfedCatalogAccount failed \(.*BellyfedLaunch-network.* already exists.*\), and what is left/,
  );
  expect(notes()).toEqual([told]);
  expect(await stack('BellyfedCatalogAccount')).toMatchObject({ EnableTerminationProtection: true });

  const declined = carryOutPublish(context, wish, async () => false).next();
  await expect(declined).rejects.toMatchObject({ code: 'declined' });
  expect(await stack('BellyfedCatalogAccount')).toMatchObject({ EnableTerminationProtection: true });

  // Published up to the hub, which fails in its turn.
  const offers = [{ product: productOf('network'), releases: [release('network', '1.0.0')] }];
  const template = templateOf((app) => new HubStack(app, stackNames.hub, { ...wish, offers }));
  const [constraint = ''] = Object.keys(template.findResources('AWS::ServiceCatalog::LaunchNotificationConstraint'));
  await sandbox.setFaults({ failResources: { [constraint]: 'no more constraints' } });
  await expect(publish()).rejects.toMatchObject({ code: 'publish-failed' });
  await sandbox.setFaults({});
  expect(await stack('BellyfedCatalogAccount')).toMatchObject({
    StackStatus: 'CREATE_COMPLETE',
    EnableTerminationProtection: true,
  });
}, 240_000);

it('makes the hub anew whose portfolio could not be rolled back while it was shared', async () => {
  expect(await stack('BellyfedCatalogHub')).toMatchObject({ StackStatus: 'ROLLBACK_FAILED' });
  expect(await publish()).toEqual([
    'Delete what is left of BellyfedCatalogHub, and make it anew?',
    'Publish the catalog in us-east-1?',
  ]);
  expect(notes()[0]).toContain(
    `no more constraints), and what is left of it goes before it is made anew; that ends its sharing of Bellyfed Developers with account ${RECEIVER}`,
  );
  expect(await stack('BellyfedCatalogHub')).toMatchObject({ StackStatus: 'CREATE_COMPLETE' });
  const serviceCatalog = new ServiceCatalog(sandbox.client());
  const { PortfolioDetails = [] } = await serviceCatalog.listPortfolios({});
  expect(PortfolioDetails.map(({ DisplayName }) => DisplayName).sort()).toEqual([
    'Bellyfed Developers',
    'Bellyfed Platform',
    'Bellyfed Production',
  ]);
  expect(await publish()).toEqual(['Publish the catalog in us-east-1?']);
}, 240_000);
