/**
 * Sharing as real organizations have it, with the commands of the pages, typed into the AWS CLI: the hub is a delegated
 * administrator and stands in the unit that it shares with; the stack set goes to three regions.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudFormation, type Parameter, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';
import { S3 } from '@aws-sdk/client-s3';
import { ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { SNS } from '@aws-sdk/client-sns';
import type { FindingJson } from '../../scripts/texts/doctor-text';
import { type SmallProject, smallProject } from '../operations/publish/small-project';
import { TestOrganization } from '../sandbox/organizations/test-organization';
import { startTestSandbox, type TestSandbox } from '../sandbox/with-sandbox';
import { programOf } from '../tools/left-out';
import { needing } from '../tools/needing';
import { newerAwsCli } from '../tools/tools';
import { addInspector, type Caller, catalogAs, developerOf, uploaded } from './receiving-account';
import { projectRoot } from './run-catalog';

const MANAGEMENT = '999999999999';
const HUB = '111111111111';
const [FIRST, SECOND, APART] = ['222222222222', '333333333333', '444444444444'] as const;
/** Outside the organization. */
const OUTSIDER = '777777777777';
const HOME = 'us-east-1';
const OTHERS = ['eu-west-1', 'ap-south-1'] as const;
const REGIONS = [HOME, ...OTHERS];
const BUCKET = 'spoke-of-the-organization';
const StackSetName = 'BellyfedCatalogSpoke';
const DEVELOPER = 'BellyfedDeveloper-web';

let project: SmallProject;
let sandbox: TestSandbox;
let organization: TestOrganization;
let units: { readonly teams: string; readonly labs: string; readonly apart: string };
let developer: Caller;

const owner = (account: string) => sandbox.client(account).credentials;
const catalog = (caller: Caller, ...args: string[]) => catalogAs(caller, sandbox, project.root, ...args);
const stacksOf = (account: string, region: string = HOME) => new CloudFormation(sandbox.client(account, region));
const management = () => stacksOf(MANAGEMENT);

/** Blocks of commands of a page, between two of its texts. */
function commandsOf(page: string, from: string, to: string): string[] {
  const text = readFileSync(join(projectRoot, 'docs', page), 'utf8');
  const begin = text.indexOf(from);
  const end = text.indexOf(to, begin);
  if (begin < 0 || end < 0) throw new Error(`${page} has no part from "${from}" to "${to}".`);
  return [...text.slice(begin, end).matchAll(/```sh\n(.+?)```/gs)].map(([, block = '']) => block);
}

/** Types commands of the pages into a shell, with somebody's credentials and what stands for the placeholders. */
function type(commands: string, account: string, given: Readonly<Record<string, string>> = {}): Promise<string> {
  const answers: Readonly<Record<string, string>> = {
    bucket: BUCKET,
    region: HOME,
    'account of the catalog': HUB,
    hub: HUB,
    'home region': HOME,
    'further regions': OTHERS.join(' '),
    'unit or root': `${units.teams},${units.labs}`,
    ...given,
  };
  const filled = commands.replaceAll(/<([a-z ]+)>/gi, (placeholder, name: string) => answers[name] ?? placeholder);
  expect(filled).not.toMatch(/<[a-z ]+>/i);
  const command = filled.replaceAll(/^aws /gm, `'${programOf(newerAwsCli)}' --endpoint-url ${sandbox.url} `);
  const { PATH, HOME: home } = process.env;
  const child = spawn('sh', ['-ec', command], {
    cwd: project.root,
    env: {
      PATH,
      HOME: home,
      AWS_REGION: HOME,
      AWS_DEFAULT_REGION: HOME,
      AWS_ACCESS_KEY_ID: account,
      AWS_SECRET_ACCESS_KEY: 'none',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => (code === 0 ? done(output) : fail(new Error(`${command}\n${output}`))));
  });
}

/** Waits until the stack set has nothing left to do, and answers how its operations ended, the newest first. */
async function settled(): Promise<(string | undefined)[]> {
  for (;;) {
    const { Summaries = [] } = await management().listStackSetOperations({ StackSetName });
    const statuses = Summaries.map(({ Status }) => Status);
    if (statuses.every((status) => status !== 'RUNNING' && status !== 'QUEUED')) return statuses;
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** The stacks of the set in an account, by region. */
async function instancesIn(account: string) {
  const { Summaries = [] } = await management().listStackInstances({ StackSetName, StackInstanceAccount: account });
  return Object.fromEntries(Summaries.map((each) => [each.Region ?? '', each]));
}

/** Logical ids of what a stack has. */
async function resourcesOf(account: string, region: string, StackName = ''): Promise<string[]> {
  const { StackResources = [] } = await stacksOf(account, region).describeStackResources({ StackName });
  return StackResources.map(({ ResourceType = '' }) => ResourceType);
}

async function topicPolicy(): Promise<string> {
  const sns = new SNS(sandbox.client(HUB));
  const { Attributes } = await sns.getTopicAttributes({ TopicArn: `arn:aws:sns:${HOME}:${HUB}:BellyfedLaunchEvents` });
  return Attributes?.Policy ?? '';
}

async function portfolioId(name: string): Promise<string> {
  const { PortfolioDetails = [] } = await new ServiceCatalog(sandbox.client(HUB)).listPortfolios({});
  return PortfolioDetails.find(({ DisplayName }) => DisplayName === name)?.Id ?? '';
}

const declare = (accounts: string[]) =>
  project.configure({
    hub: { account: HUB },
    organization: organization.id,
    regions: [HOME],
    developers: { organizationalUnits: [units.teams, units.labs], accounts },
    production: { organizationalUnits: [units.apart], sharePrincipals: false },
    tagOptions: { CostCenter: ['web', 'data'] },
  });

const launch = (environment: string, region: string = HOME) =>
  ['launch', 'network', '--environment', environment, '--type', 'dev', '--region', region, '--json'] as const;

/** Deploys a spoke as a stack of its own. */
async function ownSpoke(account: string, region: string, answers: Readonly<Record<string, string>>): Promise<void> {
  const client = stacksOf(account, region);
  const StackName = 'BellyfedCatalogSpoke';
  const Parameters = Object.entries({ HubAccount: HUB, ...answers }).map<Parameter>(([key, value]) => ({
    ParameterKey: key,
    ParameterValue: value,
  }));
  const TemplateURL = await uploaded(sandbox, account, readFileSync(join(project.root, 'spoke.json'), 'utf8'));
  await client.createStack({ StackName, TemplateURL, Capabilities: ['CAPABILITY_NAMED_IAM'], Parameters });
  await waitUntilStackCreateComplete({ client, maxWaitTime: 60, minDelay: 1, maxDelay: 1 }, { StackName });
}

const documented = needing(newerAwsCli);

beforeAll(async () => {
  project = smallProject();
  project.release({ '1.0.0': 'active' });
  sandbox = await startTestSandbox();
  organization = await TestOrganization.create(sandbox, MANAGEMENT);
  const teams = await organization.unit('Teams');
  units = { teams, labs: await organization.unit('Labs'), apart: await organization.unit('Apart') };
  for (const account of [HUB, FIRST, SECOND]) await organization.admit(account, teams);
  await organization.admit(APART, units.apart);
  await new S3(sandbox.client(MANAGEMENT)).createBucket({ Bucket: BUCKET });
  declare([]);
}, 60_000);
afterAll(async () => {
  await sandbox?.stop();
  project?.remove();
});

documented.it(
  'shares from a delegated administrator, with the switches that deployment.md names',
  async () => {
    const page = readFileSync(join(projectRoot, 'docs/deployment.md'), 'utf8');
    const row = page.split('\n').find((line) => line.startsWith('| once before |')) ?? '';
    const commands = [...row.matchAll(/`(aws .+?)`/g)].map(([, command = '']) => command);
    expect(commands).toHaveLength(2);
    await type(commands.join('\n'), MANAGEMENT);
    const { code, stderr } = await catalog(owner(HUB), 'publish', '--regions', REGIONS.join(','));
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stderr).toContain(
      `Bellyfed Developers: share with unit ${units.teams}, TagOptions and principals included\n`,
    );
    expect(stderr).toContain(`Bellyfed Production: share with unit ${units.apart}, TagOptions included\n`);
  },
  400_000,
);

documented.it(
  'gets a spoke to every account and region by the commands of the guide, and none to the hub',
  async () => {
    expect(await catalog(owner(HUB), 'spoke', '--out', join(project.root, 'spoke.json'))).toMatchObject({ code: 0 });
    const [activate = '', deploy = '', list = '', ...more] = commandsOf(
      'receiving-administrator.md',
      '**For all accounts of a unit,**',
      '| parameter | what to answer |',
    );
    expect(more).toEqual([]);
    await expect(type(deploy, MANAGEMENT)).rejects.toThrow('You must enable organizations access');
    await type(activate, MANAGEMENT);
    await type(deploy, MANAGEMENT);
    expect(await settled()).toEqual(['SUCCEEDED']);
    expect(JSON.parse(await type(list, MANAGEMENT))).toEqual([]);

    for (const region of REGIONS) {
      const made = async (account: string) =>
        resourcesOf(account, region, (await instancesIn(account))[region]?.StackId);
      expect(await made(HUB)).toEqual(['AWS::CloudFormation::WaitConditionHandle']);
      const first = await made(FIRST);
      expect(first).toContain('AWS::Events::Rule');
      expect(first.includes('AWS::IAM::ManagedPolicy')).toBe(true);
    }
    developer = await developerOf(sandbox, FIRST, DEVELOPER);
    // Two roles of the guard in each region, and the launch roles at home alone.
    const roles = async (region: string) =>
      (await resourcesOf(FIRST, region, (await instancesIn(FIRST))[region]?.StackId)).filter(
        (each) => each === 'AWS::IAM::Role',
      ).length;
    expect(await roles(HOME)).toBeGreaterThan(await roles('eu-west-1'));
  },
  240_000,
);

documented.it(
  'launches in each region with the roles of the home region',
  async () => {
    for (const region of REGIONS) {
      const { code, stderr } = await catalog(
        developer,
        ...launch(`dev-${region.slice(0, 2)}`, region),
        '--tag',
        'CostCenter=data',
      );
      expect({ code, stderr }).toMatchObject({ code: 0 });
    }
  },
  120_000,
);

/** Findings of the doctor, asked from the hub about the developer. */
async function examined(): Promise<FindingJson[]> {
  const whose = ['--role-arn', `arn:aws:iam::${FIRST}:role/CatalogInspector`, '--principal', DEVELOPER];
  return JSON.parse((await catalog(owner(HUB), 'doctor', ...whose, '--product', 'network', '--json')).stdout);
}
const wrong = (findings: readonly FindingJson[]) => findings.filter(({ ok }) => !ok);

documented.it(
  'finds a stack set of an earlier release, and mends it by the command of the guide',
  async () => {
    await addInspector(sandbox, FIRST, 'CatalogInspector', HUB);
    const well = await examined();
    expect(wrong(well)).toEqual([]);
    expect(well.map(({ check }) => check)).toEqual(expect.arrayContaining(['delegation', 'share', 'events', 'spoke']));

    const { StackSet } = await management().describeStackSet({ StackSetName });
    const older = JSON.parse(StackSet?.TemplateBody ?? '{}');
    older.Outputs.Permissions.Value = '000000000000';
    const s3 = new S3(sandbox.client(MANAGEMENT));
    await s3.putObject({ Bucket: BUCKET, Key: 'older.json', Body: JSON.stringify(older) });
    await management().updateStackSet({
      StackSetName,
      TemplateURL: `https://${BUCKET}.s3.${HOME}.amazonaws.com/older.json`,
      Capabilities: ['CAPABILITY_NAMED_IAM'],
      Parameters: ['HubAccount', 'HomeRegion'].map((ParameterKey) => ({ ParameterKey, UsePreviousValue: true })),
    });
    await settled();
    expect(wrong(await examined())).toMatchObject([
      {
        check: 'spoke',
        problem: expect.stringMatching(/^StackSet-BellyfedCatalogSpoke-\S+ has other permissions \(000000000000\)/),
        account: "<the organization's management account>",
        remedy: expect.stringMatching(
          /^aws cloudformation update-stack-set --stack-set-name BellyfedCatalogSpoke .* --parameters ParameterKey=HubAccount,UsePreviousValue=true ParameterKey=HomeRegion,UsePreviousValue=true$/,
        ),
      },
    ]);
    // Whoever publishes hears of it where they may look at the stack set.
    await type(
      'aws organizations register-delegated-administrator --service-principal member.org.stacksets.cloudformation.amazonaws.com --account-id <hub>',
      MANAGEMENT,
    );
    const said = 'The stack set BellyfedCatalogSpoke has other permissions than this project';
    expect((await catalog(owner(HUB), 'publish', '--plan', '--region', HOME)).stderr).toContain(said);

    const [update = ''] = commandsOf('receiving-administrator.md', '## Update it', '## Moved accounts');
    await type(update, MANAGEMENT);
    expect((await settled())[0]).toBe('SUCCEEDED');
    expect(wrong(await examined())).toEqual([]);
  },
  240_000,
);

documented.it(
  'gives a moved account its spoke again, by the command of the guide',
  async () => {
    const kept = (await instancesIn(FIRST))[HOME]?.StackId ?? '';
    await organization.move(FIRST, units.teams, units.labs);
    await settled();
    const moved = await instancesIn(FIRST);
    for (const region of REGIONS) {
      expect(moved[region]).toMatchObject({ Status: 'OUTDATED', OrganizationalUnitId: units.labs });
    }
    const reasons = REGIONS.map((region) => moved[region]?.StatusReason ?? '');
    // The first region's stack fails on a name, and that ends the operation: an automatic one has AWS's own preferences.
    const failed = reasons.filter((reason) => !reason.startsWith('Cancelled since failure tolerance'));
    expect(failed).toEqual([expect.stringMatching(/already exist|AlreadyExist/i)]);
    // What runs can be changed all the same: the roles were kept.
    expect(await catalog(developer, ...launch('moved'), '--tag', 'CostCenter=web')).toMatchObject({ code: 0 });
    const [take = ''] = commandsOf('receiving-administrator.md', '## Moved accounts', '## Stricter rules');
    for (const region of REGIONS) {
      const { StackResources: [rule] = [] } = await stacksOf(FIRST, region).describeStackResources({
        PhysicalResourceId: 'BellyfedCatalogGuard',
      });
      await type(take, MANAGEMENT, {
        'ARN of the stack that was kept': rule?.StackId ?? '',
        'unit or root': units.labs,
      });
      await settled();
    }
    const now = await instancesIn(FIRST);
    expect(now[HOME]?.StackId).toBe(kept);
    expect(REGIONS.map((region) => now[region]?.Status)).toEqual(['CURRENT', 'CURRENT', 'CURRENT']);
  },
  120_000,
);

documented.it(
  'opens a portfolio of its own where the organization shares without principals, with nothing to accept',
  async () => {
    const id = await portfolioId('Bellyfed Production');
    const { ProductViewDetails: [product] = [] } = await new ServiceCatalog(sandbox.client(HUB)).searchProductsAsAdmin({
      PortfolioId: id,
    });
    const ProductId = product?.ProductViewSummary?.ProductId ?? '';
    await ownSpoke(APART, HOME, {
      HomeRegion: HOME,
      ProductionPortfolioId: id,
      ProductionSharedBy: 'organization',
      ProductionLocalPortfolioName: 'Narrow',
      NetworkProductId: ProductId,
    });
    const operator = await developerOf(sandbox, APART, 'BellyfedOperator-web');
    const client = new ServiceCatalog({ ...sandbox.client(APART), credentials: operator });
    const { LaunchPathSummaries: paths = [] } = await client.listLaunchPaths({ ProductId });
    expect(paths.map(({ Name }) => Name)).toEqual(['Narrow']);
    // The tags of the catalog come along, though the launching portfolio is another.
    const { ProvisioningArtifacts: [version] = [] } = await client.describeProduct({ Id: ProductId });
    const { TagOptions = [] } = await client.describeProvisioningParameters({
      ProductId,
      ProvisioningArtifactId: version?.Id,
      PathId: paths[0]?.Id,
    });
    expect(TagOptions).toContainEqual({ Key: 'CostCenter', Values: ['data', 'web'] });
  },
  120_000,
);

documented.it(
  'leaves the home region last',
  async () => {
    await ownSpoke(APART, 'eu-west-1', { HomeRegion: HOME });
    const leave = (region: string) => catalog(owner(APART), 'leave', '--region', region);
    expect(await leave(HOME)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /this needs them: BellyfedCatalogSpoke in eu-west-1\. .*leave --region eu-west-1\n$/,
      ),
    });
    expect(await leave('eu-west-1')).toMatchObject({ code: 0 });
    expect(await leave(HOME)).toMatchObject({ code: 0 });
  },
  60_000,
);

documented.it(
  'lets whoever still has a share launch, and nobody once it has ended',
  async () => {
    declare([OUTSIDER]);
    expect(await catalog(owner(HUB), 'publish', '--region', HOME)).toMatchObject({ code: 0 });
    await ownSpoke(OUTSIDER, HOME, { DevelopersPortfolioId: await portfolioId('Bellyfed Developers') });
    const outside = await developerOf(sandbox, OUTSIDER, DEVELOPER);
    expect(await catalog(outside, ...launch('before'), '--tag', 'CostCenter=web')).toMatchObject({ code: 0 });

    declare([]);
    const { code, stderr } = await catalog(owner(HUB), 'publish', '--region', HOME);
    expect({ code, stderr }).toMatchObject({
      code: 0,
      stderr: expect.stringContaining(
        `Bellyfed Developers stays shared with account ${OUTSIDER}, which isn't declared`,
      ),
    });
    expect(await topicPolicy()).toContain(OUTSIDER);
    expect(await catalog(outside, ...launch('after'), '--tag', 'CostCenter=web')).toMatchObject({ code: 0 });

    expect(await catalog(owner(HUB), 'publish', '--prune', '--region', HOME)).toMatchObject({
      code: 0,
      stderr: expect.stringContaining(`end sharing with account ${OUTSIDER}`),
    });
    expect(await topicPolicy()).not.toContain(OUTSIDER);
    expect(await catalog(outside, ...launch('late'), '--tag', 'CostCenter=web')).toMatchObject({ code: 1 });
  },
  300_000,
);
