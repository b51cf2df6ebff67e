/** Recordings of the verbs about an environment that was launched as one, with small templates in its tiers' place. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { golden, type Place, today } from '../golden';
import {
  addRelease,
  EnvironmentCatalog,
  environmentPinning,
  keyedTable,
  standIn,
  standInResource,
  startTestSandbox,
  type TestSandbox,
  type TierId,
  tierIds,
} from '../run';

let root: string;
let sandbox: TestSandbox;
let offered: EnvironmentCatalog;

const place = (): Place => ({ root, env: { AWS_ENDPOINT_URL: sandbox.url }, known: { [root]: 'root', ...today() } });

/** A tier's stand-in; that of data has a table, by this key. */
function tierTemplate(tier: TierId, size: string, key = 'id') {
  const template = standIn(tier, size);
  if (tier !== 'data') return template;
  const Table = {
    Type: 'AWS::DynamoDB::Table',
    DeletionPolicy: 'Retain',
    Properties: keyedTable(key),
  };
  return { ...template, Resources: { ...template.Resources, Table } };
}

const release = (id: string, version: string, template: string) =>
  addRelease(join(root, 'products', id), { version, notes: `${id} ${version}.`, template });

async function offer(id: string, version: string, template: string): Promise<void> {
  release(id, version, template);
  await offered.catalog.version(offered.productIds.get(id) ?? '', version, template);
}

/** Golden tests of an environment that was launched as one. */
export function environments(): void {
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'environments-'));
    sandbox = await startTestSandbox();
    for (const tier of tierIds) release(tier, '1.0.0', JSON.stringify(tierTemplate(tier, 'first')));
    release('environment', '1.0.0', environmentPinning({}));
    offered = await EnvironmentCatalog.publish(sandbox, (tier) => ({
      template: tierTemplate(tier, 'first'),
      actions: ['*'],
    }));
    await offer('network', '1.1.0', JSON.stringify(tierTemplate('network', 'second')));
    await offer('data', '2.0.0', JSON.stringify(tierTemplate('data', 'second', 'other')));
    await offer('environment', '1.1.0', environmentPinning({ network: '1.1.0' }));
    await offer('environment', '2.0.0', environmentPinning({ network: '1.1.0', data: '2.0.0' }));
  });
  afterAll(async () => {
    await sandbox?.stop();
    rmSync(root, { recursive: true, force: true });
  });

  golden('environment', place, async (type) => {
    await offered.launch('one');
    await type(['status', 'one-network']);
    await type(['outdated']);
    await type(['outdated', '--json']);
    await type(['upgrade', 'one-data']);
    await type(['upgrade', 'one', '--to', '1.1.0', '--plan']);
    await type(['upgrade', 'one', '--to', '1.1.0', '--plan', '--json']);
    await sandbox.setFaults({ failResources: { [standInResource('network')]: 'No queues today.' } });
    await type(['upgrade', 'one', '--to', '1.1.0']);
    await sandbox.setFaults({});
    await type(['upgrade', 'one', '--to', '1.1.0', '--json']);
    await type(['upgrade', 'one']);
    await type(['upgrade', 'one', '-p', 'SearchTier=no', '--to', '1.1.0', '--plan']);
    await type(['upgrade', 'one', '--allow-replace', 'Data.Table']);
    await type(['rollback', 'one', '--plan']);
    const formation = new CloudFormation(sandbox.client());
    const StackName = (await offered.launched())['one-network']?.PhysicalId;
    await formation.updateTerminationProtection({ StackName, EnableTerminationProtection: true });
    await type(['terminate', 'one']);
    await type(['unprotect', 'one', '--json']);
    await type(['terminate', 'one', '--json']);
  });
}
