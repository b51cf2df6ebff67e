/** Every way in which sharing can be broken: the doctor names it and its remedy, and the remedy mends it. */
import { APIGateway } from '@aws-sdk/client-api-gateway';
import {
  CloudFormation,
  waitUntilStackCreateComplete,
  waitUntilStackUpdateComplete,
} from '@aws-sdk/client-cloudformation';
import { EventBridge } from '@aws-sdk/client-eventbridge';
import { IAM } from '@aws-sdk/client-iam';
import { S3 } from '@aws-sdk/client-s3';
import { ServiceCatalog } from '@aws-sdk/client-service-catalog';
import type { FindingJson } from '../../../scripts/texts/doctor-text';
import { TestOrganization } from '../../sandbox/organizations/test-organization';
import { needing } from '../../tools/needing';
import { awsCli } from '../../tools/tools';
import { DEVELOPER, HUB, INSPECTOR, SPOKE, TwoAccounts } from './two-accounts';

const ROLE = 'BellyfedLaunch-network';
/** An account that the organization's shares reach. */
const MEMBER = '333333333333';
let accounts: TwoAccounts;
let hub: ServiceCatalog;
let spoke: ServiceCatalog;
let iam: IAM;

beforeAll(async () => {
  accounts = await TwoAccounts.start();
  hub = new ServiceCatalog(accounts.sandbox.client(HUB));
  spoke = new ServiceCatalog(accounts.sandbox.client(SPOKE));
  iam = new IAM(accounts.sandbox.client(SPOKE));
}, 180_000);
afterAll(() => accounts?.stop());

const wrong = (findings: readonly FindingJson[]) => findings.filter(({ ok }) => !ok);

async function policyOf(action: string): Promise<string> {
  const { AttachedPolicies = [] } = await iam.listAttachedRolePolicies({ RoleName: ROLE });
  for (const { PolicyArn } of AttachedPolicies) {
    const { Policy } = await iam.getPolicy({ PolicyArn });
    const { PolicyVersion } = await iam.getPolicyVersion({ PolicyArn, VersionId: Policy?.DefaultVersionId });
    if (decodeURIComponent(PolicyVersion?.Document ?? '').includes(`"${action}"`)) return PolicyArn ?? '';
  }
  throw new Error(`No policy of ${ROLE} allows ${action}.`);
}

async function withoutAction(action: string): Promise<void> {
  const PolicyArn = await policyOf(action);
  const { Policy } = await iam.getPolicy({ PolicyArn });
  const { PolicyVersion } = await iam.getPolicyVersion({ PolicyArn, VersionId: Policy?.DefaultVersionId });
  const PolicyDocument = decodeURIComponent(PolicyVersion?.Document ?? '').replace(`"${action}",`, '');
  await iam.createPolicyVersion({ PolicyArn, PolicyDocument, SetAsDefault: true });
}

const trust = (principal: object) =>
  iam.updateAssumeRolePolicy({
    RoleName: ROLE,
    PolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }],
    }),
  });

async function deleteRole(): Promise<void> {
  const { AttachedPolicies = [] } = await iam.listAttachedRolePolicies({ RoleName: ROLE });
  for (const { PolicyArn } of AttachedPolicies) await iam.detachRolePolicy({ RoleName: ROLE, PolicyArn });
  await iam.deleteRole({ RoleName: ROLE });
}

async function setVersion(change: { Active?: boolean; Guidance?: 'DEFAULT' | 'DEPRECATED' }): Promise<void> {
  const { ProductViewDetails: [product] = [] } = await hub.searchProductsAsAdmin({});
  const ProductId = product?.ProductViewSummary?.ProductId;
  const { ProvisioningArtifactDetails: [version] = [] } = await hub.listProvisioningArtifacts({ ProductId });
  await hub.updateProvisioningArtifact({ ProductId, ProvisioningArtifactId: version?.Id, ...change });
}

async function makeNetworks(): Promise<void> {
  const client = new CloudFormation(accounts.sandbox.client(SPOKE));
  const vpc = { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } };
  const Resources = Object.fromEntries(['A', 'B', 'C', 'D', 'E'].map((id) => [id, vpc]));
  await client.createStack({ StackName: 'networks', TemplateBody: JSON.stringify({ Resources }) });
  await waitUntilStackCreateComplete({ client, maxWaitTime: 30, minDelay: 1 }, { StackName: 'networks' });
}

/** A way to break it, and what the doctor says. */
interface Row {
  readonly name: string;
  breakIt(): Promise<unknown>;
  readonly finding: Partial<FindingJson>;
  readonly problem: RegExp;
}

const rows: readonly Row[] = [
  {
    name: 'it is not shared, and then not accepted',
    breakIt: async () => {
      await hub.deletePortfolioShare({ PortfolioId: accounts.portfolioId, AccountId: SPOKE });
      const [missing] = wrong(await accounts.fromHub()).filter(({ check }) => check === 'share');
      expect(missing).toMatchObject({
        portfolio: 'Bellyfed Developers',
        problem: "It isn't shared with account 222222222222, though the context says so.",
        account: HUB,
      });
      if (missing) await accounts.type(missing);
    },
    finding: { check: 'share', portfolio: 'Bellyfed Developers', account: SPOKE },
    problem: /shared with account 222222222222, which hasn't accepted it/,
  },
  {
    name: 'the launch role is missing',
    breakIt: deleteRole,
    finding: { check: 'launch-role', product: 'network', account: SPOKE },
    problem: /There is no role BellyfedLaunch-network in account 222222222222/,
  },
  {
    name: 'the launch role trusts another service',
    breakIt: () => trust({ Service: 'ec2.amazonaws.com' }),
    finding: { check: 'launch-role', product: 'network', account: SPOKE },
    problem: /isn't trusted to servicecatalog.amazonaws.com/,
  },
  {
    name: 'the launch role trusts others too',
    breakIt: () => trust({ Service: 'servicecatalog.amazonaws.com', AWS: `arn:aws:iam::${SPOKE}:root` }),
    finding: { check: 'launch-role', product: 'network', account: SPOKE },
    problem: /may be assumed by others than servicecatalog.amazonaws.com too: arn:aws:iam::222222222222:root/,
  },
  {
    name: 'the launch role lacks one action',
    breakIt: () => withoutAction('ec2:CreateVpc'),
    finding: { check: 'launch-role', product: 'network', account: SPOKE },
    problem:
      /may not do what Bellyfed Network needs: ec2:CreateVpc \(statement \w+; not allowed by any policy of the role\)/,
  },
  {
    name: "a policy of the launch role's is detached",
    breakIt: async () => {
      await iam.deleteRolePolicy({ RoleName: ROLE, PolicyName: 'CatalogDoctor' });
      await iam.detachRolePolicy({ RoleName: ROLE, PolicyArn: await policyOf('cloudformation:CreateStack') });
    },
    finding: { check: 'launch-role', product: 'network', account: SPOKE },
    problem: /cloudformation:CreateChangeSet, .* and \d+ more \(statement LaunchStack/,
  },
  {
    name: 'whoever launches is no principal',
    breakIt: async () => {
      const { Principals = [] } = await spoke.listPrincipalsForPortfolio({ PortfolioId: accounts.portfolioId });
      for (const { PrincipalARN, PrincipalType } of Principals) {
        if (!PrincipalARN?.includes('Developer')) continue;
        await spoke.disassociatePrincipalFromPortfolio({
          PortfolioId: accounts.portfolioId,
          PrincipalARN,
          PrincipalType,
        });
      }
    },
    finding: { check: 'access', portfolio: 'Bellyfed Developers', account: SPOKE },
    problem: /BellyfedDeveloper-web is no principal of it in account 222222222222/,
  },
  {
    name: 'the only version is retired',
    breakIt: () => setVersion({ Active: false }),
    finding: { check: 'version', product: 'network', account: HUB },
    problem:
      /1\.0\.0 is hidden, though the ledger calls it active: nothing else can be launched; what runs .* can't be updated/,
  },
  {
    name: 'the guard is switched off',
    breakIt: () => new EventBridge(accounts.sandbox.client(SPOKE)).disableRule({ Name: 'BellyfedCatalogGuard' }),
    finding: { check: 'guard', account: SPOKE },
    problem: /The guard is switched off/,
  },
  {
    name: 'a quota is reached',
    breakIt: makeNetworks,
    finding: { check: 'quota', product: 'network', account: SPOKE },
    problem: /5 of 5 VPCs are in use in us-east-1: network \(dev\) takes 1, network \(test\) takes 1/,
  },
];

it('finds nothing where all is well, from the hub and from the receiving account', async () => {
  for (const findings of [await accounts.fromHub(), await accounts.fromSpoke()]) {
    expect(wrong(findings)).toEqual([]);
    expect(new Set(findings.map(({ check }) => check))).toEqual(
      new Set([
        ...(findings[0]?.check === 'portfolio' ? ['portfolio', 'events'] : []),
        ...['share', 'principal', 'access', 'spoke', 'path', 'version', 'launch-role', 'guard', 'quota'],
      ]),
    );
  }
});

needing(awsCli).it.each(rows)(
  '$name: it is named, and its remedy mends it',
  async ({ breakIt, finding, problem }) => {
    await breakIt();
    const found = wrong(await accounts.fromHub());
    expect(found).toContainEqual(expect.objectContaining({ ...finding, problem: expect.stringMatching(problem) }));
    expect(wrong(await accounts.fromSpoke()).map(({ check }) => check)).toContain(finding.check);
    // What one remedy brings back may lack the next thing: an accepted share has no principals yet.
    for (let left = found, rounds = 0; left.length > 0; left = wrong(await accounts.fromHub()), rounds += 1) {
      expect(rounds).toBeLessThan(3);
      for (const each of left) await accounts.type(each);
    }
    expect(wrong(await accounts.fromSpoke())).toEqual([]);
  },
  90_000,
);

/** The same names and remedies, where typing the remedy would tell nothing more. */
describe('names also', () => {
  const finding = (findings: readonly FindingJson[], check: FindingJson['check']) => {
    const [found] = wrong(findings).filter((each) => each.check === check);
    return found;
  };

  it('a version that is only good for updates', async () => {
    await setVersion({ Guidance: 'DEPRECATED' });
    expect(finding(await accounts.fromHub(), 'version')).toMatchObject({
      problem: expect.stringMatching(/1\.0\.0 is deprecated, .*what runs keeps running, can be updated to 1\.0\.0/),
      remedy: 'npm run catalog -- publish --region us-east-1',
    });
    await setVersion({ Guidance: 'DEFAULT' });
  });

  it('a region that the catalog is not published in, and the one that it is', async () => {
    accounts.project.configure({ hub: { account: HUB }, regions: ['us-east-1'], developers: { accounts: [SPOKE] } });
    expect(finding(await accounts.fromHub('--region', 'eu-west-1'), 'portfolio')).toMatchObject({
      portfolio: 'Bellyfed Developers',
      problem:
        "Account 111111111111 doesn't publish it in eu-west-1, which the context leaves out; it is published in us-east-1.",
      remedy: 'export AWS_REGION=us-east-1',
    });
    expect(finding(await accounts.fromSpoke('--region', 'eu-west-1'), 'share')).toMatchObject({
      problem: 'Account 222222222222 receives no portfolio of that name in eu-west-1; it does in us-east-1.',
      remedy: 'export AWS_REGION=us-east-1',
    });
    expect(finding(await accounts.fromSpoke('--region', 'eu-west-1'), 'guard')).toMatchObject({
      remedy:
        'npm run catalog -- spoke --out spoke.json && aws cloudformation deploy --stack-name BellyfedCatalogSpoke ' +
        "--template-file spoke.json --s3-bucket '<a bucket of that account>' --capabilities CAPABILITY_NAMED_IAM " +
        `--region eu-west-1 --parameter-overrides HubAccount=${HUB} HomeRegion=us-east-1`,
    });
  });

  it('an account that the context does not name: it is added there, and not shared with by hand', async () => {
    const asked = ['--account', '444444444444', '--principal', DEVELOPER];
    expect(finding(await accounts.fromHubAlone(...asked), 'share')).toMatchObject({
      problem: expect.stringMatching(
        /bellyfed\.developers\.accounts in the context doesn't name it\. Add it there, and publish\.$/,
      ),
      remedy: 'npm run catalog -- publish --region us-east-1',
      account: HUB,
    });
  });

  it("a launch constraint of the account's own, which takes the place of the catalog's", async () => {
    const { PortfolioDetail } = await spoke.createPortfolio({ DisplayName: 'Narrow', ProviderName: 'Us' });
    const own = { PortfolioId: PortfolioDetail?.Id };
    const { ProductViewDetails: [product] = [] } = await spoke.searchProductsAsAdmin({
      PortfolioId: accounts.portfolioId,
    });
    const ProductId = product?.ProductViewSummary?.ProductId;
    await spoke.associateProductWithPortfolio({ ...own, ProductId, SourcePortfolioId: accounts.portfolioId });
    const Parameters = JSON.stringify({ LocalRoleName: DEVELOPER });
    const { ConstraintDetail } = await spoke.createConstraint({ ...own, ProductId, Type: 'LAUNCH', Parameters });
    const found = wrong(await accounts.fromSpoke()).filter(({ portfolio }) => portfolio === 'Narrow');
    expect(found).toMatchObject([
      {
        check: 'launch-role',
        product: 'network',
        problem: expect.stringContaining(`Launches from Narrow use ${DEVELOPER} in place of ${ROLE}`),
        remedy: `aws servicecatalog delete-constraint --id ${ConstraintDetail?.ConstraintId} --region us-east-1`,
        account: SPOKE,
      },
    ]);
    await spoke.deleteConstraint({ Id: ConstraintDetail?.ConstraintId });
    expect(wrong(await accounts.fromSpoke()).filter(({ portfolio }) => portfolio === 'Narrow')).toEqual([]);
    await spoke.disassociateProductFromPortfolio({ ...own, ProductId });
    await spoke.deletePortfolio({ Id: own.PortfolioId });
  });

  it('a spoke of an earlier release, and the command that updates it with its answers as they are', async () => {
    const client = new CloudFormation(accounts.sandbox.client(SPOKE));
    const StackName = 'BellyfedCatalogSpoke';
    const { TemplateBody = '' } = await client.getTemplate({ StackName });
    const older = JSON.parse(TemplateBody);
    older.Outputs.Permissions.Value = '000000000000';
    const s3 = new S3(accounts.sandbox.client(SPOKE));
    await s3.putObject({ Bucket: `spoke-${SPOKE}`, Key: 'older.json', Body: JSON.stringify(older) });
    const update = (Key: string) =>
      client.updateStack({
        StackName,
        TemplateURL: `https://s3.us-east-1.amazonaws.com/spoke-${SPOKE}/${Key}`,
        Capabilities: ['CAPABILITY_NAMED_IAM'],
        Parameters: ['HubAccount', 'DevelopersPortfolioId'].map((ParameterKey) => ({
          ParameterKey,
          UsePreviousValue: true,
        })),
      });
    const waiting = { client, maxWaitTime: 60, minDelay: 1, maxDelay: 1 };
    await update('older.json');
    await waitUntilStackUpdateComplete(waiting, { StackName });
    expect(finding(await accounts.fromSpoke(), 'spoke')).toMatchObject({
      problem: expect.stringMatching(/^BellyfedCatalogSpoke has other permissions \(000000000000\) than this project/),
      remedy: expect.stringMatching(
        /^npm run catalog -- spoke --out spoke\.json && aws cloudformation deploy --stack-name BellyfedCatalogSpoke .* --region us-east-1$/,
      ),
    });
    await update('spoke.json');
    await waitUntilStackUpdateComplete(waiting, { StackName });
    expect(finding(await accounts.fromSpoke(), 'spoke')).toBeUndefined();
  }, 60_000);

  it('a boundary that denies what the launch role needs', async () => {
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', NotAction: 'ec2:*', Resource: '*' }],
    });
    const { Policy } = await iam.createPolicy({ PolicyName: 'Boundary', PolicyDocument });
    await iam.putRolePermissionsBoundary({ RoleName: ROLE, PermissionsBoundary: Policy?.Arn });
    expect(finding(await accounts.fromSpoke(), 'launch-role')).toMatchObject({
      problem: expect.stringContaining("not allowed by the role's permissions boundary"),
      remedy: expect.stringContaining(`aws iam create-policy-version --policy-arn ${Policy?.Arn} `),
    });
    await iam.deleteRolePermissionsBoundary({ RoleName: ROLE });
  });

  it('a policy that denies it outright', async () => {
    const deny = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'ec2:CreateVpc', Resource: '*' }] };
    await iam.putRolePolicy({ RoleName: ROLE, PolicyName: 'NoNetworks', PolicyDocument: JSON.stringify(deny) });
    expect(finding(await accounts.fromSpoke(), 'launch-role')).toMatchObject({
      problem: expect.stringContaining('denied by NoNetworks'),
      remedy: expect.stringContaining(`aws iam delete-role-policy --role-name ${ROLE}`),
    });
    await iam.deleteRolePolicy({ RoleName: ROLE, PolicyName: 'NoNetworks' });
  });

  needing(awsCli).it(
    "the launch role of a product that launches others, which must be a principal too, and API Gateway's logs",
    async () => {
      const { Principals = [] } = await spoke.listPrincipalsForPortfolio({ PortfolioId: accounts.portfolioId });
      for (const { PrincipalARN } of Principals.filter((each) =>
        each.PrincipalARN?.endsWith('BellyfedLaunch-environment'),
      )) {
        await spoke.disassociatePrincipalFromPortfolio({ PortfolioId: accounts.portfolioId, PrincipalARN });
      }
      await new APIGateway(accounts.sandbox.client(SPOKE)).updateAccount({
        patchOperations: [{ op: 'replace', path: '/cloudwatchRoleArn', value: '' }],
      });
      const found = wrong(await accounts.fromSpoke('--product', 'app', 'environment'));
      const nested = found.find(({ check, product }) => check === 'access' && product === 'environment');
      expect(nested?.problem).toContain('BellyfedLaunch-environment is no principal of it');
      const logs = found.find(({ check }) => check === 'api-logs');
      expect(logs).toMatchObject({
        product: 'app',
        problem: 'API Gateway has no role to write logs with in us-east-1.',
      });
      for (const each of [nested, logs]) if (each) await accounts.type(each);
      const left = wrong(await accounts.fromSpoke('--product', 'app', 'environment'));
      expect(left.filter(({ check }) => check === 'access' || check === 'api-logs')).toEqual([]);
    },
    30_000,
  );

  it('a share of the organization that the account has rejected', async () => {
    const organization = await TestOrganization.create(accounts.sandbox, HUB);
    const unit = await organization.unit('Teams');
    await organization.admit(MEMBER, unit);
    await hub.enableAWSOrganizationsAccess({});
    const PortfolioId = accounts.portfolioId;
    const node = { OrganizationNode: { Type: 'ORGANIZATIONAL_UNIT' as const, Value: unit }, SharePrincipals: true };
    await hub.createPortfolioShare({ PortfolioId, ...node });
    const member = new ServiceCatalog(accounts.sandbox.client(MEMBER));
    const share = { PortfolioId, PortfolioShareType: 'AWS_ORGANIZATIONS' as const };
    await accounts.admitInspector(MEMBER);
    const asked = ['--role-arn', `arn:aws:iam::${MEMBER}:role/CatalogInspector`, '--principal', DEVELOPER];
    const reach = async () => {
      for (let tries = 0; tries < 100; tries += 1) {
        if ((await member.listAcceptedPortfolioShares(share)).PortfolioDetails?.length) return;
        await new Promise((done) => setTimeout(done, 50));
      }
    };
    await reach();
    const received = await accounts.fromHub(...asked);
    expect(received.filter(({ check }) => check === 'share' || check === 'access')).toMatchObject([
      { check: 'share', ok: true },
      { check: 'access', ok: true },
    ]);
    // Shared by hand: the context doesn't know it, so the topic doesn't either until somebody publishes.
    expect(finding(await accounts.fromHub(...asked), 'events')).toMatchObject({
      problem: `It is shared with account ${MEMBER}, whose launches may not publish to BellyfedLaunchEvents and are refused.`,
      remedy: 'npm run catalog -- publish --region us-east-1',
      account: HUB,
    });
    await member.rejectPortfolioShare(share);
    expect(finding(await accounts.fromHub(...asked), 'share')).toMatchObject({
      problem: `It is shared with account ${MEMBER}, which hasn't accepted it.`,
      remedy: expect.stringMatching(
        /^aws servicecatalog accept-portfolio-share .* --portfolio-share-type AWS_ORGANIZATIONS/,
      ),
      account: MEMBER,
    });
  }, 30_000);

  it('a role that is missing, or may not call Service Catalog', async () => {
    expect(finding(await accounts.fromSpoke('--principal', 'BellyfedDeveloper-gone'), 'principal')).toMatchObject({
      problem: 'There is no role BellyfedDeveloper-gone in account 222222222222.',
    });
    await iam.deleteRolePolicy({ RoleName: DEVELOPER, PolicyName: 'Launch' });
    expect(finding(await accounts.fromSpoke(), 'principal')).toMatchObject({
      problem: expect.stringContaining('BellyfedDeveloper-web may not call servicecatalog:DescribeProduct'),
      remedy: expect.stringContaining('AWSServiceCatalogEndUserFullAccess'),
    });
  });

  it('what it cannot judge, which is not well', async () => {
    const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
    await iam.attachRolePolicy({ RoleName: DEVELOPER, PolicyArn });
    expect(finding(await accounts.fromSpoke(), 'principal')).toMatchObject({ ok: false, undecided: true });
    const { code, stdout, stderr } = await accounts.catalog(
      HUB,
      'doctor',
      '--account',
      SPOKE,
      '--principal',
      DEVELOPER,
    );
    expect(code).toBe(1);
    expect(stdout).toContain("?   account: What account 222222222222 has can't be looked at from here");
    expect(stderr).toMatch(/could not be made\.\n$/);
  });

  it.each([
    [['--role-arn', INSPECTOR], "Say which role of account 222222222222 is to launch. Add: --principal '<role>'\n"],
    [
      ['--role-arn', INSPECTOR, '--account', '333333333333'],
      'The role is one of account 222222222222, and not of 333333333333.',
    ],
    [['--principal', 'arn:aws:iam::222222222222:user/anna'], 'A principal is the name or the ARN of a role, got: '],
    [['--product', 'netwrok'], 'did you mean network?'],
  ])('what is asked wrongly: %j', async (args, message) => {
    const { code, stderr } = await accounts.catalog(HUB, 'doctor', ...args);
    expect(code).toBe(1);
    expect(stderr).toContain(message);
  });
});
