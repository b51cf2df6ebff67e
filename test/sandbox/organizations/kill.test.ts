import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  ActivateOrganizationsAccessCommand,
  CloudFormationClient,
  CreateStackInstancesCommand,
  CreateStackSetCommand,
  DescribeStacksCommand,
  ListStackInstancesCommand,
  ListStackSetOperationsCommand,
} from '@aws-sdk/client-cloudformation';
import {
  CreateAccountCommand,
  DescribeCreateAccountStatusCommand,
  ListAccountsCommand,
} from '@aws-sdk/client-organizations';
import {
  CreatePortfolioCommand,
  CreatePortfolioShareCommand,
  DescribePortfolioShareStatusCommand,
  EnableAWSOrganizationsAccessCommand,
  ListPortfolioAccessCommand,
  ServiceCatalogClient,
} from '@aws-sdk/client-service-catalog';
import { Random } from '../random';
import { bundleProgram, type Program, type SandboxProcess, type StandbyProcess, standBy } from '../sandbox-process';
import { clientSettings } from '../with-sandbox';
import { TestOrganization } from './test-organization';

const HUB = '111111111111';
const MEMBERS = ['222222222222', '333333333333', '444444444444'];
const KILLS = 3;
const template = JSON.stringify({
  Resources: { Topic: { Type: 'AWS::SNS::Topic' }, Queue: { Type: 'AWS::SQS::Queue' } },
});

let program: Program;
let folder: string;
let running: SandboxProcess | undefined;
/** Loaded before the work begins, so that nothing is done while a sandbox loads. */
let waiting: StandbyProcess[] = [];
beforeAll(async () => {
  program = bundleProgram('test/sandbox/standby-sandbox.ts');
  waiting = await Promise.all(Array.from({ length: KILLS + 1 }, () => standBy(program)));
  folder = mkdtempSync(join(tmpdir(), 'sandbox-organization-'));
}, 300_000);
afterAll(async () => {
  await running?.end('SIGKILL');
  await Promise.all(waiting.map((standby) => standby.end('SIGKILL')));
  program.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** Kills the sandbox that runs, if one does, and starts the next on its state. */
async function next(stackStepMs: number): Promise<string> {
  await running?.end('SIGKILL');
  const standby = waiting.shift();
  if (!standby) throw new Error('no sandbox is loaded');
  running = await standby.start(folder);
  await setStepTime(running.url, stackStepMs);
  return running.url;
}

async function setStepTime(url: string, stackStepMs: number): Promise<void> {
  await fetch(`${url}/_sandbox/faults`, { method: 'PUT', body: JSON.stringify({ stackStepMs }) });
}

const settings = (url: string, accountId = HUB) => clientSettings(url, accountId, 'us-east-1');

test('a share, an account’s creation and a stack set’s operation that kills interrupt come to their ends, each once', async () => {
  const random = new Random('organization');
  let url = await next(40);
  const client = (accountId?: string, region = 'us-east-1') => ({ ...settings(url, accountId), region });
  const organization = await TestOrganization.create({ client }, HUB);
  const unit = await organization.unit('Workloads');
  for (const accountId of MEMBERS) await organization.admit(accountId, unit);
  const catalog = () => new ServiceCatalogClient(settings(url));
  const stacks = (accountId = HUB) => new CloudFormationClient(settings(url, accountId));
  await catalog().send(new EnableAWSOrganizationsAccessCommand({}));
  await stacks().send(new ActivateOrganizationsAccessCommand({}));
  const set = { StackSetName: 'Spoke', TemplateBody: template, PermissionModel: 'SERVICE_MANAGED' } as const;
  await stacks().send(new CreateStackSetCommand({ ...set, AutoDeployment: { Enabled: true } }));
  const { PortfolioDetail } = await catalog().send(
    new CreatePortfolioCommand({ DisplayName: 'Shared', ProviderName: 'test' }),
  );
  const node = {
    PortfolioId: PortfolioDetail?.Id,
    OrganizationNode: { Type: 'ORGANIZATIONAL_UNIT', Value: unit },
  } as const;
  const { PortfolioShareToken } = await catalog().send(new CreatePortfolioShareCommand(node));
  const { CreateAccountStatus } = await organization.client.send(
    new CreateAccountCommand({ AccountName: 'New', Email: 'new@example.com' }),
  );
  const targets = { DeploymentTargets: { OrganizationalUnitIds: [unit] }, Regions: ['us-east-1'] };
  await setStepTime(url, 150);
  await stacks().send(new CreateStackInstancesCommand({ StackSetName: 'Spoke', ...targets }));
  const status = async () =>
    (await stacks().send(new ListStackSetOperationsCommand({ StackSetName: 'Spoke' }))).Summaries?.[0]?.Status;
  for (let kill = 0; kill < KILLS; kill += 1) {
    await wait(random.number(120));
    // The first kill meets a sandbox at work: three stacks of several steps take seconds.
    if (kill === 0) expect(await status()).toBe('RUNNING');
    url = await next(kill === KILLS - 1 ? 0 : 40);
  }
  while ((await status()) === 'RUNNING') await wait(20);
  expect(await status()).toBe('SUCCEEDED');
  const { Summaries = [] } = await stacks().send(new ListStackInstancesCommand({ StackSetName: 'Spoke' }));
  expect(Summaries.map(({ Account, Status }) => `${Account} ${Status}`)).toEqual(MEMBERS.map((id) => `${id} CURRENT`));
  for (const accountId of MEMBERS) {
    const { Stacks = [] } = await stacks(accountId).send(new DescribeStacksCommand({}));
    expect(Stacks.map(({ StackStatus }) => StackStatus)).toEqual(['CREATE_COMPLETE']);
  }
  const share = await catalog().send(new DescribePortfolioShareStatusCommand({ PortfolioShareToken }));
  expect(share).toMatchObject({ Status: 'COMPLETED', ShareDetails: { SuccessfulShares: MEMBERS } });
  const access = { PortfolioId: node.PortfolioId, OrganizationParentId: unit };
  expect((await catalog().send(new ListPortfolioAccessCommand(access))).AccountIds).toEqual(MEMBERS);
  const management = organization.as(HUB);
  const made = await management.send(
    new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: CreateAccountStatus?.Id }),
  );
  expect(made.CreateAccountStatus?.State).toBe('SUCCEEDED');
  expect((await management.send(new ListAccountsCommand({}))).Accounts).toHaveLength(MEMBERS.length + 2);
}, 300_000);
