/** Answers that change what runs: the real templates in the sandbox, stopped where something is lost, refused where AWS refuses. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { synthesizeProduct } from '../../../catalog/product';
import { parseTemplate, type Template } from '../../../catalog/template';
import { data } from '../../../products/data/product';
import { network } from '../../../products/network/product';
import { UpgradeCatalog } from './upgrade-catalog';

const KeyArn = 'arn:aws:kms:us-east-1:000000000000:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const prod = { EnvironmentType: 'prod' };

let offered: UpgradeCatalog;

beforeAll(async () => {
  offered = await UpgradeCatalog.start();
  await offered.catalog.boundaries();
  await offered.offer('network', '1.0.0', synthesizeProduct(network).template);
  await offered.offer('data', '1.1.0', released('data/releases/1.1.0.json'));
  await offered.offer('data', '1.2.0', synthesizeProduct(data).template);
  await offered.launch('prod', 'network', '1.0.0', { ...prod, DomainName: 'example.com' });
  console.log(JSON.stringify(await offered.launches.failures((await offered.launches.detail('prod-network')).Id)));
  await offered.launch('prod', 'data', '1.2.0', {
    ...prod,
    CallbackUrls: 'https://example.com',
    ProtectReplicas: 'no',
  });
}, 120_000);
afterAll(() => offered.stop());

function released(file: string): Template {
  return parseTemplate(readFileSync(join(__dirname, '../../../products', file), 'utf8'));
}

const upgrade = (name: string, answers: Readonly<Record<string, string>>, ...more: string[]) =>
  offered.run('upgrade', name, '--to', name.endsWith('data') ? '1.2.0' : '1.0.0', ...more, ...typed(answers));
const typed = (answers: Readonly<Record<string, string>>) =>
  Object.entries(answers).flatMap(([key, value]) => ['-p', `${key}=${value}`]);

it('launches', async () => {
  console.log(JSON.stringify(await offered.launches.failures((await offered.launches.detail('prod-data')).Id)));
  expect(await offered.states()).toEqual({'prod-data': '1.2.0 AVAILABLE', 'prod-network': '1.0.0 AVAILABLE'});
  for (const answers of [
    { BackupRetention: '7' },
    { DatabaseReaders: '0' },
    { ReplicaRegion1: 'eu-west-1' },
    { DatabaseMaxCapacity: '8' },
    { LogRetention: '7' },
  ]) {
    const run = await upgrade('prod-data', answers, '--plan');
    console.log(run.code, run.stdout, run.stderr);
  }
  const run = await upgrade('prod-network', { DomainName: 'other.com' }, '--plan');
  console.log(run.code, run.stdout, run.stderr);
});
