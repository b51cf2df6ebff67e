import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { startSandbox } from '../../../sandbox';
import { clientSettings } from '../with-sandbox';
import { TOPIC } from './cloud';

const stateFolder = mkdtempSync(join(tmpdir(), 'sandbox-'));
afterAll(() => rmSync(stateFolder, { recursive: true, force: true }));

const chain = Object.fromEntries(
  Array.from({ length: 12 }, (_, index) => [
    `T${index}`,
    index === 0 ? TOPIC : { ...TOPIC, DependsOn: `T${index - 1}` },
  ]),
);

test('a stack that was under way when the sandbox stopped is finished by the next one, each resource once', async () => {
  const first = await startSandbox({ port: 0, stateFolder });
  await fetch(`${first.url}/_sandbox/faults`, { method: 'PUT', body: JSON.stringify({ stackStepMs: 40 }) });
  const before = new CloudFormationClient(clientSettings(first.url, '000000000000', 'us-east-1'));
  const TemplateBody = JSON.stringify({ Resources: chain });
  await before.send(new CreateStackCommand({ StackName: 'chain', TemplateBody }));
  const status = async (client: CloudFormationClient) =>
    (await client.send(new DescribeStacksCommand({ StackName: 'chain' }))).Stacks?.[0]?.StackStatus;
  const made = async (client: CloudFormationClient) => {
    const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName: 'chain' }));
    return StackEvents.filter(
      ({ ResourceStatus, LogicalResourceId }) => ResourceStatus === 'CREATE_COMPLETE' && LogicalResourceId !== 'chain',
    ).length;
  };
  while ((await made(before)) < 2) await new Promise((done) => setTimeout(done, 5));
  expect(await status(before)).toBe('CREATE_IN_PROGRESS');
  await first.close();

  const second = await startSandbox({ port: 0, stateFolder });
  const after = new CloudFormationClient(clientSettings(second.url, '000000000000', 'us-east-1'));
  while ((await status(after)) === 'CREATE_IN_PROGRESS') await new Promise((done) => setTimeout(done, 5));
  expect(await status(after)).toBe('CREATE_COMPLETE');
  expect(await made(after)).toBe(12);
  await second.close();
});
