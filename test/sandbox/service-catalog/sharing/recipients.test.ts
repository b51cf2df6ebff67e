import {
  ActivateOrganizationsAccessCommand,
  CloudFormationClient,
  CreateStackInstancesCommand,
  CreateStackSetCommand,
  DescribeStackSetOperationCommand,
  ListStackSetOperationsCommand,
} from '@aws-sdk/client-cloudformation';
import {
  AssociateProductWithPortfolioCommand,
  CreatePortfolioShareCommand,
  CreateProvisioningArtifactCommand,
  DeleteConstraintCommand,
  DeletePortfolioShareCommand,
  DeleteProductCommand,
  DescribePortfolioShareStatusCommand,
  DescribeProvisionedProductCommand,
  DescribeProvisioningParametersCommand,
  DescribeRecordCommand,
  DisassociateProductFromPortfolioCommand,
  EnableAWSOrganizationsAccessCommand,
  GetProvisionedProductOutputsCommand,
  ProvisionProductCommand,
  ScanProvisionedProductsCommand,
  SearchProvisionedProductsCommand,
  ServiceCatalogClient,
  TerminateProvisionedProductCommand,
  UpdateProductCommand,
  UpdateProvisionedProductCommand,
} from '@aws-sdk/client-service-catalog';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { TestOrganization } from '../../organizations/test-organization';
import { startTestSandbox, type TestSandbox } from '../../with-sandbox';
import { Launches } from '../launches';
import { QUEUE_TEMPLATE, refusal, TestCatalog, text } from '../with-catalog';

const HUB = '111111111111';
const [FIRST, SECOND, THIRD] = ['222222222222', '333333333333', '444444444444'] as const;
const ROLE = 'Launch-queue';
const trust = (Principal: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }],
});
/** Roles of an account that launches: the launch role that the hub's constraint names, and who launches. */
const SPOKE = {
  Resources: {
    Launch: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: ROLE,
        AssumeRolePolicyDocument: trust({ Service: 'servicecatalog.amazonaws.com' }),
        ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
      },
    },
    Developer: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: 'Developer-anna',
        AssumeRolePolicyDocument: trust({ AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } }),
        ManagedPolicyArns: ['arn:aws:iam::aws:policy/AWSServiceCatalogEndUserFullAccess'],
      },
    },
  },
};

let sandbox: TestSandbox;
let organization: TestOrganization;
let unit: string;
let hub: TestCatalog;
let portfolioId: string;
let productId: string;
let artifactId: string;
let constraintId: string;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  organization = await TestOrganization.create(sandbox, HUB);
  unit = await organization.unit('Workloads');
  for (const accountId of [FIRST, SECOND]) await organization.admit(accountId, unit);
  hub = new TestCatalog(sandbox, HUB);
  ({ productId, artifactId } = await hub.product('Queue'));
  portfolioId = await hub.portfolio('Shared', productId);
  await hub.role(ROLE);
  constraintId = await hub.constrain(portfolioId, productId, 'LAUNCH', { LocalRoleName: ROLE });
  await hub.admit(portfolioId, 'arn:aws:iam:::role/Developer*');
  await hub.client.send(new EnableAWSOrganizationsAccessCommand({}));
  const stackSets = new CloudFormationClient(sandbox.client(HUB));
  await stackSets.send(new ActivateOrganizationsAccessCommand({}));
  await stackSets.send(
    new CreateStackSetCommand({
      StackSetName: 'Spoke',
      TemplateBody: JSON.stringify(SPOKE),
      Capabilities: ['CAPABILITY_NAMED_IAM'],
      PermissionModel: 'SERVICE_MANAGED',
      AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
    }),
  );
  const targets = { DeploymentTargets: { OrganizationalUnitIds: [unit] }, Regions: ['us-east-1'] };
  await stackSets.send(new CreateStackInstancesCommand({ StackSetName: 'Spoke', ...targets }));
  await spokesSettled();
});
beforeEach(() => share());
afterAll(() => sandbox.stop());

async function spokesSettled(): Promise<void> {
  const client = new CloudFormationClient(sandbox.client(HUB));
  const { Summaries = [] } = await client.send(new ListStackSetOperationsCommand({ StackSetName: 'Spoke' }));
  for (;;) {
    const input = { StackSetName: 'Spoke', OperationId: Summaries[0]?.OperationId };
    const { StackSetOperation } = await client.send(new DescribeStackSetOperationCommand(input));
    if (StackSetOperation?.Status === 'SUCCEEDED') return;
    if (StackSetOperation?.Status === 'FAILED') throw new Error('the spoke could not be deployed');
    await new Promise((done) => setTimeout(done, 10));
  }
}

const node = () =>
  ({ PortfolioId: portfolioId, OrganizationNode: { Type: 'ORGANIZATIONAL_UNIT', Value: unit } }) as const;

async function share(): Promise<void> {
  const command = new CreatePortfolioShareCommand({ ...node(), SharePrincipals: true });
  await shared((await hub.client.send(command)).PortfolioShareToken);
}

async function shared(PortfolioShareToken: string | undefined): Promise<void> {
  for (;;) {
    const { Status } = await hub.client.send(new DescribePortfolioShareStatusCommand({ PortfolioShareToken }));
    if (Status === 'COMPLETED') return;
  }
}

/** Service Catalog as a role of an account. */
async function developer(accountId: string): Promise<ServiceCatalogClient> {
  const sts = new STSClient(sandbox.client(accountId));
  const RoleArn = `arn:aws:iam::${accountId}:role/Developer-anna`;
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'anna' }));
  const credentials = {
    accessKeyId: text(Credentials?.AccessKeyId),
    secretAccessKey: text(Credentials?.SecretAccessKey),
    sessionToken: text(Credentials?.SessionToken),
  };
  return new ServiceCatalogClient({ ...sandbox.client(accountId), credentials });
}

async function launch(client: ServiceCatalogClient, ProvisionedProductName: string) {
  const input = { ProductName: 'Queue', ProvisioningArtifactName: '1.0.0', ProvisionedProductName };
  const { RecordDetail } = await client.send(new ProvisionProductCommand(input));
  for (;;) {
    const { RecordDetail: record } = await client.send(new DescribeRecordCommand({ Id: RecordDetail?.RecordId }));
    if (record?.Status === 'SUCCEEDED' || record?.Status === 'FAILED') return record;
    await new Promise((done) => setTimeout(done, 10));
  }
}

test('developers of the unit launch with the role of their account; who joins can too; after the share’s end nobody can', async () => {
  const anna = await developer(SECOND);
  const record = await launch(anna, 'first');
  expect(record).toMatchObject({ Status: 'SUCCEEDED', LaunchRoleArn: `arn:aws:iam::${SECOND}:role/${ROLE}` });
  await organization.admit(THIRD, unit);
  await spokesSettled();
  expect((await launch(await developer(THIRD), 'third'))?.Status).toBe('SUCCEEDED');
  await shared((await hub.client.send(new DeletePortfolioShareCommand(node()))).PortfolioShareToken);
  expect(await refusal(launch(anna, 'second'))).toBe(
    'ResourceNotFoundException: Product with name Queue does not exist or access was denied.',
  );
  const { ProvisionedProductDetail } = await anna.send(new DescribeProvisionedProductCommand({ Name: 'first' }));
  expect(ProvisionedProductDetail?.Status).toBe('AVAILABLE');
  const launches = new Launches(new TestCatalog(sandbox, SECOND));
  const { RecordDetail: ended } = await launches.terminate({ ProvisionedProductName: 'first' });
  expect(ended?.Status).toBe('SUCCEEDED');
});

test('another account’s provisioned products are nobody else’s to see, change or end', async () => {
  const anna = await developer(SECOND);
  const record = await launch(anna, 'private');
  const id = record?.ProvisionedProductId;
  for (const { client } of [hub, new TestCatalog(sandbox, FIRST)]) {
    const answers = [
      client.send(new DescribeProvisionedProductCommand({ Id: id })),
      client.send(new GetProvisionedProductOutputsCommand({ ProvisionedProductId: id })),
      client.send(new DescribeRecordCommand({ Id: record?.RecordId })),
      client.send(new UpdateProvisionedProductCommand({ ProvisionedProductId: id })),
      client.send(new TerminateProvisionedProductCommand({ ProvisionedProductId: id })),
    ];
    for (const answer of answers) expect(await refusal(answer)).toMatch(/^ResourceNotFoundException/);
    const AccessLevelFilter = { Key: 'Account', Value: 'self' } as const;
    const found = await client.send(new SearchProvisionedProductsCommand({ AccessLevelFilter }));
    expect(found.ProvisionedProducts).toEqual([]);
    const scanned = await client.send(new ScanProvisionedProductsCommand({ AccessLevelFilter }));
    expect(scanned.ProvisionedProducts).toEqual([]);
  }
});

test('a launch role is Service Catalog’s alone', async () => {
  const sts = new STSClient(sandbox.client(SECOND));
  const RoleArn = `arn:aws:iam::${SECOND}:role/${ROLE}`;
  for (const caller of [sts, new STSClient(sandbox.client(HUB))]) {
    const assumed = caller.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'anyone' }));
    expect(await refusal(assumed)).toMatch(/^AccessDenied: User: .* is not authorized to perform: sts:AssumeRole/);
  }
});

test('a recipient changes neither products nor constraints', async () => {
  const { client } = new TestCatalog(sandbox, FIRST);
  const Parameters = { Name: '2.0.0', Info: { LoadTemplateFromURL: await hub.upload(QUEUE_TEMPLATE) } };
  const denied = (operation: string) => `AccessDeniedException: Access denied for operation '${operation}'.`;
  expect(await refusal(client.send(new UpdateProductCommand({ Id: productId, Name: 'Mine' })))).toBe(
    denied('UpdateProduct'),
  );
  expect(await refusal(client.send(new DeleteProductCommand({ Id: productId })))).toBe(denied('DeleteProduct'));
  const version = client.send(new CreateProvisioningArtifactCommand({ ProductId: productId, Parameters }));
  expect(await refusal(version)).toBe(denied('CreateProvisioningArtifact'));
  expect(await refusal(client.send(new DeleteConstraintCommand({ Id: constraintId })))).toBe(
    denied('DeleteConstraint'),
  );
  const ids = { PortfolioId: portfolioId, ProductId: productId };
  expect(await refusal(client.send(new DisassociateProductFromPortfolioCommand(ids)))).toBe(
    denied('DisassociateProductFromPortfolio'),
  );
});

describe('in a local portfolio', () => {
  let first: TestCatalog;
  let local: string;
  beforeEach(async () => {
    first = new TestCatalog(sandbox, FIRST);
    local = await first.portfolio('Local');
    const ids = { PortfolioId: local, ProductId: productId, SourcePortfolioId: portfolioId };
    await first.client.send(new AssociateProductWithPortfolioCommand(ids));
    await first.admit(local);
  });
  afterEach(async () => {
    await shared((await hub.client.send(new DeletePortfolioShareCommand(node()))).PortfolioShareToken);
  });

  const provision = (name: string, Size: string) =>
    new Launches(first).provision({
      name,
      ProductId: productId,
      ProvisioningArtifactId: artifactId,
      PathName: 'Local',
      ProvisioningParameters: [{ Key: 'Size', Value: Size }],
    });

  test('the owner’s launch constraint holds, with the recipient’s role of that name', async () => {
    const { RecordDetail } = await provision('inherited', 'small');
    expect(RecordDetail?.LaunchRoleArn).toBe(`arn:aws:iam::${FIRST}:role/${ROLE}`);
    expect(RecordDetail?.Status).toBe('SUCCEEDED');
  });

  test('the recipient’s launch constraint stands in for the owner’s, its template constraints come on top', async () => {
    const RoleArn = await first.role('Own-launch');
    await first.constrain(local, productId, 'LAUNCH', { RoleArn });
    const stricter = {
      Rules: {
        Small: {
          Assertions: [
            { Assert: { 'Fn::Equals': [{ Ref: 'Size' }, 'small'] }, AssertDescription: 'only small ones here' },
          ],
        },
      },
    };
    await first.constrain(local, productId, 'TEMPLATE', stricter);
    const { RecordDetail } = await provision('overridden', 'small');
    expect(RecordDetail).toMatchObject({ Status: 'SUCCEEDED', LaunchRoleArn: RoleArn });
    const { RecordDetail: refused } = await provision('too-large', 'large');
    expect(refused?.Status).toBe('FAILED');
    expect(refused?.RecordErrors?.[0]?.Description).toMatch(/only small ones here/);
    const { ConstraintSummaries } = await first.client.send(
      new DescribeProvisioningParametersCommand({
        ProductId: productId,
        ProvisioningArtifactId: artifactId,
        PathName: 'Local',
      }),
    );
    expect(ConstraintSummaries?.map(({ Type }) => Type).sort()).toEqual(['LAUNCH', 'TEMPLATE']);
  });

  test('only an imported portfolio is the source of another account’s product', async () => {
    const other = await first.portfolio('Other');
    const ids = { PortfolioId: other, ProductId: productId, SourcePortfolioId: local };
    expect(await refusal(first.client.send(new AssociateProductWithPortfolioCommand(ids)))).toMatch(
      /^InvalidParametersException: Portfolio .* is not shared with this account/,
    );
  });
});
