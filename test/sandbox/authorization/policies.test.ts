/** Which policies of a session decide a call, and what a refusal says. */
import { APIGateway } from '@aws-sdk/client-api-gateway';
import { CloudControl } from '@aws-sdk/client-cloudcontrol';
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { IAM } from '@aws-sdk/client-iam';
import { ResourceGroupsTaggingAPI } from '@aws-sdk/client-resource-groups-tagging-api';
import { ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { SSM } from '@aws-sdk/client-ssm';
import { STS } from '@aws-sdk/client-sts';
import { addRole, allow, deny, policy, sessionOf } from '../role-session';
import { startTestSandbox, type TestSandbox } from '../with-sandbox';

let sandbox: TestSandbox;
let count = 0;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.stop());

type Statements = Parameters<typeof addRole>[2];

/** Settings of a session of a new role. */
async function session(statements: Statements, more: Parameters<typeof addRole>[3] = {}, input: object = {}) {
  count += 1;
  await addRole(sandbox, `Role${count}`, statements, more);
  return sessionOf(sandbox, `Role${count}`, input);
}

const me = () => `User: arn:aws:sts::000000000000:assumed-role/Role${count}/anna is not authorized to perform:`;
const nobodyAllows = (action: string) => `because no identity-based policy allows the ${action} action`;

// https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
describe('a role without policies may do nothing', () => {
  it.each([
    {
      call: async () => new ServiceCatalog(await session([])).listPortfolios({}),
      action: 'servicecatalog:ListPortfolios',
      resource: 'arn:aws:servicecatalog:us-east-1:000000000000:*/*',
      error: { name: 'AccessDeniedException', $metadata: { httpStatusCode: 400 } },
    },
    {
      call: async () => new CloudFormation(await session([])).describeStacks({ StackName: 'some' }),
      action: 'cloudformation:DescribeStacks',
      resource: 'arn:aws:cloudformation:us-east-1:000000000000:stack/some/*',
      error: { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } },
    },
    {
      call: async () => new APIGateway(await session([])).getAccount({}),
      action: 'apigateway:GET',
      resource: 'arn:aws:apigateway:us-east-1::/account',
      error: { name: 'AccessDeniedException', $metadata: { httpStatusCode: 403 } },
    },
    {
      call: async () => new IAM(await session([])).getRole({ RoleName: 'Somebody' }),
      action: 'iam:GetRole',
      resource: 'role Somebody',
      error: { name: 'AccessDenied' },
    },
    {
      call: async () => new CloudControl(await session([])).listResources({ TypeName: 'AWS::EC2::VPC' }),
      action: 'cloudformation:ListResources',
      resource: '*',
      error: { name: 'AccessDeniedException' },
    },
    {
      call: async () => new ResourceGroupsTaggingAPI(await session([])).getResources({}),
      action: 'tag:GetResources',
      resource: '*',
      error: { name: 'AccessDeniedException' },
    },
    {
      call: async () => new SSM(await session([])).getParameter({ Name: '/some/name' }),
      action: 'ssm:GetParameter',
      resource: 'arn:aws:ssm:us-east-1:000000000000:parameter/some/name',
      error: { name: 'AccessDeniedException' },
    },
  ])('$action', async ({ call, action, resource, error }) => {
    await expect(call()).rejects.toMatchObject(error);
    await expect(call()).rejects.toThrow(`${me()} ${action} on resource: ${resource} ${nobodyAllows(action)}`);
  });

  it('but ask who it is: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html', async () => {
    const { Arn } = await new STS(await session([])).getCallerIdentity({});
    expect(Arn).toBe(`arn:aws:sts::000000000000:assumed-role/Role${count}/anna`);
  });
});

const read = (settings: Awaited<ReturnType<typeof session>>) => new SSM(settings).getParameter({ Name: 'absent' });
const missing = { name: 'ParameterNotFound' };
const GET = 'ssm:GetParameter';

it('allows what one policy allows', async () => {
  await expect(read(await session([allow(GET)]))).rejects.toMatchObject(missing);
});

it('a denial comes before whatever allows', async () => {
  const denied = read(await session([allow('*'), deny(GET)]));
  await expect(denied).rejects.toThrow(/ with an explicit deny in an identity-based policy$/);
});

async function boundary(...statements: Statements): Promise<string> {
  const iam = new IAM(sandbox.client());
  const { Policy } = await iam.createPolicy({
    PolicyName: `Boundary${count}`,
    PolicyDocument: policy(...statements),
  });
  return Policy?.Arn ?? '';
}

it('the boundary must allow it too', async () => {
  const within = await session([allow('*')], { PermissionsBoundary: await boundary(allow(GET)) });
  await expect(read(within)).rejects.toMatchObject(missing);
  const beyond = read(await session([allow('*')], { PermissionsBoundary: await boundary(allow('s3:*')) }));
  await expect(beyond).rejects.toThrow(`because no permissions boundary allows the ${GET} action`);
  const denied = read(await session([allow('*')], { PermissionsBoundary: await boundary(allow('*'), deny(GET)) }));
  await expect(denied).rejects.toThrow(/ with an explicit deny in a permissions boundary$/);
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
it('a session may do what both its role and its session policies allow', async () => {
  const all = [allow('*')];
  await expect(read(await session(all, {}, { Policy: policy(allow(GET)) }))).rejects.toMatchObject(missing);
  await expect(read(await session([], {}, { Policy: policy(allow(GET)) }))).rejects.toThrow(nobodyAllows(GET));
  const beyond = read(await session(all, {}, { Policy: policy(allow('s3:*')) }));
  await expect(beyond).rejects.toThrow(`because no session policy allows the ${GET} action`);
  const denied = read(await session(all, {}, { Policy: policy(allow('*'), deny(GET)) }));
  await expect(denied).rejects.toThrow(/ with an explicit deny in a session policy$/);
  const managed = [{ arn: 'arn:aws:iam::aws:policy/AWSCloudFormationReadOnlyAccess' }];
  await expect(read(await session(all, {}, { PolicyArns: managed }))).rejects.toThrow(/ no session policy allows/);
});

it('refuses a session policy that is none', async () => {
  await expect(session([], {}, { Policy: '{}' })).rejects.toMatchObject({
    name: 'MalformedPolicyDocumentException',
  });
});

it('a session ends with its role, even if another gets its name', async () => {
  const settings = await session([allow('*')]);
  await expect(read(settings)).rejects.toMatchObject(missing);
  const iam = new IAM(sandbox.client());
  const RoleName = `Role${count}`;
  await iam.deleteRolePolicy({ RoleName, PolicyName: 'Own' });
  await iam.deleteRole({ RoleName });
  await expect(read(settings)).rejects.toThrow(nobodyAllows(GET));
  await addRole(sandbox, RoleName, [allow('*')]);
  await expect(read(settings)).rejects.toThrow(nobodyAllows(GET));
});

it('policies count at once, as they are when the call comes', async () => {
  const settings = await session([allow(GET)]);
  await expect(read(settings)).rejects.toMatchObject(missing);
  await new IAM(sandbox.client()).deleteRolePolicy({ RoleName: `Role${count}`, PolicyName: 'Own' });
  await expect(read(settings)).rejects.toThrow(nobodyAllows(GET));
});

it('a policy of AWS that the sandbox does not hold allows nothing, and the refusal says so', async () => {
  const settings = await session([]);
  const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
  await new IAM(sandbox.client()).attachRolePolicy({ RoleName: `Role${count}`, PolicyArn });
  await expect(read(settings)).rejects.toThrow(`(In the sandbox what ${PolicyArn} allows is not known.)`);
});

it('whoever is no session of a role is an administrator, whatever becomes of the default role', async () => {
  const account = '444444444444';
  const iam = new IAM(sandbox.client(account));
  const RoleName = 'BellyfedPlatformEngineer';
  await iam.detachRolePolicy({ RoleName, PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' });
  await expect(new SSM(sandbox.client(account)).getParameter({ Name: 'absent' })).rejects.toMatchObject(missing);
});
