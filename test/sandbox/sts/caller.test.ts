import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { startTestSandbox, type TestSandbox } from '../with-sandbox';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.stop());

test('a 12-digit access key is the default role of that account', async () => {
  const sts = new STSClient(sandbox.client('111111111111'));
  const identity = await sts.send(new GetCallerIdentityCommand({}));
  expect(identity.Account).toBe('111111111111');
  expect(identity.Arn).toBe('arn:aws:sts::111111111111:assumed-role/BellyfedPlatformEngineer/sandbox');
});

test('refuses an input without a required member in the words of the model', async () => {
  const sts = new STSClient(sandbox.client());
  const answer = sts.send(new AssumeRoleCommand({ RoleArn: 'short', RoleSessionName: undefined }));
  await expect(answer).rejects.toThrow(
    "2 validation errors detected: Value null at 'roleSessionName' failed to satisfy constraint: Member must not be null; " +
      "Value 'short' at 'roleArn' failed to satisfy constraint: Member must have length greater than or equal to 20",
  );
});
