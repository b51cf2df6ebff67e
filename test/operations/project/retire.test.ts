import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addRelease, loadReleases } from '../../../catalog/release';
import { deprecate, retire } from '../../../operations/project/retire';
import { delivery } from '../../../products/delivery/product';
import { network } from '../../../products/network/product';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'retire-'));
  const queue = JSON.stringify({ Resources: { Queue: { Type: 'AWS::SQS::Queue' } } });
  const Properties = { ProductName: network.name, ProvisioningArtifactName: '1.0.0' };
  const Network = { Type: 'AWS::ServiceCatalog::CloudFormationProvisionedProduct', Properties };
  const release = (id: string, template: string) =>
    addRelease(join(root, 'products', id), { version: '1.0.0', notes: 'It.', template });
  release('delivery', queue);
  release('network', queue);
  release('environment', JSON.stringify({ Resources: { Network } }));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const statuses = (id: string) => loadReleases(join(root, 'products', id)).map(({ status }) => status);

it('deprecates and then retires a release, whose new state is the result', async () => {
  expect(await deprecate({ root }, delivery, '1.0.0')).toMatchObject({ version: '1.0.0', status: 'deprecated' });
  const retired = await retire({ root }, delivery, '1.0.0', { usersOf: async () => [] });
  expect(retired).toMatchObject({ status: 'retired' });
  expect(retired).not.toHaveProperty('security');
  expect(statuses('delivery')).toEqual(['retired']);
});

it('refuses to retire what is still launched, and names both ways', async () => {
  const usersOf = jest.fn(async () => []);
  await expect(retire({ root }, delivery, '1.0.0', { usersOf })).rejects.toMatchObject({
    code: 'not-deprecated',
    remedies: [
      { do: 'verb', verb: 'deprecate', operands: ['delivery', '1.0.0'] },
      { do: 'again', options: { security: '<reason>' } },
    ],
  });
  expect(usersOf).not.toHaveBeenCalled();
  expect(statuses('delivery')).toEqual(['active']);
});

it('retires for security at once, whatever runs it', async () => {
  const usersOf = jest.fn(async () => ['pipes']);
  const security = 'It lets people in.';
  expect(await retire({ root }, delivery, '1.0.0', { usersOf, security })).toMatchObject({
    status: 'retired',
    security,
  });
  expect(usersOf).not.toHaveBeenCalled();
  expect(statuses('delivery')).toEqual(['retired']);
});

it('refuses what something still runs, and says how to go on all the same', async () => {
  await deprecate({ root }, delivery, '1.0.0');
  const usersOf = async () => ['pipes', 'tubes'];
  await expect(retire({ root }, delivery, '1.0.0', { usersOf })).rejects.toMatchObject({
    code: 'release-in-use',
    message: 'delivery 1.0.0: pipes, tubes still run it; upgrade or terminate first',
    remedies: [{ do: 'again', options: { force: true } }],
  });
  expect(statuses('delivery')).toEqual(['deprecated']);
  await retire({ root }, delivery, '1.0.0');
  expect(statuses('delivery')).toEqual(['retired']);
});

it('asks nobody who runs a release that an environment would launch', async () => {
  const usersOf = jest.fn(async () => []);
  await expect(retire({ root }, network, '1.0.0', { usersOf })).rejects.toMatchObject({ code: 'pinned-release' });
  const security = 'It lets people in.';
  await expect(retire({ root }, network, '1.0.0', { security })).rejects.toMatchObject({ code: 'pinned-release' });
  await expect(deprecate({ root }, network, '1.0.0')).rejects.toMatchObject({ code: 'pinned-release' });
  expect(usersOf).not.toHaveBeenCalled();
  expect(statuses('network')).toEqual(['active']);
});
