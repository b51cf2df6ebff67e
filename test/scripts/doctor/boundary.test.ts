/** Permissions boundary of a receiving account, as the doctor sees it: there, missing, and required too early. */
import { CloudFormation, waitUntilStackUpdateComplete } from '@aws-sdk/client-cloudformation';
import { IAM } from '@aws-sdk/client-iam';
import { S3 } from '@aws-sdk/client-s3';
import { ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { STS } from '@aws-sdk/client-sts';
import { PERMISSIONS_BOUNDARIES } from '../../../catalog/product/permissions-boundary';
import type { Template } from '../../../catalog/template';
import type { FindingJson } from '../../../scripts/texts/doctor-text';
import { needing } from '../../tools/needing';
import { newerAwsCli } from '../../tools/tools';
import { HUB, SPOKE, TwoAccounts } from './two-accounts';

const BOUNDARY = PERMISSIONS_BOUNDARIES.workload;
const STACK = 'BellyfedCatalogSpoke';
const settings = { hub: { account: HUB }, developers: { accounts: [SPOKE] } };
let accounts: TwoAccounts;

beforeAll(async () => {
  accounts = await TwoAccounts.start();
  // From 1.1.0 on the network's roles have the boundary.
  accounts.project.release({ '1.0.0': 'active', '1.1.0': 'active' }, { '1.1.0': '1.1.0' });
}, 180_000);
afterAll(() => accounts?.stop());

const boundary = (findings: readonly FindingJson[]) => findings.filter(({ check }) => check === 'boundary');

/** Updates the spoke's stack to one from before there were boundaries. */
async function deployOlderSpoke(): Promise<void> {
  const client = new CloudFormation(accounts.sandbox.client(SPOKE));
  const { TemplateBody = '' } = await client.getTemplate({ StackName: STACK });
  const template: Template = JSON.parse(TemplateBody);
  const names: readonly unknown[] = Object.values(PERMISSIONS_BOUNDARIES);
  const kept = Object.entries(template.Resources).filter(
    ([, each]) => !names.includes(each.Properties?.ManagedPolicyName),
  );
  const text = JSON.stringify({ ...template, Resources: Object.fromEntries(kept) });
  const s3 = new S3(accounts.sandbox.client(SPOKE));
  await s3.putObject({ Bucket: `spoke-${SPOKE}`, Key: 'older.json', Body: text });
  const { Parameters = [] } = (await client.describeStacks({ StackName: STACK })).Stacks?.[0] ?? {};
  await client.updateStack({
    StackName: STACK,
    TemplateURL: `https://s3.us-east-1.amazonaws.com/spoke-${SPOKE}/older.json`,
    Capabilities: ['CAPABILITY_NAMED_IAM'],
    Parameters: Parameters.map(({ ParameterKey }) => ({ ParameterKey, UsePreviousValue: true })),
  });
  await waitUntilStackUpdateComplete({ client, maxWaitTime: 60, minDelay: 1, maxDelay: 1 }, { StackName: STACK });
}

/** Launches the network in the receiving account, in a version that is published. */
async function launchNetwork(): Promise<void> {
  const { Arn: caller = '' } = await new STS(accounts.sandbox.client(SPOKE)).getCallerIdentity({});
  await new ServiceCatalog(accounts.sandbox.client(SPOKE)).associatePrincipalWithPortfolio({
    PortfolioId: accounts.portfolioId,
    PrincipalARN: caller.replace(/:sts:(.*):assumed-role\/([^/]+)\/.*/, ':iam:$1:role/$2'),
    PrincipalType: 'IAM',
  });
  const launched = await accounts.catalog(SPOKE, ...['launch', 'network', '--environment', 'dev', '--type', 'dev']);
  expect(launched).toMatchObject({ code: 0 });
}

it('is well while the account has the policy', async () => {
  expect(boundary(await accounts.fromSpoke())).toMatchObject([{ ok: true }]);
});

it('is missing where the policy was deleted, and the hub sees it too', async () => {
  const iam = new IAM(accounts.sandbox.client(SPOKE));
  const PolicyArn = `arn:aws:iam::${SPOKE}:policy/${BOUNDARY}`;
  const { Policy } = await iam.getPolicy({ PolicyArn });
  const { PolicyVersion } = await iam.getPolicyVersion({ PolicyArn, VersionId: Policy?.DefaultVersionId });
  await iam.deletePolicy({ PolicyArn });
  for (const findings of [await accounts.fromSpoke(), await accounts.fromHub()]) {
    expect(boundary(findings)).toMatchObject([
      {
        ok: false,
        problem: `The account lacks ${BOUNDARY}, which the roles of the newest versions are bounded by.`,
        remedy: expect.stringContaining(`aws cloudformation deploy --stack-name ${STACK} --template-file spoke.json`),
        account: SPOKE,
      },
    ]);
  }
  const PolicyDocument = decodeURIComponent(PolicyVersion?.Document ?? '');
  await iam.createPolicy({ PolicyName: BOUNDARY, PolicyDocument });
  expect(boundary(await accounts.fromSpoke())).toMatchObject([{ ok: true }]);
});

it('names what runs of versions without it, which is well as long as it is only allowed', async () => {
  await launchNetwork();
  expect(boundary(await accounts.fromSpoke())).toMatchObject([
    { ok: true, detail: 'roles without it: dev-network 1.0.0' },
  ]);
  accounts.project.configure({ ...settings, permissionsBoundary: 'required' });
  expect(boundary(await accounts.fromSpoke())).toMatchObject([
    {
      ok: false,
      problem: 'The boundary is required, and updates of these fail until they run a later version: dev-network 1.0.0.',
      remedy: 'npm run catalog -- upgrade dev-network',
    },
  ]);
  accounts.project.configure(settings);
});

// An older one uploads the template to AWS itself, whatever endpoint it is told.
needing(newerAwsCli).it(
  'is missing with a spoke from before, and the remedy brings it',
  async () => {
    await deployOlderSpoke();
    const [missing] = boundary(await accounts.fromSpoke());
    expect(missing).toMatchObject({ ok: false, problem: expect.stringContaining(`The account lacks ${BOUNDARY}`) });
    if (missing) await accounts.type(missing, newerAwsCli);
    expect(boundary(await accounts.fromSpoke())).toMatchObject([{ ok: true }]);
  },
  90_000,
);
