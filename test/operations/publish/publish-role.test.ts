/** The pipeline's role may make every call that publishing makes, in every region of the settings. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IAM } from '@aws-sdk/client-iam';
import { ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { STS } from '@aws-sdk/client-sts';
import { decide, type PolicyDocument, resourceScopes } from '../../../catalog/permissions';
import { evaluateTemplate, parseTemplate, pseudoParameters, resolveParameters } from '../../../catalog/template';
import { awsTarget } from '../../../operations/aws/aws-target';
import { carryOutPublish } from '../../../operations/publish/carry-out-publish';
import { readSettings } from '../../../portfolios/context';
import { policyOf } from '../../products/publishing/launch';
import { TestOrganization } from '../../sandbox/organizations/test-organization';
import { type RecordedCall, type RecordingProxy, startRecordingProxy } from '../../sandbox/recording-proxy';
import { startTestSandbox, type TestSandbox } from '../../sandbox/with-sandbox';
import { projectRoot } from '../../scripts/run-catalog';
import { type SmallProject, smallProject } from './small-project';

/** The account and region that the evaluated templates stand in. */
const HUB = '111122223333';
const HOME = 'eu-central-1';
const regions = [HOME, 'eu-west-1'];

const published = policyOf('CatalogPublishRole');
let sandbox: TestSandbox;
let proxy: RecordingProxy;
let project: SmallProject;
let calls: readonly RecordedCall[];

beforeAll(async () => {
  project = smallProject();
  sandbox = await startTestSandbox();
  proxy = await startRecordingProxy(sandbox.url);
  const organization = await TestOrganization.create(sandbox, HUB);
  const units = [await organization.unit('Teams'), await organization.unit('Labs')];
  await new ServiceCatalog(sandbox.client(HUB, HOME)).enableAWSOrganizationsAccess({});
  const credentials = await takeOnRole();
  const env = {
    PATH: process.env.PATH,
    AWS_ACCESS_KEY_ID: credentials.AccessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.SecretAccessKey,
    AWS_SESSION_TOKEN: credentials.SessionToken,
  };
  jest.replaceProperty(process, 'env', { ...process.env, ...env });

  // Every kind of step in two runs: the second ends a share, makes one, changes one, and hides what the first published.
  const publish = async (developers: object) => {
    const context = { organization: organization.id, regions, developers };
    project.configure(context);
    const target = await awsTarget({ endpointUrl: proxy.url, region: HOME }, { env });
    const wish = { settings: readSettings(context), regions, prune: true };
    for await (const _ of carryOutPublish({ project, target, events: { emit() {} } }, wish, async () => true));
  };
  project.release({ '1.0.0': 'active', '1.1.0': 'active', '1.2.0': 'active' });
  await publish({ organizationalUnits: [units[0]], organization: true });
  project.release({ '1.0.0': 'retired', '1.1.0': 'deprecated', '1.2.0': 'active' });
  await publish({ organizationalUnits: [units[1]], organization: true, sharePrincipals: false });
  // What the CDK CLI does as the bootstrap's roles is theirs.
  calls = proxy.calls.filter(({ accessKeyId }) => accessKeyId === credentials.AccessKeyId);
}, 600_000);
afterAll(async () => {
  await proxy?.close();
  await sandbox?.stop();
  project?.remove();
});

/** Makes the role with the policy of the template, and takes it on. */
async function takeOnRole() {
  const iam = new IAM(sandbox.client(HUB, HOME));
  const trust = { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${HUB}:root` }, Action: 'sts:AssumeRole' };
  const { Role } = await iam.createRole({
    RoleName: 'publish',
    AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [trust] }),
  });
  // Logs and artifacts are resources of the template, which a reference names by its logical id: not those of a policy.
  const Statement = [published.Statement].flat().filter(({ Sid = '' }) => !/^(Logs|Artifact)/.test(Sid));
  await iam.putRolePolicy({
    RoleName: 'publish',
    PolicyName: 'Publish',
    PolicyDocument: JSON.stringify({ ...published, Statement }),
  });
  const sts = new STS(sandbox.client(HUB, HOME));
  const { Credentials } = await sts.assumeRole({ RoleArn: Role?.Arn, RoleSessionName: 'publish' });
  if (!Credentials) throw new Error('The role can’t be taken on.');
  return Credentials;
}

/** Resource of a call by its kind, as the service authorization reference names the kinds. */
const resources: Readonly<Record<string, (call: RecordedCall) => string>> = {
  Portfolio: ({ region, input }) => `arn:aws:catalog:${region}:${HUB}:portfolio/${input.PortfolioId ?? input.Id}`,
  Product: ({ region, input }) => `arn:aws:catalog:${region}:${HUB}:product/${input.ProductId ?? input.Id}`,
  stack: ({ region, input }) => `arn:aws:cloudformation:${region}:${HUB}:stack/${input.StackName}/a-made-up-id`,
  stackset: ({ region, input }) =>
    `arn:aws:cloudformation:${region}:${HUB}:stackset/${input.StackSetName}:a-made-up-id`,
  role: ({ input }) => String(input.RoleArn),
};

/** Calls that a policy doesn't allow, as `servicecatalog:ListPortfolios on *`, each once. */
async function denied(policy: PolicyDocument): Promise<string[]> {
  const found = new Set<string>();
  for (const call of calls) {
    const action = `${call.service}:${call.operation}`;
    // "No permissions are required": https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
    if (action === 'sts:GetCallerIdentity') continue;
    const scope = await resourceScopes(action);
    const types = scope?.kind === 'resources' ? scope.types.map(({ name }) => name) : [];
    const of = types.map((type) => resources[type]).find((each) => each !== undefined);
    const resource = of?.(call) ?? '*';
    if (decide([policy], { action, resource }) !== 'allowed') found.add(`${action} on ${shown(resource)}`);
  }
  return [...found].sort();
}

/** A resource without what AWS chooses of its name. */
function shown(resource: string): string {
  return resource.replace(/(port|prod)-[a-z0-9]+$/, '$1-…').replace(/a-made-up-id$/, '…');
}

it('makes every kind of call that publishing knows, in every region', () => {
  const made = (region: string) =>
    [
      ...new Set(calls.filter((call) => call.region === region).map((call) => `${call.service}:${call.operation}`)),
    ].sort();
  for (const region of regions) {
    expect(made(region)).toEqual([
      ...['DescribeStackSet', 'DescribeStacks', 'ListStackResources'].map((operation) => `cloudformation:${operation}`),
      ...[
        'CreatePortfolioShare',
        'DeletePortfolioShare',
        'DescribePortfolioShareStatus',
        'DescribePortfolioShares',
      ].map((operation) => `servicecatalog:${operation}`),
      ...['ListPortfolios', 'ListProvisioningArtifacts', 'ListTagOptions', 'SearchProductsAsAdmin'].map(
        (operation) => `servicecatalog:${operation}`,
      ),
      'servicecatalog:SearchProvisionedProducts',
      'servicecatalog:UpdatePortfolioShare',
      'servicecatalog:UpdateProvisioningArtifact',
      'sts:AssumeRole',
      'sts:GetCallerIdentity',
    ]);
  }
});

it('may make each of them', async () => {
  expect(await denied(published)).toEqual([]);
});

it('may make none of them beyond the hub and the bootstrap of its own account', () => {
  const may = (action: string, resource: string) => decide([published], { action, resource }) === 'allowed';
  expect(may('cloudformation:ListStackResources', `arn:aws:cloudformation:${HOME}:${HUB}:stack/SC-1/x`)).toBe(false);
  expect(may('servicecatalog:DeletePortfolioShare', 'arn:aws:catalog:eu-west-1:444455556666:portfolio/port-1')).toBe(
    false,
  );
  expect(may('sts:AssumeRole', `arn:aws:iam::${HUB}:role/BellyfedLaunch-data`)).toBe(false);
});

it('finds what the role of delivery 1.1.0 lacked: the hub’s stack, and every region but its own', async () => {
  const text = readFileSync(join(projectRoot, 'products/delivery/releases/1.1.0.json'), 'utf8');
  const template = parseTemplate(text);
  const { resources: launched } = evaluateTemplate(template, {
    parameters: resolveParameters(template, {
      EnvironmentName: 'one',
      EnvironmentType: 'dev',
      CatalogRepository: 'bellyfed/service-catalog',
    }),
    pseudo: pseudoParameters({ accountId: HUB, region: HOME, stackName: 'SC-1' }),
    reference: (id, attribute) => (attribute === undefined ? id : `${id}.${attribute}`),
  });
  const { Policies = [] } = launched.CatalogPublishRole?.properties ?? {};
  const [policy] = Policies as unknown as readonly { readonly PolicyDocument: PolicyDocument }[];
  const found = policy ? await denied(policy.PolicyDocument) : [];
  expect(found).toContain(
    `cloudformation:ListStackResources on arn:aws:cloudformation:${HOME}:${HUB}:stack/BellyfedCatalogHub/…`,
  );
  // What publishing looks at since then, it does without where it may not.
  const since = /:(DescribeStackSet|DescribeStacks|ListTagOptions|SearchProvisionedProducts) on /;
  expect(found.filter((each) => !each.includes('eu-west-1') && !since.test(each))).toHaveLength(1);
  expect(found).toEqual(
    expect.arrayContaining([
      `servicecatalog:ListProvisioningArtifacts on arn:aws:catalog:eu-west-1:${HUB}:product/prod-…`,
      `sts:AssumeRole on arn:aws:iam::${HUB}:role/cdk-hnb659fds-deploy-role-${HUB}-eu-west-1`,
    ]),
  );
});
