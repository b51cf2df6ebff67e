import { startTestSandbox, type TestSandbox } from '../../../sandbox/with-sandbox';
import { programOf } from '../../../tools/left-out';
import { needing } from '../../../tools/needing';
import { awsCli, bash } from '../../../tools/tools';
import { BuildMachine } from '../buildspec';
import { TestTiers } from './tier';

const { test } = needing(awsCli, bash);

/** The AWS CLI takes a second or more to start, a deployment calls it some ten times, and machines are busy. */
jest.setTimeout(180_000);

let sandbox: TestSandbox;
let tiers: TestTiers;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  tiers = new TestTiers(sandbox);
  await tiers.launch('one', 'app');
});
afterAll(() => sandbox.stop());

/** Runs what the project's buildspec says, with the AWS CLI of this machine, against the sandbox. */
function build(deployment: string, variables: Readonly<Record<string, string>> = {}) {
  const machine = new BuildMachine();
  // A CLI from before 2023 doesn't know AWS_ENDPOINT_URL.
  machine.install('aws', `exec '${programOf(awsCli)}' --endpoint-url "$AWS_ENDPOINT_URL" "$@"`);
  machine.write('deployment.json', deployment);
  // What else the artifact holds must not matter.
  machine.write('package.json', '{ "type": "module" }');
  return machine.run('Deploy', {
    ENVIRONMENT_NAME: 'one',
    ALLOW_REPLACEMENT: 'no',
    AWS_ENDPOINT_URL: sandbox.url,
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: '000000000000',
    AWS_SECRET_ACCESS_KEY: 'none',
    ...variables,
  });
}

const change = JSON.stringify({ app: { parameters: { Image: "it's $HOME and `date`:2" } } });

test('the build deploys with the AWS CLI, and every character arrives', async () => {
  const { code, output } = await build(change, { MODE: 'deploy' });
  expect(output).toMatch(/one-app: 1 resources change\n {2}MODIFY Topic \(AWS::SNS::Topic\)\none-app: done/);
  expect(code).toBe(0);
  expect((await tiers.parameters('one-app')).Image).toBe("it's $HOME and `date`:2");
});

test.each([
  ['a deployment that can’t be read', '{"aap": {}}', 'got: aap.'],
  ['AWS, in its words', '{"search": {}}', '(ResourceNotFoundException) when calling the DescribeProvisionedProduct'],
  ['a loss of data', '{"app": {"parameters": {"TableName": "two"}}}', 'one-app: Table would be removed or replaced'],
])('the build fails with %s', async (_, deployment, message) => {
  const { code, output } = await build(deployment, { MODE: 'deploy' });
  expect(output).toContain(message);
  expect(code).toBe(1);
});
