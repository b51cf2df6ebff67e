/** States that earlier versions of this project made, opened by this one. */
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { CloudControl } from '@aws-sdk/client-cloudcontrol';
import { IAM } from '@aws-sdk/client-iam';
import { SFN } from '@aws-sdk/client-sfn';
import { guardName } from '../../../portfolios/guard/guard-name';
import { runCatalog } from '../../scripts/run-catalog';
import { startTestSandbox, type TestSandbox } from '../with-sandbox';

/** States by the commit that made them, each with what `upgrade` brings its network to. */
const states = [
  ['7b0f8d2', '1.1.1'],
  ['9f3106d', '1.0.1'],
  ['a35d1de', '1.1.1'],
] as const;

test('each state is looked at', () => {
  const files = readdirSync(__dirname).filter((name) => name.endsWith('.br'));
  expect(files).toEqual(states.map(([commit]) => `${commit}.mdb.br`));
});

describe.each(states)('the state of %s', (commit, newest) => {
  let sandbox: TestSandbox;

  beforeAll(async () => {
    const stateFolder = mkdtempSync(join(tmpdir(), 'earlier-state-'));
    const state = brotliDecompressSync(readFileSync(join(__dirname, `${commit}.mdb.br`)));
    writeFileSync(join(stateFolder, 'state.mdb'), state);
    sandbox = await startTestSandbox({ stateFolder });
  });
  afterAll(() => sandbox?.stop());

  const run = (...args: string[]) => runCatalog(args, { env: { AWS_ENDPOINT_URL: sandbox.url } });

  async function versions(): Promise<Record<string, string>> {
    const { stdout } = await run('status', '--json');
    const launched: { name: string; version: string; status: string }[] = JSON.parse(stdout);
    return Object.fromEntries(launched.map(({ name, version, status }) => [name, `${version} ${status}`]));
  }

  /** Runs of the guard, by their status. */
  async function guardRuns() {
    const stateMachineArn = `arn:aws:states:us-east-1:000000000000:stateMachine:${guardName}`;
    const { executions = [] } = await new SFN(sandbox.client()).listExecutions({ stateMachineArn });
    return executions;
  }

  test('shows what was launched', async () => {
    expect(await versions()).toEqual({ 'dev-network': '1.0.0 AVAILABLE', 'dev-data': '1.0.0 AVAILABLE' });
  });

  test('shows what the guard did', async () => {
    const runs = await guardRuns();
    expect(runs.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    const executionArn = runs[0]?.executionArn;
    const { events = [] } = await new SFN(sandbox.client()).getExecutionHistory({ executionArn });
    expect(events.at(-1)).toMatchObject({ type: 'ExecutionSucceeded' });
  });

  test('lists what stacks have by its type', async () => {
    const cloudControl = new CloudControl(sandbox.client());
    const { ResourceDescriptions = [] } = await cloudControl.listResources({ TypeName: 'AWS::EC2::VPC' });
    expect(ResourceDescriptions).toHaveLength(1);
  });

  test('gives what CDK deploys with the policies that calls are judged by', async () => {
    const RoleName = 'cdk-hnb659fds-file-publishing-role-000000000000-us-east-1';
    const { PolicyDocument = '' } = await new IAM(sandbox.client()).getRolePolicy({ RoleName, PolicyName: 'default' });
    expect(decodeURIComponent(PolicyDocument)).toContain('s3:PutObject*');
  });

  test('upgrades to the newest version what runs in it, as far as the guard', async () => {
    const { code, stderr } = await run('upgrade', 'dev-network', '--yes');
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect((await versions())['dev-network']).toBe(`${newest} AVAILABLE`);
    const ended = async () => {
      const runs = await guardRuns();
      return runs.length > 2 && runs.every(({ status }) => status !== 'RUNNING') ? runs : undefined;
    };
    while (!(await ended())) await new Promise((done) => setTimeout(done, 20));
    expect((await ended())?.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
  });
});
