import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  ListStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { migrations, startSandbox } from '../../../sandbox';
import { retainedIn } from '../../../sandbox/services/cloudformation/retained';
import { Store } from '../../../sandbox/store/store';
import { clientSettings } from '../with-sandbox';
import { TOPIC } from './cloud';

const stateFolder = mkdtempSync(join(tmpdir(), 'sandbox-'));
afterAll(() => rmSync(stateFolder, { recursive: true, force: true }));

test('what a deleted stack leaves behind is on record: kept resources and snapshots', async () => {
  const sandbox = await startSandbox({ port: 0, stateFolder });
  const client = new CloudFormationClient(clientSettings(sandbox.url, '000000000000', 'us-east-1'));
  const TemplateBody = JSON.stringify({
    Resources: {
      Kept: { ...TOPIC, DeletionPolicy: 'Retain', Properties: { TopicName: 'kept' } },
      Gone: TOPIC,
      Database: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-postgresql' } },
    },
  });
  const until = async (status: string) => {
    for (;;) {
      const { StackSummaries } = await client.send(new ListStacksCommand({}));
      if (StackSummaries?.[0]?.StackStatus === status) return;
      await new Promise((done) => setTimeout(done, 5));
    }
  };
  const { StackId } = await client.send(new CreateStackCommand({ StackName: 'leaving', TemplateBody }));
  await until('CREATE_COMPLETE');
  await client.send(new DeleteStackCommand({ StackName: 'leaving' }));
  await until('DELETE_COMPLETE');
  await sandbox.close();

  const store = await Store.open(stateFolder, migrations);
  const left = retainedIn(store, { accountId: '000000000000', region: 'us-east-1' }).map(({ value }) => value);
  await store.close();
  expect(left.map(({ kind, logicalId, stackId }) => ({ kind, logicalId, stackId }))).toEqual(
    expect.arrayContaining([
      { kind: 'resource', logicalId: 'Kept', stackId: StackId },
      { kind: 'snapshot', logicalId: 'Database', stackId: StackId },
    ]),
  );
  expect(left).toHaveLength(2);
  expect(left.find(({ logicalId }) => logicalId === 'Kept')).toMatchObject({
    type: 'AWS::SNS::Topic',
    physicalId: 'arn:aws:sns:us-east-1:000000000000:kept',
    properties: { TopicName: 'kept' },
  });
});
