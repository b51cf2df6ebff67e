/** A sandbox that is killed between a stack's end and the guard: the guard still comes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { SFN } from '@aws-sdk/client-sfn';
import { readSettings } from '../../../portfolios/context';
import { guardName } from '../../../portfolios/guard/guard-name';
import { guardPolicy } from '../../../portfolios/guard/guard-policy';
import { GuardStack } from '../../../portfolios/stacks/guard-stack';
import { bundleProgram, type Program, type SandboxProcess, startMain } from '../../sandbox/sandbox-process';
import { Launches } from '../../sandbox/service-catalog/launches';
import { TestCatalog } from '../../sandbox/service-catalog/with-catalog';
import { clientSettings } from '../../sandbox/with-sandbox';
import { templateOf } from '../fixture';
import { eventually } from './eventually';

const account = '000000000000';
const product = {
  Parameters: { EnvironmentName: { Type: 'String' }, EnvironmentType: { Type: 'String' } },
  Resources: { Topic: { Type: 'AWS::SNS::Topic' } },
};

let program: Program;
let stateFolder: string;
let running: SandboxProcess;

beforeAll(() => {
  program = bundleProgram('sandbox/main.ts');
  stateFolder = mkdtempSync(join(tmpdir(), 'sandbox-'));
});
afterAll(async () => {
  await running?.end('SIGKILL');
  program.remove();
  rmSync(stateFolder, { recursive: true, force: true });
});

function clients() {
  const settings = clientSettings(running.url, account, 'us-east-1');
  return { stacks: new CloudFormation(settings), states: new SFN(settings) };
}

async function statusOf(StackName: string): Promise<string | undefined> {
  const { Stacks: [stack] = [] } = await clients().stacks.describeStacks({ StackName });
  return stack?.StackStatus;
}

it('is run by the next sandbox', async () => {
  running = await startMain(program, stateFolder);
  const client = (accountId = account, region = 'us-east-1') => clientSettings(running.url, accountId, region);
  const catalog = new TestCatalog({ ...{ url: running.url, stateFolder, client }, ...unused });
  const guard = templateOf((app) => new GuardStack(app, 'Guard', { settings: readSettings({}) }));
  await clients().stacks.createStack({
    StackName: 'BellyfedCatalogGuard',
    TemplateBody: JSON.stringify(guard.toJSON()),
    Capabilities: ['CAPABILITY_NAMED_IAM'],
  });
  await eventually(async () => (await statusOf('BellyfedCatalogGuard')) === 'CREATE_COMPLETE');
  const { productId, artifactId } = await catalog.product('Bellyfed Topic', product);
  await catalog.admit(await catalog.portfolio('Bellyfed', productId));

  const { RecordDetail } = await new Launches(catalog).provision({
    name: 'prod-topic',
    ProductId: productId,
    ProvisioningArtifactId: artifactId,
    ProvisioningParameters: [
      { Key: 'EnvironmentName', Value: 'prod' },
      { Key: 'EnvironmentType', Value: 'prod' },
    ],
  });
  const StackName = `SC-${account}-${RecordDetail?.ProvisionedProductId}`;
  await running.end('SIGKILL');

  running = await startMain(program, stateFolder);
  const { stacks, states } = clients();
  await eventually(async () => {
    const { Stacks: [stack] = [] } = await stacks.describeStacks({ StackName });
    return stack?.EnableTerminationProtection === true;
  });
  expect((await stacks.getStackPolicy({ StackName })).StackPolicyBody).toBe(guardPolicy());
  const stateMachineArn = `arn:aws:states:us-east-1:${account}:stateMachine:${guardName}`;
  await eventually(async () => {
    const { executions = [] } = await states.listExecutions({ stateMachineArn });
    return executions.length === 1 && executions[0]?.status === 'SUCCEEDED';
  });
});

/** Parts of a sandbox in this process that a catalog's steps don't use. */
const unused = {
  restart: () => Promise.reject(new Error('It is killed, not restarted.')),
  setFaults: () => Promise.reject(new Error('It has no faults.')),
  makeDue: () => Promise.reject(new Error('It has no schedules.')),
  stop: () => Promise.reject(new Error('It is killed, not stopped.')),
};
