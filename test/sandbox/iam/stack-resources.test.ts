import { DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import {
  AttachRolePolicyCommand,
  GetInstanceProfileCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListPolicyVersionsCommand,
  ListRolePoliciesCommand,
} from '@aws-sdk/client-iam';
import { Cloud } from '../cloudformation/cloud';

let cloud: Cloud;
let iam: IAMClient;
beforeAll(async () => {
  cloud = await Cloud.start();
  iam = new IAMClient(cloud.sandbox.client());
});
afterAll(() => cloud.stop());

const capabilities = { Capabilities: ['CAPABILITY_NAMED_IAM' as const] };

function allow(Action: string) {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] };
}

const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};

function role(properties: object = {}) {
  return { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust, ...properties } };
}

function outputs(stack: { Outputs?: { OutputKey?: string; OutputValue?: string }[] }): Record<string, string> {
  return Object.fromEntries((stack.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
}

test('a role comes into being with its policies and tags, under a name made of stack and logical id', async () => {
  const stack = await cloud.create(
    'with-role',
    {
      Resources: {
        Worker: role({
          Policies: [{ PolicyName: 'inline', PolicyDocument: allow('s3:GetObject') }],
          ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
          Tags: [{ Key: 'Team', Value: 'a' }],
        }),
      },
      Outputs: {
        Name: { Value: { Ref: 'Worker' } },
        Arn: { Value: { 'Fn::GetAtt': ['Worker', 'Arn'] } },
        Id: { Value: { 'Fn::GetAtt': ['Worker', 'RoleId'] } },
      },
    },
    capabilities,
  );
  const { Name, Arn, Id } = outputs(stack);
  expect(Name).toMatch(/^with-role-Worker-[A-Za-z0-9]{12}$/);
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: Name }));
  expect(Role).toMatchObject({ Arn, RoleId: Id });
  expect(Role?.Tags).toEqual(expect.arrayContaining([{ Key: 'Team', Value: 'a' }]));
  const { PolicyNames } = await iam.send(new ListRolePoliciesCommand({ RoleName: Name }));
  expect(PolicyNames).toEqual(['inline']);
  const { AttachedPolicies } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: Name }));
  expect(AttachedPolicies?.map(({ PolicyName }) => PolicyName)).toEqual(['ReadOnlyAccess']);
});

test('an update changes a role in place, and takes away what the template no longer says', async () => {
  const template = (properties: object) => ({ Resources: { Worker: role({ RoleName: 'changing', ...properties }) } });
  const policies = (...names: string[]) =>
    names.map((PolicyName) => ({ PolicyName, PolicyDocument: allow(`s3:Get${PolicyName}`) }));
  await cloud.create(
    'changed-role',
    template({ Policies: policies('One', 'Two'), MaxSessionDuration: 7200 }),
    capabilities,
  );
  const before = await iam.send(new GetRoleCommand({ RoleName: 'changing' }));
  await cloud.update(
    'changed-role',
    template({ Policies: policies('Two', 'Three'), Description: 'new' }),
    capabilities,
  );
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'changing' }));
  expect(Role).toMatchObject({ RoleId: before.Role?.RoleId, Description: 'new', MaxSessionDuration: 3600 });
  const { PolicyNames } = await iam.send(new ListRolePoliciesCommand({ RoleName: 'changing' }));
  expect(PolicyNames).toEqual(['Three', 'Two']);
});

test.each([
  [
    'a trust policy that IAM refuses',
    { AssumeRolePolicyDocument: allow('s3:GetObject') },
    'Missing required field Principal',
  ],
  ['a managed policy that does not exist', { ManagedPolicyArns: ['arn:aws:iam::aws:policy/Absent'] }, 'does not exist'],
])('%s fails the stack, and leaves no role behind', async (_what, properties, reason) => {
  const name = `refused-${reason.length}`;
  const stack = await cloud.create(
    name,
    { Resources: { Worker: role({ RoleName: name, ...properties }) } },
    capabilities,
  );
  expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
  expect((await cloud.story(name)).join('\n')).toContain(reason);
  await expect(iam.send(new GetRoleCommand({ RoleName: name }))).rejects.toMatchObject({
    name: 'NoSuchEntityException',
  });
});

test('policies, managed policies and instance profiles are put on their roles, and go with their stack', async () => {
  const template = (action: string) => ({
    Resources: {
      Worker: role({ RoleName: 'full' }),
      Inline: {
        Type: 'AWS::IAM::Policy',
        Properties: { PolicyName: 'put', PolicyDocument: allow(action), Roles: [{ Ref: 'Worker' }] },
      },
      Managed: {
        Type: 'AWS::IAM::ManagedPolicy',
        Properties: { ManagedPolicyName: 'full-managed', PolicyDocument: allow(action), Roles: [{ Ref: 'Worker' }] },
      },
      Profile: {
        Type: 'AWS::IAM::InstanceProfile',
        Properties: { InstanceProfileName: 'full-profile', Roles: [{ Ref: 'Worker' }] },
      },
    },
    Outputs: { Managed: { Value: { Ref: 'Managed' } } },
  });
  const stack = await cloud.create('full', template('s3:GetObject'), capabilities);
  const { Managed: PolicyArn } = outputs(stack);
  expect(PolicyArn).toBe('arn:aws:iam::000000000000:policy/full-managed');
  expect((await iam.send(new GetPolicyCommand({ PolicyArn }))).Policy?.AttachmentCount).toBe(1);
  const profile = await iam.send(new GetInstanceProfileCommand({ InstanceProfileName: 'full-profile' }));
  expect(profile.InstanceProfile?.Roles?.map(({ RoleName }) => RoleName)).toEqual(['full']);

  for (let number = 0; number < 6; number += 1) await cloud.update('full', template(`s3:Put${number}`), capabilities);
  const inline = await iam.send(new GetRolePolicyCommand({ RoleName: 'full', PolicyName: 'put' }));
  expect(decodeURIComponent(inline.PolicyDocument ?? '')).toContain('s3:Put5');
  const { Versions = [] } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
  expect(Versions).toHaveLength(5);
  const VersionId = Versions.find(({ IsDefaultVersion }) => IsDefaultVersion)?.VersionId;
  const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId }));
  expect(decodeURIComponent(PolicyVersion?.Document ?? '')).toContain('s3:Put5');

  await cloud.client.send(new DeleteStackCommand({ StackName: 'full' }));
  expect((await cloud.settled(stack.StackId ?? '')).StackStatus).toBe('DELETE_COMPLETE');
  for (const gone of [
    iam.send(new GetRoleCommand({ RoleName: 'full' })),
    iam.send(new GetPolicyCommand({ PolicyArn })),
    iam.send(new GetInstanceProfileCommand({ InstanceProfileName: 'full-profile' })),
  ]) {
    await expect(gone).rejects.toMatchObject({ name: 'NoSuchEntityException' });
  }
});

test('a role that somebody attached a policy to is in the way of the deletion of its stack', async () => {
  const stack = await cloud.create('held', { Resources: { Worker: role({ RoleName: 'held' }) } }, capabilities);
  const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
  await iam.send(new AttachRolePolicyCommand({ RoleName: 'held', PolicyArn }));
  await cloud.client.send(new DeleteStackCommand({ StackName: 'held' }));
  expect((await cloud.settled(stack.StackId ?? '')).StackStatus).toBe('DELETE_FAILED');
  expect((await cloud.story('held')).join('\n')).toContain('must detach all policies first');
});

test('users and groups, of which there are none, fail their policy', async () => {
  const properties = { PolicyName: 'p', PolicyDocument: allow('s3:GetObject'), Users: ['somebody'] };
  const template = { Resources: { P: { Type: 'AWS::IAM::Policy', Properties: properties } } };
  await cloud.create('for-user', template, capabilities);
  expect((await cloud.story('for-user')).join('\n')).toContain('The user with name somebody cannot be found.');
});
