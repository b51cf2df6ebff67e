/** Three hundred stacks that no event told of, in one sweep: every page of them, side by side with each other. */
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { EventBridge } from '@aws-sdk/client-eventbridge';
import { type ExecutionStatus, SFN } from '@aws-sdk/client-sfn';
import { readSettings } from '../../../portfolios/context';
import { guardName, sweepName } from '../../../portfolios/guard/guard-name';
import { guardPolicy } from '../../../portfolios/guard/guard-policy';
import { GuardStack } from '../../../portfolios/stacks/guard-stack';
import { Launches } from '../../sandbox/service-catalog/launches';
import { TestCatalog } from '../../sandbox/service-catalog/with-catalog';
import { startTestSandbox, type TestSandbox } from '../../sandbox/with-sandbox';
import { templateOf } from '../fixture';
import { eventually } from './eventually';

const STACKS = 300;
const AT_ONCE = 30;
const account = '000000000000';
const template = {
  Parameters: { EnvironmentName: { Type: 'String' }, EnvironmentType: { Type: 'String' } },
  Resources: { Topic: { Type: 'AWS::SNS::Topic' } },
};

let sandbox: TestSandbox;
let stacks: CloudFormation;
const names: string[] = [];

beforeAll(async () => {
  sandbox = await startTestSandbox();
  stacks = new CloudFormation(sandbox.client());
  const catalog = new TestCatalog(sandbox);
  const launches = new Launches(catalog);
  const guard = templateOf((app) => new GuardStack(app, guardName, { settings: readSettings({}) }));
  const TemplateURL = await catalog.upload(guard.toJSON());
  await stacks.createStack({ StackName: guardName, TemplateURL, Capabilities: ['CAPABILITY_NAMED_IAM'] });
  await eventually(async () => {
    const { Stacks: [stack] = [] } = await stacks.describeStacks({ StackName: guardName });
    return stack?.StackStatus === 'CREATE_COMPLETE';
  });
  await new EventBridge(sandbox.client()).disableRule({ Name: guardName });
  const { productId, artifactId } = await catalog.product('Bellyfed Topic', template);
  await catalog.admit(await catalog.portfolio('Bellyfed', productId));
  for (let first = 0; first < STACKS; first += AT_ONCE) {
    const wave = Array.from({ length: AT_ONCE }, (_, index) => `e${first + index}`);
    const ended = await Promise.all(
      wave.map((name) =>
        launches.provision({
          ...{ name, ProductId: productId, ProvisioningArtifactId: artifactId },
          ProvisioningParameters: [
            { Key: 'EnvironmentName', Value: name },
            { Key: 'EnvironmentType', Value: 'dev' },
          ],
        }),
      ),
    );
    names.push(...ended.map(({ RecordDetail }) => `SC-${account}-${RecordDetail?.ProvisionedProductId}`));
  }
});
afterAll(() => sandbox?.stop());

it('are all protected, a page an execution', async () => {
  const states = new SFN(sandbox.client());
  const policies = () =>
    Promise.all(names.map(async (StackName) => (await stacks.getStackPolicy({ StackName })).StackPolicyBody));
  expect(new Set(await policies())).toEqual(new Set([undefined]));
  const began = Date.now();
  await sandbox.makeDue(sweepName);
  const machines = [sweepName, `${sweepName}Page`, guardName];
  const executions = async (name: string, statusFilter: ExecutionStatus) => {
    const stateMachineArn = `arn:aws:states:us-east-1:${account}:stateMachine:${name}`;
    return (await states.listExecutions({ stateMachineArn, statusFilter, maxResults: 1000 })).executions?.length;
  };
  const runs = async () => Promise.all(machines.map((name) => executions(name, 'SUCCEEDED')));
  /** One after the other: each starts the next, and ends when it has. */
  const areOver = async () => {
    for (const name of machines) if (await executions(name, 'RUNNING')) return false;
    return true;
  };
  await eventually(async () => ((await runs())[0] ?? 0) >= 1);
  await eventually(areOver);
  // Of a machine's ended executions the newest fifty are listed.
  expect(await runs()).toEqual([1, STACKS / 20, 50]);
  expect(new Set(await policies())).toEqual(new Set([guardPolicy()]));
  process.stderr.write(`${STACKS} stacks swept in ${Math.round((Date.now() - began) / 1000)} s\n`);
});
