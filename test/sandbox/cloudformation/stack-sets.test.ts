import {
  ActivateOrganizationsAccessCommand,
  CloudFormationClient,
  CreateStackInstancesCommand,
  type CreateStackInstancesInput,
  CreateStackSetCommand,
  type CreateStackSetInput,
  DeactivateOrganizationsAccessCommand,
  DeleteStackInstancesCommand,
  type DeleteStackInstancesInput,
  DeleteStackSetCommand,
  DescribeOrganizationsAccessCommand,
  DescribeStackInstanceCommand,
  DescribeStackSetCommand,
  DescribeStackSetOperationCommand,
  DescribeStacksCommand,
  ImportStacksToStackSetCommand,
  ListStackInstancesCommand,
  ListStackSetAutoDeploymentTargetsCommand,
  ListStackSetOperationResultsCommand,
  ListStackSetOperationsCommand,
  ListStackSetsCommand,
  UpdateStackSetCommand,
} from '@aws-sdk/client-cloudformation';
import {
  CreateOrganizationCommand,
  OrganizationsClient,
  RegisterDelegatedAdministratorCommand,
  RemoveAccountFromOrganizationCommand,
} from '@aws-sdk/client-organizations';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { TestOrganization } from '../organizations/test-organization';
import { refusal } from '../service-catalog/with-catalog';
import { startTestSandbox, type TestSandbox } from '../with-sandbox';

const HUB = '111111111111';
const [FIRST, SECOND, THIRD, FOURTH] = ['222222222222', '333333333333', '444444444444', '555555555555'] as const;
const REGION = 'us-east-1';

const template = (more: object = {}) => ({
  Parameters: { Text: { Type: 'String', Default: 'first' } },
  Resources: {
    Parameter: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: { Ref: 'Text' } } },
    ...more,
  },
  Outputs: { Text: { Value: { Ref: 'Text' } } },
});

let sandbox: TestSandbox;
let organization: TestOrganization;
let client: CloudFormationClient;
let unit: string;
let name: string;
let sets = 0;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  organization = await TestOrganization.create(sandbox, HUB);
  client = new CloudFormationClient(sandbox.client(HUB));
});
beforeEach(async () => {
  sets += 1;
  name = `Spoke${sets}`;
  unit = await organization.unit(name);
});
afterAll(() => sandbox.stop());

/** Brings accounts of the organization, or from outside, into this test's unit, and answers how to take them back. */
async function inUnit(...accountIds: string[]): Promise<void> {
  for (const accountId of accountIds) {
    const parent = await parentOf(accountId);
    if (parent === undefined) await organization.admit(accountId, unit);
    else await organization.move(accountId, parent, unit);
  }
}

const places = new Map<string, string>();
async function parentOf(accountId: string): Promise<string | undefined> {
  const parent = places.get(accountId);
  places.set(accountId, unit);
  return parent;
}

async function leave(accountId: string): Promise<void> {
  places.set(accountId, organization.rootId);
  await organization.move(accountId, unit, organization.rootId);
}

function create(more: Partial<CreateStackSetInput> = {}, by = client) {
  return by.send(
    new CreateStackSetCommand({
      StackSetName: name,
      TemplateBody: more.TemplateURL === undefined ? JSON.stringify(template()) : undefined,
      PermissionModel: 'SERVICE_MANAGED',
      AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
      ...more,
    }),
  );
}

async function deploy(more: Partial<CreateStackInstancesInput> = {}) {
  const { OperationId } = await client.send(
    new CreateStackInstancesCommand({
      StackSetName: name,
      DeploymentTargets: { OrganizationalUnitIds: [unit] },
      Regions: [REGION],
      ...more,
    }),
  );
  return ended(OperationId);
}

async function withdraw(more: Partial<DeleteStackInstancesInput> = {}) {
  const { OperationId } = await client.send(
    new DeleteStackInstancesCommand({
      StackSetName: name,
      DeploymentTargets: { OrganizationalUnitIds: [unit] },
      Regions: [REGION],
      RetainStacks: false,
      ...more,
    }),
  );
  return ended(OperationId);
}

async function ended(OperationId: string | undefined) {
  for (;;) {
    const input = { StackSetName: name, OperationId };
    const { StackSetOperation: operation } = await client.send(new DescribeStackSetOperationCommand(input));
    if (operation?.Status !== 'RUNNING' && operation?.Status !== 'QUEUED') return operation;
    await new Promise((done) => setTimeout(done, 10));
  }
}

/** All operations of the set have ended; the last one is answered. */
async function settled() {
  const { Summaries = [] } = await client.send(new ListStackSetOperationsCommand({ StackSetName: name }));
  return ended(Summaries[0]?.OperationId);
}

async function listed() {
  const { Summaries = [] } = await client.send(new ListStackInstancesCommand({ StackSetName: name }));
  return Summaries;
}

async function instances() {
  return (await listed()).map(({ Account, Region, Status }) => `${Account} ${Region} ${Status}`).sort();
}

async function stacksIn(accountId: string, region = REGION) {
  const member = new CloudFormationClient(sandbox.client(accountId, region));
  const { Stacks = [] } = await member.send(new DescribeStacksCommand({}));
  return Stacks.filter(({ StackName }) => StackName?.startsWith(`StackSet-${name}-`));
}

test('access to the organization is the management account’s to give, and is needed', async () => {
  expect(await refusal(create())).toBe(
    'ValidationError: You must enable organizations access to operate a service managed stack set',
  );
  const status = async () => (await client.send(new DescribeOrganizationsAccessCommand({}))).Status;
  expect(await status()).toBe('DISABLED');
  await client.send(new ActivateOrganizationsAccessCommand({}));
  expect(await status()).toBe('ENABLED');
  await client.send(new DeactivateOrganizationsAccessCommand({}));
  expect(await status()).toBe('DISABLED');
  await client.send(new ActivateOrganizationsAccessCommand({}));
  const outside = new CloudFormationClient(sandbox.client('999999999999'));
  expect(await refusal(outside.send(new ActivateOrganizationsAccessCommand({})))).toMatch(/^InvalidOperationException/);
  await new OrganizationsClient(sandbox.client('888888888888')).send(
    new CreateOrganizationCommand({ FeatureSet: 'CONSOLIDATED_BILLING' }),
  );
  const billing = new CloudFormationClient(sandbox.client('888888888888'));
  expect(await refusal(billing.send(new ActivateOrganizationsAccessCommand({})))).toMatch(/^InvalidOperationException/);
  expect(await refusal(create({}, outside))).toMatch(
    /^ValidationError: You must be the management account or delegated/,
  );
});

test('a set’s stacks come into being in the unit’s accounts, not in the management account', async () => {
  await inUnit(FIRST, SECOND);
  await organization.move(HUB, organization.rootId, unit);
  const { StackSetId } = await create({ Tags: [{ Key: 'owner', Value: 'platform' }] });
  expect(StackSetId).toMatch(new RegExp(`^${name}:[0-9a-f-]{36}$`));
  expect(await deploy({ Regions: [REGION, 'eu-west-1'] })).toMatchObject({ Action: 'CREATE', Status: 'SUCCEEDED' });
  await organization.move(HUB, unit, organization.rootId);
  expect(await instances()).toEqual([
    `${FIRST} eu-west-1 CURRENT`,
    `${FIRST} us-east-1 CURRENT`,
    `${SECOND} eu-west-1 CURRENT`,
    `${SECOND} us-east-1 CURRENT`,
  ]);
  const [stack] = await stacksIn(SECOND, 'eu-west-1');
  expect(stack?.StackName).toMatch(new RegExp(`^StackSet-${name}-[0-9a-f-]{36}$`));
  expect(stack).toMatchObject({ StackStatus: 'CREATE_COMPLETE', Tags: [{ Key: 'owner', Value: 'platform' }] });
  expect(await stacksIn(HUB)).toEqual([]);
  const instance = await client.send(
    new DescribeStackInstanceCommand({
      StackSetName: StackSetId,
      StackInstanceAccount: SECOND,
      StackInstanceRegion: 'eu-west-1',
    }),
  );
  expect(instance.StackInstance).toMatchObject({
    StackId: stack?.StackId,
    OrganizationalUnitId: unit,
    StackInstanceStatus: { DetailedStatus: 'SUCCEEDED' },
  });
});

test('instances that appear or vanish between two pages are neither repeated nor skipped', async () => {
  await inUnit(FIRST);
  await create();
  await deploy({ Regions: ['ca-central-1', 'eu-west-1', 'us-east-1', 'us-west-2'] });
  const page = async (NextToken?: string) => {
    const answer = await client.send(new ListStackInstancesCommand({ StackSetName: name, MaxResults: 2, NextToken }));
    return { regions: answer.Summaries?.map(({ Region }) => Region), next: answer.NextToken };
  };
  const first = await page();
  expect(first.regions).toEqual(['ca-central-1', 'eu-west-1']);
  await withdraw({ Regions: ['ca-central-1', 'eu-west-1'] });
  expect((await page(first.next)).regions).toEqual(['us-east-1', 'us-west-2']);
  await deploy({ Regions: ['ap-south-1', 'ca-central-1', 'eu-west-1'] });
  expect(await page(first.next)).toEqual({ regions: ['us-east-1', 'us-west-2'], next: undefined });
});

test('an account that joins the unit gets the stacks, one that leaves loses them', async () => {
  await inUnit(FIRST);
  await create();
  await deploy();
  await inUnit(THIRD);
  expect(await settled()).toMatchObject({ Action: 'CREATE', Status: 'SUCCEEDED' });
  expect(await stacksIn(THIRD)).toMatchObject([{ StackStatus: 'CREATE_COMPLETE' }]);
  await leave(THIRD);
  expect(await settled()).toMatchObject({ Action: 'DELETE', Status: 'SUCCEEDED' });
  expect(await stacksIn(THIRD)).toEqual([]);
  expect(await instances()).toEqual([`${FIRST} us-east-1 CURRENT`]);
  const { Summaries } = await client.send(new ListStackSetAutoDeploymentTargetsCommand({ StackSetName: name }));
  expect(Summaries).toEqual([{ OrganizationalUnitId: unit, Regions: [REGION] }]);
  await inUnit(FOURTH);
  await settled();
  await organization.client.send(new RemoveAccountFromOrganizationCommand({ AccountId: FOURTH }));
  places.delete(FOURTH);
  await settled();
  expect(await stacksIn(FOURTH)).toEqual([]);
});

test('stacks stay with an account that leaves where the set retains them, and none comes where it does not deploy', async () => {
  await inUnit(FIRST);
  await create({ AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: true } });
  await deploy();
  await leave(FIRST);
  expect(await settled()).toMatchObject({ Action: 'DELETE', RetainStacks: true });
  expect(await stacksIn(FIRST)).toMatchObject([{ StackStatus: 'CREATE_COMPLETE' }]);
  expect(await instances()).toEqual([]);
  const update = { StackSetName: name, UsePreviousTemplate: true, AutoDeployment: { Enabled: false } };
  await ended((await client.send(new UpdateStackSetCommand(update))).OperationId);
  await inUnit(SECOND);
  await settled();
  expect(await instances()).toEqual([]);
});

test('an account that moves between two targeted units loses its stack by the one and gets it by the other', async () => {
  const other = await organization.unit(`${name}Other`);
  await inUnit(FIRST);
  await create();
  await deploy({ DeploymentTargets: { OrganizationalUnitIds: [unit, other] } });
  const before = (await listed())[0]?.StackId;
  await organization.move(FIRST, unit, other);
  places.set(FIRST, other);
  expect(await settled()).toMatchObject({ Action: 'CREATE', Status: 'SUCCEEDED' });
  const [moved] = await listed();
  expect(moved).toMatchObject({ Account: FIRST, Status: 'CURRENT', OrganizationalUnitId: other });
  expect(moved?.StackId).not.toBe(before);
  const { Summaries = [] } = await client.send(new ListStackSetOperationsCommand({ StackSetName: name }));
  expect(Summaries.map(({ Action }) => Action)).toEqual(['CREATE', 'DELETE', 'CREATE']);
});

test('one that keeps its stack on the way gets no other with what has a name, until that stack is imported', async () => {
  const other = await organization.unit(`${name}Other`);
  await inUnit(FIRST);
  const parameter = { Type: 'String', Name: `/named/${name}`, Value: { Ref: 'Text' } };
  const named = template({ Named: { Type: 'AWS::SSM::Parameter', Properties: parameter } });
  await create({
    TemplateBody: JSON.stringify(named),
    AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: true },
  });
  await deploy({ DeploymentTargets: { OrganizationalUnitIds: [unit, other] } });
  const StackId = (await listed())[0]?.StackId ?? '';
  await organization.move(FIRST, unit, other);
  places.set(FIRST, other);
  expect(await settled()).toMatchObject({ Action: 'CREATE', Status: 'FAILED' });
  expect(await listed()).toMatchObject([
    {
      Account: FIRST,
      Status: 'OUTDATED',
      OrganizationalUnitId: other,
      StatusReason: expect.stringContaining('already'),
    },
  ]);
  expect(await stacksIn(FIRST)).toEqual(
    expect.arrayContaining([expect.objectContaining({ StackId, StackStatus: 'CREATE_COMPLETE' })]),
  );

  const taken = { StackSetName: name, StackIds: [StackId], OrganizationalUnitIds: [other] };
  const { OperationId } = await client.send(new ImportStacksToStackSetCommand(taken));
  expect(await ended(OperationId)).toMatchObject({ Status: 'SUCCEEDED' });
  expect(await listed()).toMatchObject([{ StackId, Status: 'CURRENT', OrganizationalUnitId: other }]);
  expect(await refusal(client.send(new ImportStacksToStackSetCommand(taken)))).toMatch(/already belongs to StackSet/);
  const elsewhere = { ...taken, OrganizationalUnitIds: [unit] };
  expect(await refusal(client.send(new ImportStacksToStackSetCommand(elsewhere)))).toMatch(/is not in the specified/);
});

test('accounts are filtered', async () => {
  await inUnit(FIRST, SECOND);
  await create({ AutoDeployment: { Enabled: false } });
  const targets = (AccountFilterType: 'INTERSECTION' | 'DIFFERENCE' | 'UNION') => ({
    DeploymentTargets: { OrganizationalUnitIds: [unit], Accounts: [FIRST], AccountFilterType },
  });
  await deploy(targets('DIFFERENCE'));
  expect(await instances()).toEqual([`${SECOND} us-east-1 CURRENT`]);
  await deploy(targets('INTERSECTION'));
  expect(await instances()).toHaveLength(2);
  expect(await refusal(deploy(targets('UNION')))).toMatch(/^ValidationError: AccountFilterType UNION is not supported/);
  await withdraw(targets('INTERSECTION'));
  expect(await instances()).toEqual([`${SECOND} us-east-1 CURRENT`]);
});

test('an update changes every stack; an instance keeps its own parameters', async () => {
  await inUnit(FIRST, SECOND);
  await create();
  const Accounts = [FIRST];
  await deploy();
  await deploy({
    DeploymentTargets: { OrganizationalUnitIds: [unit], Accounts, AccountFilterType: 'INTERSECTION' },
    ParameterOverrides: [{ ParameterKey: 'Text', ParameterValue: 'own' }],
  });
  const body = template({ Topic: { Type: 'AWS::SNS::Topic' } });
  const { OperationId } = await client.send(
    new UpdateStackSetCommand({
      StackSetName: name,
      TemplateBody: JSON.stringify(body),
      Parameters: [{ ParameterKey: 'Text', ParameterValue: 'second' }],
    }),
  );
  expect(await ended(OperationId)).toMatchObject({ Action: 'UPDATE', Status: 'SUCCEEDED' });
  const text = async (account: string) => (await stacksIn(account))[0]?.Outputs?.[0]?.OutputValue;
  expect([await text(FIRST), await text(SECOND)]).toEqual(['own', 'second']);
  const { StackSet } = await client.send(new DescribeStackSetCommand({ StackSetName: name }));
  expect(StackSet).toMatchObject({
    Status: 'ACTIVE',
    PermissionModel: 'SERVICE_MANAGED',
    OrganizationalUnitIds: [unit],
    Regions: [REGION],
    Parameters: [{ ParameterKey: 'Text', ParameterValue: 'second' }],
  });
  expect(JSON.parse(StackSet?.TemplateBody ?? '')).toEqual(body);
});

test('beyond the tolerance the operation fails and the rest is cancelled; a later one mends it', async () => {
  await inUnit(FIRST, SECOND);
  await sandbox.setFaults({ failResources: { Parameter: 'No room' } });
  await create();
  const operation = await deploy({ Regions: [REGION, 'eu-west-1'] });
  expect(operation).toMatchObject({ Status: 'FAILED', StatusDetails: { FailedStackInstancesCount: 1 } });
  const input = { StackSetName: name, OperationId: operation?.OperationId };
  const { Summaries = [] } = await client.send(new ListStackSetOperationResultsCommand(input));
  expect(Summaries.filter(({ Status }) => Status === 'CANCELLED')).toHaveLength(3);
  expect(Summaries.find(({ Status }) => Status === 'FAILED')).toMatchObject({
    Account: FIRST,
    Region: REGION,
    OrganizationalUnitId: unit,
    StatusReason: expect.stringContaining('ResourceLogicalId:Parameter, ResourceType:AWS::SSM::Parameter'),
  });
  expect(await instances()).toContain(`${FIRST} us-east-1 OUTDATED`);
  const tolerant = { OperationPreferences: { FailureToleranceCount: 5, MaxConcurrentCount: 2 } };
  expect(await deploy(tolerant)).toMatchObject({ Status: 'SUCCEEDED' });
  await sandbox.setFaults({});
  expect(await deploy({ Regions: [REGION, 'eu-west-1'] })).toMatchObject({ Status: 'SUCCEEDED' });
  expect((await instances()).every((instance) => instance.endsWith('CURRENT'))).toBe(true);
  expect(await stacksIn(FIRST)).toHaveLength(1);
});

test('instances are deleted with their stacks, then the set', async () => {
  await inUnit(FIRST);
  await create();
  await deploy();
  const remove = () => client.send(new DeleteStackSetCommand({ StackSetName: name }));
  expect(await refusal(remove())).toBe('StackSetNotEmptyException: StackSet is not empty');
  expect(await withdraw()).toMatchObject({ Action: 'DELETE', Status: 'SUCCEEDED' });
  expect(await stacksIn(FIRST)).toEqual([]);
  await remove();
  await remove();
  const gone = client.send(new DescribeStackSetCommand({ StackSetName: name }));
  expect(await refusal(gone)).toBe(`StackSetNotFoundException: StackSet ${name} not found`);
  const { Summaries } = await client.send(new ListStackSetsCommand({}));
  expect(Summaries?.map(({ StackSetName }) => StackSetName)).not.toContain(name);
});

test('a template over 51,200 bytes goes by URL', async () => {
  const s3 = new S3Client(sandbox.client(HUB));
  const Metadata = { Text: 'x'.repeat(60_000) };
  const Body = JSON.stringify({ ...template(), Metadata });
  await s3.send(new CreateBucketCommand({ Bucket: 'large-templates' }));
  await s3.send(new PutObjectCommand({ Bucket: 'large-templates', Key: 'spoke.json', Body }));
  expect(await refusal(create({ TemplateBody: Body }))).toMatch(/^ValidationError: .* less than or equal to 51200/);
  await inUnit(FIRST);
  await create({ TemplateURL: 'https://s3.us-east-1.amazonaws.com/large-templates/spoke.json' });
  expect(await deploy()).toMatchObject({ Status: 'SUCCEEDED' });
});

test('a delegated administrator operates the sets of the management account', async () => {
  await inUnit(FIRST, SECOND);
  const principal = 'member.org.stacksets.cloudformation.amazonaws.com';
  const delegate = { AccountId: SECOND, ServicePrincipal: principal };
  const member = new CloudFormationClient(sandbox.client(SECOND));
  expect(await refusal(create({ CallAs: 'DELEGATED_ADMIN' }, member))).toMatch(/^ValidationError: You must be/);
  await organization.client.send(new RegisterDelegatedAdministratorCommand(delegate));
  await create({ CallAs: 'DELEGATED_ADMIN' }, member);
  const { Summaries } = await client.send(new ListStackSetsCommand({}));
  expect(Summaries?.map(({ StackSetName }) => StackSetName)).toContain(name);
  expect(await deploy()).toMatchObject({ Status: 'SUCCEEDED' });
  expect(await refusal(client.send(new DeactivateOrganizationsAccessCommand({})))).toMatch(
    /^InvalidOperationException/,
  );
});

test('refuses what AWS refuses', async () => {
  await inUnit(FIRST);
  expect(await refusal(create({ StackSetName: '1st' }))).toMatch(/^ValidationError: .* regular expression/);
  expect(await refusal(create({ PermissionModel: undefined }))).toMatch(/service-managed permissions only$/);
  expect(await refusal(create({ AutoDeployment: undefined }))).toMatch(/^ValidationError: AutoDeployment is required/);
  expect(await refusal(create({ TemplateBody: '{"Resources":{}}' }))).toMatch(/^ValidationError/);
  const role = { Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } } };
  expect(await refusal(create({ TemplateBody: JSON.stringify(template(role)) }))).toMatch(
    /^InsufficientCapabilitiesException/,
  );
  await create({ ClientRequestToken: 'once' });
  await create({ ClientRequestToken: 'once' });
  expect(await refusal(create())).toMatch(/^NameAlreadyExistsException/);
  expect(await refusal(deploy({ DeploymentTargets: undefined, Accounts: [FIRST] }))).toMatch(
    /^ValidationError: Deployment/,
  );
  expect(await refusal(deploy({ DeploymentTargets: { OrganizationalUnitIds: ['ou-abcd-12345678'] } }))).toMatch(
    /^ValidationError: Organizational unit ou-abcd-12345678 does not exist/,
  );
  expect(await refusal(deploy({ Regions: ['moon-1'] }))).toMatch(/^ValidationError: Region moon-1/);
  expect(await refusal(deploy({ StackSetName: 'Absent' }))).toMatch(/^StackSetNotFoundException/);
  const greedy = { OperationPreferences: { MaxConcurrentCount: 3 } };
  expect(await refusal(deploy(greedy))).toMatch(/^ValidationError: MaxConcurrentCount cannot be more than 1/);
  expect(await refusal(ended('absent'))).toMatch(/^OperationNotFoundException/);
  await sandbox.setFaults({ stackStepMs: 300 });
  const first = deploy({ OperationId: 'first' });
  const operationStarted = async () => {
    const { Summaries } = await client.send(new ListStackSetOperationsCommand({ StackSetName: name }));
    return Summaries?.length === 1;
  };
  while (!(await operationStarted()));
  expect(await refusal(deploy())).toMatch(/^OperationInProgressException: Another Operation on StackSet arn:aws:cloud/);
  await sandbox.setFaults({});
  await first;
  expect(await refusal(deploy({ OperationId: 'first' }))).toMatch(/^OperationIdAlreadyExistsException/);
});
