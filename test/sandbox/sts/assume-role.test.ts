import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { startTestSandbox, type TestSandbox } from '../with-sandbox';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.stop());

const own = '111111111111';
const other = '222222222222';

async function role(
  accountId: string,
  RoleName: string,
  principal: object,
  policies: object[] = [],
  Condition?: object,
) {
  const iam = new IAMClient(sandbox.client(accountId));
  const Statement = [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole', Condition }];
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument, MaxSessionDuration: 3600 }));
  if (policies.length === 0) return;
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: policies });
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'own', PolicyDocument }));
}

function assume(sts: STSClient, accountId: string, name: string, more: object = {}) {
  const RoleArn = `arn:aws:iam::${accountId}:role/${name}`;
  return sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test', ...more }));
}

/** A client that calls as a session of that role. */
async function sessionOf(sts: STSClient, accountId: string, name: string): Promise<STSClient> {
  const { Credentials } = await assume(sts, accountId, name);
  const { AccessKeyId: accessKeyId = '', SecretAccessKey: secretAccessKey = '', SessionToken } = Credentials ?? {};
  return new STSClient({
    ...sandbox.client(),
    credentials: { accessKeyId, secretAccessKey, sessionToken: SessionToken },
  });
}

const caller = () => new STSClient(sandbox.client(own));

test('a session acts as its role, in its account', async () => {
  await role(own, 'Assumed', { AWS: `arn:aws:iam::${own}:root` });
  const session = await sessionOf(caller(), own, 'Assumed');
  const identity = await session.send(new GetCallerIdentityCommand({}));
  expect(identity.Arn).toBe(`arn:aws:sts::${own}:assumed-role/Assumed/test`);
});

test('refuses a role that does not exist, in the words of AWS', async () => {
  await expect(assume(caller(), own, 'Absent')).rejects.toMatchObject({
    name: 'AccessDenied',
    message:
      `User: arn:aws:sts::${own}:assumed-role/BellyfedPlatformEngineer/sandbox is not authorized to perform: ` +
      `sts:AssumeRole on resource: arn:aws:iam::${own}:role/Absent`,
    $metadata: { httpStatusCode: 403 },
  });
});

test('refuses a role that trusts only a service', async () => {
  await role(own, 'ForService', { Service: 'servicecatalog.amazonaws.com' });
  await expect(assume(caller(), own, 'ForService')).rejects.toMatchObject({ name: 'AccessDenied' });
});

test('refuses a role of another account that does not trust the caller, and admits one that does', async () => {
  await role(other, 'Closed', { AWS: `arn:aws:iam::${other}:root` });
  await role(other, 'Open', { AWS: `arn:aws:iam::${own}:root` });
  await expect(assume(caller(), other, 'Closed')).rejects.toMatchObject({ name: 'AccessDenied' });
  const { AssumedRoleUser } = await assume(caller(), other, 'Open');
  expect(AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${other}:assumed-role/Open/test`);
});

test('a trusted account alone does not admit a role whose own policies do not allow it', async () => {
  await role(own, 'Weak', { AWS: `arn:aws:iam::${own}:root` });
  const allows = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: `arn:aws:iam::${own}:role/Target` };
  await role(own, 'Strong', { AWS: `arn:aws:iam::${own}:root` }, [allows]);
  await role(own, 'Target', { AWS: `arn:aws:iam::${own}:root` });
  await role(own, 'NamesWeak', { AWS: `arn:aws:iam::${own}:role/Weak` });
  const weak = await sessionOf(caller(), own, 'Weak');
  const strong = await sessionOf(caller(), own, 'Strong');
  await expect(assume(weak, own, 'Target')).rejects.toMatchObject({ name: 'AccessDenied' });
  await assume(strong, own, 'Target');
  await assume(weak, own, 'NamesWeak');
  await expect(assume(strong, own, 'NamesWeak')).rejects.toMatchObject({ name: 'AccessDenied' });
});

test('the conditions of the trust policy count', async () => {
  const Condition = { StringEquals: { 'sts:ExternalId': 'right' } };
  await role(own, 'External', { AWS: `arn:aws:iam::${own}:root` }, [], Condition);
  await expect(assume(caller(), own, 'External', { ExternalId: 'wrong' })).rejects.toMatchObject({
    name: 'AccessDenied',
  });
  await assume(caller(), own, 'External', { ExternalId: 'right' });
});

test('the deploy role of the CDK bootstrap is there for its account, also before anybody called there', async () => {
  const ireland = 'cdk-hnb659fds-deploy-role-333333333333-eu-west-1';
  await assume(new STSClient(sandbox.client('333333333333')), '333333333333', ireland);
  await expect(assume(caller(), '333333333333', ireland)).rejects.toMatchObject({ name: 'AccessDenied' });
});

test('refuses a session that is longer than the role allows', async () => {
  await role(own, 'Brief', { AWS: `arn:aws:iam::${own}:root` });
  await expect(assume(caller(), own, 'Brief', { DurationSeconds: 7200 })).rejects.toThrow(
    'exceeds the MaxSessionDuration',
  );
});

test('refuses a session that nobody opened', async () => {
  const credentials = { accessKeyId: 'ASIAXXXXXXXXXXXXXXXX', secretAccessKey: 'none' };
  const sts = new STSClient({ ...sandbox.client(), credentials });
  await expect(sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
});
