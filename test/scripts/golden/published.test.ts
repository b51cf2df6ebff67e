/** Recordings of the verbs that publish the catalog, launch from it and look after it, from one published state. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { EventBridge } from '@aws-sdk/client-eventbridge';
import { S3 } from '@aws-sdk/client-s3';
import { ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { abridged, caller, golden, onAws, type Place, remote, typed } from './golden';
import { type Run, type SmallProject, smallProject, startTestSandbox, TestCatalog, type TestSandbox } from './run';

const HUB = '000000000000';
const SPOKE = '222222222222';
let project: SmallProject;
let sandbox: TestSandbox;
let first: Run;
/** The state that every test begins with. */
let published: string;

/** They are listed by their ids. */
const portfolios = {
  'Bellyfed Developers, Bellyfed Production': 'both portfolios',
  'Bellyfed Production, Bellyfed Developers': 'both portfolios',
};
const place = (): Place => ({
  root: project.root,
  env: { AWS_ENDPOINT_URL: sandbox.url },
  known: { [project.root]: 'project', ...portfolios },
});
const typing = (line: string) => ({ env: remote(sandbox.url), lines: [line] });

beforeAll(async () => {
  project = smallProject();
  project.release({ '1.0.0': 'active', '1.1.0': 'active' });
  project.configure({ developers: { accounts: [SPOKE] } });
  published = mkdtempSync(join(tmpdir(), 'published-'));
  sandbox = await startTestSandbox();
  first = await typed(place(), ['publish']);
  cpSync(sandbox.stateFolder, published, { recursive: true });
  await sandbox.stop();
}, 300_000);
beforeEach(async () => {
  const stateFolder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  cpSync(published, stateFolder, { recursive: true });
  sandbox = await startTestSandbox({ stateFolder });
});
afterEach(() => sandbox.stop());
afterAll(() => {
  rmSync(published, { recursive: true, force: true });
  project?.remove();
});

/** Text without what the CDK CLI prints, and without how much of the way is seen. */
const ours = (text: string) =>
  text
    .replace(/"output": ".*"/g, '"output": "<what the CDK CLI printed>"')
    .split('\n')
    .filter((line) => !/^BellyfedCatalog\w+: deploying$/.test(line))
    .join('\n');

/** Of the CDK CLI's differences, which stacks there are. */
const differences = (text: string) => text.replace(/^(?!Stack |There were|✨|Account |Publishing |Then ).*\n?/gm, '');

golden('publish', place, async (type) => {
  await type(['publish'], { run: first, edit: ours });
  project.release({ '1.0.0': 'deprecated', '1.1.0': 'active' });
  await type(['publish', '--plan'], { edit: differences });
  await type(['publish', '--json'], { edit: ours });
  project.release({ '1.0.0': 'active', '1.1.0': 'active' });
  await type(['publish'], typing('no'));
  await type(['publish'], { env: onAws });
  await type(['publish', '--regions', 'Dublin']);
  await type(['publish', '--context', 'provider=Us']);
  await type(['publish', '--context', 'bellyfed={"regions":"all"}']);
  await type(['publish', '--context', 'bellyfed={"provder":"Us"}']);
});

golden('doctor', place, async (type) => {
  await type(['doctor', '--product', 'network']);
  await new EventBridge(sandbox.client(HUB)).disableRule({ Name: 'BellyfedCatalogGuard' });
  await type(['doctor', '--product', 'network', 'data']);
  await type(['doctor', '--product', 'network', '--json']);
  await type(['doctor', '--product', 'network', '--principal', 'Nobody']);
  await type(['doctor', '--product', 'netwrok']);
  await type(['doctor'], { env: onAws });
});

const launch = (environment: string, ...more: string[]) =>
  ['launch', 'network', '--environment', environment, '--type', 'dev', ...more] as const;

golden('launch', place, async (type) => {
  await type(launch('one', '--plan'), { edit: abridged });
  await type(launch('one', '--plan', '--json'), { edit: abridged });
  await type(launch('one', '--tag', 'CostCenter=platform'));
  await type(launch('one'));
  await type(launch('one', '--plan'));
  await type(launch('one', '--plan', '--json', '-p', 'FlowLogRetention=30'));
  await type(launch('one', '--plan', '-p', 'NatGateways=per-zone'));
  await type(launch('two', '--version', '1.0.0', '--json'));
  await type(launch('three', '--no-wait'));
  await type(launch('four', '--no-wait', '--json', '--name', 'fourth'));
});

golden('launch-refused', place, async (type) => {
  await type(['launch']);
  await type(['launch', 'network']);
  await type(['launch', 'network', '--environment', 'one']);
  await type(['launch', 'netwrok', '--environment', 'one', '--type', 'dev']);
  await type(['launch', 'network', '--environment', 'one', '--type', 'prd']);
  await type(['launch', 'data', '--environment', 'one', '--type', 'dev']);
  await type(launch('one', '--portfolio', 'Bellyfed Develpers'));
  await type(launch('one', '--portfolio', 'Bellyfed Production'));
  await type(launch('production'), { edit: inOrder });
  await type(launch('one', '--version', '01.0.0'));
  await type(launch('one', '-p', 'VpcCird=10.0.0.0/16'));
  await type(launch('one', '-p', 'ZoneCount=4'));
  await type(launch('one', '-p', 'VpcCidr'));
  await type(launch('one', '-p', 'VpcCidr=10.0.0.0/8'));
  await type(launch('One'));
  await type(launch('one', '--tag', 'CostCenter=moon'));
  await type(launch('one', '--name', 'not/a/name'));
  await type(launch('one'), typing('no'));
  await type(launch('one'), { env: onAws });
  await type(launch('one'), { env: caller(SPOKE) });
  await sandbox.setFaults({ failResources: { Vpc: 'The maximum number of VPCs has been reached.' } });
  await type(launch('one'));
  await sandbox.setFaults({});
  await offerData();
  await type(['launch', 'data', '--environment', 'two', '--type', 'dev']);
});

/** Text in which the portfolios' reasons against a launch stand by their names. */
const inOrder = (text: string) =>
  text.replace(/(?<=accepts this launch\. ).*/, (reasons) =>
    reasons
      .split(/ (?=Bellyfed \w+: )/)
      .sort()
      .join(' '),
  );

/** Offers the data tier too, as it was released, without its launch role. */
async function offerData(): Promise<void> {
  const catalog = new TestCatalog(sandbox, HUB);
  const template = readFileSync(join(project.root, 'products/data/releases/1.2.0.json'), 'utf8');
  const { productId: ProductId } = await catalog.product('Bellyfed Data', template, { Name: '1.2.0' });
  const admin = new ServiceCatalog(sandbox.client(HUB));
  const { PortfolioDetails = [] } = await admin.listPortfolios({});
  const developers = PortfolioDetails.find(({ DisplayName }) => DisplayName === 'Bellyfed Developers');
  await admin.associateProductWithPortfolio({ ProductId, PortfolioId: developers?.Id });
}

golden('launch-spec', place, async (type) => {
  const network = (more = '') =>
    `proton: EnvironmentSpec\nproduct: network\nspec: { EnvironmentName: team, EnvironmentType: dev${more} }\n`;
  const data = 'proton: EnvironmentSpec\nproduct: data\nspec: { EnvironmentName: team, EnvironmentType: dev }\n';
  const spec = (text: string, ...more: string[]) => {
    const file = join(project.root, 'spec.yaml');
    writeFileSync(file, text);
    return ['launch', '--spec', file, ...more];
  };
  await offerData();
  await type(spec(`${data}---\n${network()}`, '--plan'), { edit: abridged });
  await type(spec(`${data}---\n${network()}`, '--plan', '--json'), { edit: abridged });
  await type(spec(data));
  await type(spec(network(), '--json'));
  await type(spec(network()));
  await type(spec(network(), '--json'));
  await type(spec(network(', FlowLogRetention: "30"'), '--plan'));
  await type(spec(network(', FlowLogRetention: "30"')));
  await type(spec(network(), '--json'));
  await type(spec(`${data}---\n${network()}`, '--no-wait'));
  await type(spec(`${network()}---\n${network()}`));
  await type(spec(network(), 'network', '-e', 'dev', '--name', 'x'));
  await type(spec(network(), '--spec', 'none.yaml'));
  await type(spec(network()), { env: onAws });
  const bad = `${network().replace('team', 'Team')}---
proton: ServiceSpec
product: dta
---
proton: EnvironmentSpec
product: data
spec:
  EnvironmentType: prodd
  Colour: red
`;
  await type(spec(bad));
  await type(spec(bad, '--json'));
});

golden('leave', place, async (type) => {
  await type(['leave']);
  const formation = new CloudFormation(sandbox.client(HUB));
  const template = { Resources: { Topic: { Type: 'AWS::SNS::Topic' } } };
  const createSpoke = async () => {
    await formation.createStack({ StackName: 'BellyfedCatalogSpoke', TemplateBody: JSON.stringify(template) });
    await spokeEnded(formation);
  };
  await createSpoke();
  await typed(place(), launch('one'));
  await type(['leave', '--plan']);
  await type(['leave']);
  await typed(place(), ['terminate', 'one-network']);
  await type(['leave', '--plan']);
  await type(['leave', '--plan', '--json']);
  await type(['leave'], typing('no'));
  await type(['leave'], { env: onAws });
  await sandbox.setFaults({ failDeletions: { Topic: 'Not today.' } });
  await type(['leave']);
  await sandbox.setFaults({});
  await type(['leave']);
  await createSpoke();
  await type(['leave', '--json']);
});

async function spokeEnded(formation: CloudFormation): Promise<void> {
  for (;;) {
    const { Stacks: [stack] = [] } = await formation.describeStacks({ StackName: 'BellyfedCatalogSpoke' });
    if (stack?.StackStatus === 'CREATE_COMPLETE') return;
    await new Promise((done) => setTimeout(done, 20));
  }
}

golden('proton-publish', place, async (type) => {
  const publish = (product: string, ...more: string[]) => [
    'proton',
    'publish',
    product,
    '--bucket',
    'bundles',
    ...more,
  ];
  await type(publish('data'));
  await new S3({ ...sandbox.client(HUB), forcePathStyle: true }).createBucket({ Bucket: 'bundles' });
  await type(publish('app'));
  await type(publish('data'));
  await type(publish('data', '--json'));
  await type(publish('app', '--json'));
  await type(publish('data', '--version', '9.0.0'));
  await type(publish('dta'));
  await type(publish('data'), typing('no'));
  await type(publish('data'), { env: onAws });
});
