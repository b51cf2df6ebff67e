import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  CreateServiceLinkedRoleCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListEntitiesForPolicyCommand,
  ListRolesCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { startTestSandbox, type TestSandbox } from '../with-sandbox';

let sandbox: TestSandbox;
let iam: IAMClient;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  iam = new IAMClient(sandbox.client('111111111111'));
});
afterAll(() => sandbox.stop());

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'servicecatalog.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});

function policy(Action: string | string[] = 's3:GetObject') {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
}

/** A policy of about `size` characters, each action another. */
function large(size: number) {
  return policy(Array.from({ length: Math.ceil(size / 20) }, (_, index) => `s3:Get${String(index).padStart(11, 'O')}`));
}

async function role(RoleName: string, more: object = {}) {
  const input = { RoleName, AssumeRolePolicyDocument: trust, ...more };
  return (await iam.send(new CreateRoleCommand(input))).Role;
}

test('the role that a bare account id acts as exists, and so do those of the CDK bootstrap', async () => {
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'BellyfedPlatformEngineer' }));
  expect(Role?.Arn).toBe('arn:aws:iam::111111111111:role/BellyfedPlatformEngineer');
  const { Roles } = await iam.send(new ListRolesCommand({}));
  const kinds = ['cfn-exec', 'deploy', 'file-publishing', 'image-publishing', 'lookup'];
  const expected = kinds.map((kind) => `cdk-hnb659fds-${kind}-role-111111111111-us-east-1`);
  expect(Roles?.map(({ RoleName }) => RoleName)).toEqual(expect.arrayContaining(expected));
});

test('a role is found again in every region of its account, and in no other account', async () => {
  const made = await role('Everywhere', { Path: '/team/', Description: 'd', MaxSessionDuration: 7200 });
  expect(made?.Arn).toBe('arn:aws:iam::111111111111:role/team/Everywhere');
  const elsewhere = new IAMClient(sandbox.client('111111111111', 'eu-west-1'));
  const { Role } = await elsewhere.send(new GetRoleCommand({ RoleName: 'Everywhere' }));
  expect(Role).toMatchObject({ RoleId: made?.RoleId, Description: 'd', MaxSessionDuration: 7200, Path: '/team/' });
  expect(JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''))).toEqual(JSON.parse(trust));
  const other = new IAMClient(sandbox.client('222222222222'));
  await expect(other.send(new GetRoleCommand({ RoleName: 'Everywhere' }))).rejects.toMatchObject({
    name: 'NoSuchEntityException',
    message: 'The role with name Everywhere cannot be found.',
  });
});

test('refuses a name that differs from another role in case only', async () => {
  await role('Twice');
  await expect(role('TWICE')).rejects.toMatchObject({ name: 'EntityAlreadyExistsException' });
});

test.each([
  ['that is no JSON', '{'],
  ['without a principal', policy('sts:AssumeRole')],
  [
    'that names a role that is not there',
    trust.replace('"Service":"servicecatalog.amazonaws.com"', '"AWS":"arn:aws:iam::111111111111:role/Absent"'),
  ],
])('refuses a trust policy %s', async (_what, AssumeRolePolicyDocument) => {
  await expect(role('Untrusted', { AssumeRolePolicyDocument })).rejects.toMatchObject({
    name: 'MalformedPolicyDocumentException',
  });
});

test('refuses a trust policy of more than 2,048 characters', async () => {
  await role('Talkative');
  const Service = Array.from({ length: 120 }, (_, index) => `service${index}.amazonaws.com`);
  const PolicyDocument = JSON.stringify({
    Statement: [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }],
  });
  await expect(
    iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'Talkative', PolicyDocument })),
  ).rejects.toMatchObject({ name: 'LimitExceededException' });
});

test('an inline policy comes back as it was given, and can be deleted', async () => {
  await role('Inline');
  const key = { RoleName: 'Inline', PolicyName: 'p' };
  await iam.send(new PutRolePolicyCommand({ ...key, PolicyDocument: policy() }));
  const { PolicyDocument } = await iam.send(new GetRolePolicyCommand(key));
  expect(decodeURIComponent(PolicyDocument ?? '')).toBe(policy());
  await expect(iam.send(new DeleteRoleCommand({ RoleName: 'Inline' }))).rejects.toMatchObject({
    name: 'DeleteConflictException',
    message: 'Cannot delete entity, must delete policies first.',
  });
  await iam.send(new DeleteRolePolicyCommand(key));
  await expect(iam.send(new GetRolePolicyCommand(key))).rejects.toMatchObject({ name: 'NoSuchEntityException' });
  await iam.send(new DeleteRoleCommand({ RoleName: 'Inline' }));
});

test('refuses inline policies of more than 10,240 characters in all', async () => {
  await role('Stuffed');
  const put = (PolicyName: string, size: number) =>
    iam.send(new PutRolePolicyCommand({ RoleName: 'Stuffed', PolicyName, PolicyDocument: large(size) }));
  await put('a', 6000);
  await expect(put('b', 6000)).rejects.toMatchObject({ name: 'LimitExceededException' });
  await put('a', 9000);
});

test('refuses a managed policy of more than 6,144 characters', async () => {
  const input = { PolicyName: 'Large', PolicyDocument: large(6500) };
  await expect(iam.send(new CreatePolicyCommand(input))).rejects.toMatchObject({ name: 'LimitExceededException' });
});

test('a managed policy is attached, listed on both sides, and in the way of its deletion', async () => {
  await role('Attached');
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: 'Managed', PolicyDocument: policy() }));
  const both = { RoleName: 'Attached', PolicyArn: Policy?.Arn };
  await iam.send(new AttachRolePolicyCommand(both));
  await iam.send(new AttachRolePolicyCommand(both));
  const { AttachedPolicies } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: 'Attached' }));
  expect(AttachedPolicies).toEqual([{ PolicyName: 'Managed', PolicyArn: Policy?.Arn }]);
  const { PolicyRoles } = await iam.send(new ListEntitiesForPolicyCommand({ PolicyArn: Policy?.Arn }));
  expect(PolicyRoles?.map(({ RoleName }) => RoleName)).toEqual(['Attached']);
  const remove = () => iam.send(new DeletePolicyCommand({ PolicyArn: Policy?.Arn }));
  await expect(remove()).rejects.toMatchObject({ name: 'DeleteConflictException' });
  await expect(iam.send(new DeleteRoleCommand({ RoleName: 'Attached' }))).rejects.toMatchObject({
    message: 'Cannot delete entity, must detach all policies first.',
  });
  await iam.send(new DetachRolePolicyCommand(both));
  await remove();
});

test('refuses an AWS managed policy that AWS does not have, as it refuses a path that was left out', async () => {
  await role('Aws');
  const attach = (name: string) =>
    iam.send(new AttachRolePolicyCommand({ RoleName: 'Aws', PolicyArn: `arn:aws:iam::aws:policy/${name}` }));
  await attach('service-role/AWSLambdaBasicExecutionRole');
  await expect(attach('AWSLambdaBasicExecutionRole')).rejects.toMatchObject({ name: 'NoSuchEntityException' });
});

test('refuses an eleventh managed policy', async () => {
  await role('Full');
  for (let index = 0; index <= 10; index += 1) {
    const input = { PolicyName: `Full${index}`, PolicyDocument: policy() };
    const PolicyArn = (await iam.send(new CreatePolicyCommand(input))).Policy?.Arn;
    const attach = iam.send(new AttachRolePolicyCommand({ RoleName: 'Full', PolicyArn }));
    if (index < 10) await attach;
    else await expect(attach).rejects.toMatchObject({ message: 'Cannot exceed quota for PoliciesPerRole: 10' });
  }
});

test('a managed policy has five versions, of which the default one stays', async () => {
  const input = { PolicyName: 'Versioned', PolicyDocument: policy() };
  const PolicyArn = (await iam.send(new CreatePolicyCommand(input))).Policy?.Arn;
  const version = (SetAsDefault: boolean) =>
    iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: policy('s3:PutObject'), SetAsDefault }));
  expect((await version(true)).PolicyVersion).toMatchObject({ VersionId: 'v2', IsDefaultVersion: true });
  for (let count = 3; count <= 5; count += 1) await version(false);
  await expect(version(false)).rejects.toMatchObject({ name: 'LimitExceededException' });
  const remove = (VersionId: string) => iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId }));
  await expect(remove('v2')).rejects.toMatchObject({ name: 'DeleteConflictException' });
  await remove('v1');
  const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v2' }));
  expect(decodeURIComponent(PolicyVersion?.Document ?? '')).toBe(policy('s3:PutObject'));
});

test('refuses a permissions boundary that does not exist', async () => {
  await role('Bounded');
  const bound = (PermissionsBoundary: string) =>
    iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: 'Bounded', PermissionsBoundary }));
  await expect(bound('arn:aws:iam::111111111111:policy/absent')).rejects.toMatchObject({
    name: 'NoSuchEntityException',
  });
  await bound('arn:aws:iam::aws:policy/PowerUserAccess');
});

test('roles are listed a page at a time, without one twice', async () => {
  const names: (string | undefined)[] = [];
  let Marker: string | undefined;
  do {
    const page = await iam.send(new ListRolesCommand({ MaxItems: 3, Marker }));
    names.push(...(page.Roles ?? []).map(({ RoleName }) => RoleName));
    Marker = page.IsTruncated ? page.Marker : undefined;
  } while (Marker);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toContain('Everywhere');
});

test('refuses tags that only AWS gives, and a key twice', async () => {
  await role('Tagged', { Tags: [{ Key: 'Team', Value: 'a' }] });
  const tag = (...Tags: { Key: string; Value: string }[]) => iam.send(new TagRoleCommand({ RoleName: 'Tagged', Tags }));
  await expect(tag({ Key: 'aws:x', Value: '' })).rejects.toMatchObject({ name: 'InvalidInputException' });
  await expect(tag({ Key: 'x', Value: '' }, { Key: 'X', Value: '' })).rejects.toMatchObject({
    name: 'InvalidInputException',
  });
  await tag({ Key: 'team', Value: 'b' });
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'Tagged' }));
  expect(Role?.Tags).toEqual([{ Key: 'team', Value: 'b' }]);
});

test('a service-linked role is made once', async () => {
  const make = () => iam.send(new CreateServiceLinkedRoleCommand({ AWSServiceName: 'ecs.amazonaws.com' }));
  expect((await make()).Role?.RoleName).toBe('AWSServiceRoleForECS');
  await expect(make()).rejects.toMatchObject({ name: 'InvalidInputException' });
});

// "Using service-linked roles" of each service, and of Application Auto Scaling, Systems Manager and stack sets.
test.each([
  ['elasticbeanstalk', 'ElasticBeanstalk'],
  ['elasticache', 'ElastiCache'],
  ['es', 'AmazonElasticsearchService'],
  ['opensearchservice', 'AmazonOpenSearchService'],
  ['ssm', 'AmazonSSM'],
  ['custom-resource.application-autoscaling', 'ApplicationAutoScaling_CustomResource'],
  ['stacksets.cloudformation', 'CloudFormationStackSetsOrgAdmin'],
  ['member.org.stacksets.cloudformation', 'CloudFormationStackSetsOrgMember'],
])('the service-linked role of %s is called AWSServiceRoleFor%s', async (service, name) => {
  const command = new CreateServiceLinkedRoleCommand({ AWSServiceName: `${service}.amazonaws.com` });
  expect((await iam.send(command)).Role?.RoleName).toBe(`AWSServiceRoleFor${name}`);
});
