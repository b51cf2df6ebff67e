import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ListProvisioningArtifactsCommand, UpdateProvisioningArtifactCommand } from '@aws-sdk/client-service-catalog';
import { addRelease } from '../../../catalog/release';
import type { Template } from '../../../catalog/template';
import { tierIds } from '../../../products/environment/tiers';
import { EnvironmentCatalog } from '../../products/environment/environment-catalog';
import { environmentPinning } from '../../products/environment/environment-pinning';
import { standIn, standInResource } from '../../products/environment/stand-in';
import { text } from '../../sandbox/service-catalog/with-catalog';
import { startTestSandbox, type TestSandbox } from '../../sandbox/with-sandbox';
import { type Run, runCatalog } from '../run-catalog';

const QUEUE = { 'Fn::Sub': `bellyfed:\${EnvironmentName}:app:Undelivered` };

/** The application, with an export more. */
function exportingApp(): Template {
  const template = standIn('app', 'second');
  return { ...template, Outputs: { ...template.Outputs, Undelivered: { Value: 'it', Export: { Name: QUEUE } } } };
}

/** The observability that imports it. */
function importingAlarms(): Template {
  const template = standIn('observability', 'second');
  const Properties = { Tags: [{ Key: 'Watches', Value: { 'Fn::ImportValue': QUEUE } }] };
  return { ...template, Resources: { ...template.Resources, Watch: { Type: 'AWS::SQS::Queue', Properties } } };
}

describe('an environment that has skipped a release', () => {
  const root = mkdtempSync(join(tmpdir(), 'walks-'));
  let sandbox: TestSandbox;
  let offered: EnvironmentCatalog;

  const run = (...args: string[]): Promise<Run> => runCatalog(args, { root, env: { AWS_ENDPOINT_URL: sandbox.url } });
  const release = (id: string, version: string, template: string) =>
    addRelease(join(root, 'products', id), { version, notes: `${id} ${version}.`, template });
  const offer = async (id: string, version: string, template: string) => {
    release(id, version, template);
    await offered.catalog.version(text(offered.productIds.get(id)), version, template);
  };
  const versions = async () => {
    const all = Object.entries(await offered.launched());
    return Object.fromEntries(
      all.map(([name, { ProvisioningArtifactName, Status }]) => [name, `${ProvisioningArtifactName} ${Status}`]),
    );
  };
  const change = async (id: string, version: string, Active: boolean) => {
    const ProductId = text(offered.productIds.get(id));
    const { ProvisioningArtifactDetails: all } = await offered.catalog.client.send(
      new ListProvisioningArtifactsCommand({ ProductId }),
    );
    const ProvisioningArtifactId = all?.find(({ Name }) => Name === version)?.Id;
    await offered.catalog.client.send(
      new UpdateProvisioningArtifactCommand({ ProductId, ProvisioningArtifactId, Active }),
    );
  };

  beforeAll(async () => {
    sandbox = await startTestSandbox();
    for (const tier of tierIds) release(tier, '1.0.0', JSON.stringify(standIn(tier, 'first')));
    release('environment', '1.0.0', environmentPinning({}));
    offered = await EnvironmentCatalog.publish(sandbox, (tier) => ({
      template: standIn(tier, 'first'),
      actions: ['*'],
    }));
    await offer('app', '1.1.0', JSON.stringify(exportingApp()));
    await offer('observability', '1.2.0', JSON.stringify(importingAlarms()));
    await offer('environment', '1.1.0', environmentPinning({ app: '1.1.0' }));
    await offer('environment', '1.2.0', environmentPinning({ app: '1.1.0', observability: '1.2.0' }));
    await offered.launch('one');
    // Whoever uses the console may skip one.
    await offered.update('one', {}, '1.2.0');
  });
  afterAll(async () => {
    await sandbox.stop();
    rmSync(root, { recursive: true, force: true });
  });
  afterEach(() => sandbox.setFaults({}));

  const all = { one: '1.2.0 AVAILABLE', 'one-app': '1.1.0 AVAILABLE', 'one-observability': '1.2.0 AVAILABLE' };
  const none = { one: '1.0.0 AVAILABLE', 'one-app': '1.0.0 AVAILABLE', 'one-observability': '1.0.0 AVAILABLE' };

  it('cannot go back at once on AWS, which takes it back', async () => {
    await offered.update('one', {}, '1.0.0');
    expect((await offered.launched()).one?.Status).toBe('TAINTED');
    await offered.update('one', {}, '1.2.0');
    expect(await versions()).toMatchObject(all);
  });

  it('shows the way back, step by step', async () => {
    const rollback = ['rollback', 'one', '--plan'];
    await offered.update('one', {}, '1.0.0');
    const { stdout } = await run(...rollback);
    expect(stdout).toContain('one: Bellyfed Environment 1.2.0 → 1.1.0');
    expect(stdout).toContain('one, then: 1.1.0 → 1.0.0: planned by AWS and judged once 1.1.0 runs');
    const [plan] = JSON.parse((await run(...rollback, '--json')).stdout);
    expect(plan).toMatchObject({ from: '1.2.0', to: '1.1.0', onward: ['1.0.0'], stops: [] });
    expect(await run('rollback', 'one', '--no-wait')).toMatchObject({
      ...{ code: 1, stderr: expect.stringContaining('Several updates are made one after the other') },
    });
  });

  it('is refused beforehand while what it would go by is hidden', async () => {
    await change('environment', '1.1.0', false);
    const refused = await run('rollback', 'one');
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(
      /one can't go from 1\.2\.0 to 1\.0\.0 at once: Bellyfed App would take .*Undelivered/,
    );
    expect(refused.stderr).toMatch(/by 1\.1\.0, which isn't offered\..*update-provisioning-artifact .*--active/);
    await change('environment', '1.1.0', true);
  });

  it('stops on the way where a step fails, says where it is, and goes on from there', async () => {
    await sandbox.setFaults({ failResources: { [standInResource('app')]: 'No queues today.' } });
    const failed = await run('rollback', 'one');
    expect(failed).toMatchObject({ code: 1, stdout: '' });
    expect(failed.stderr).toMatch(/It runs 1\.1\.0, on its way to 1\.0\.0\..*upgrade one --to 1\.0\.0 --downgrade/);
    expect(await versions()).toMatchObject({
      one: expect.stringContaining('TAINTED'),
      'one-observability': '1.0.0 AVAILABLE',
    });
    await sandbox.setFaults({});
    expect(await run('upgrade', 'one', '--to', '1.0.0', '--downgrade')).toMatchObject({ code: 0 });
    expect(await versions()).toMatchObject(none);
  });

  it('takes the same way up by itself, and back again', async () => {
    const up = await run('upgrade', 'one');
    expect(up).toMatchObject({ code: 0 });
    expect(up.stdout).toMatch(/one is AVAILABLE \(1\.1\.0.*\n.*one is AVAILABLE \(1\.2\.0/);
    expect(await versions()).toMatchObject(all);
    expect(await run('upgrade', 'one', '--to', '1.0.0', '--downgrade')).toMatchObject({ code: 0 });
    expect(await versions()).toMatchObject(none);
  });

  it('is not begun where a tier runs a hidden version, unless that is accepted by name; it would not come back', async () => {
    await change('app', '1.0.0', false);
    const refused = await run('upgrade', 'one', '--to', '1.1.0');
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(/one-app runs Bellyfed App 1\.0\.0, which is hidden: .*AWS brings neither back/);
    expect(refused.stderr).toMatch(/update-provisioning-artifact .*--active.*--accept-no-rollback one-app/);
    expect(await versions()).toMatchObject(none);
    const shown = await run('upgrade', 'one', '--to', '1.1.0', '--plan');
    expect(shown.stdout).toMatch(/No way back \(STOPS\): one-app runs .*\n[\s\S]*--accept-no-rollback one-app/);

    expect(await run('upgrade', 'one', '--to', '1.1.0', '--accept-no-rollback', 'App')).toMatchObject({ code: 0 });
    expect(await versions()).toMatchObject({ one: '1.1.0 AVAILABLE', 'one-app': '1.1.0 AVAILABLE' });
    const back = await run('rollback', 'one');
    expect(back.stderr).toMatch(
      /one-app would come to Bellyfed App 1\.0\.0, which isn't offered to you.*update-provisioning-artifact .*--active/,
    );
    expect(await versions()).toMatchObject({ one: '1.1.0 AVAILABLE', 'one-app': '1.1.0 AVAILABLE' });
  });
});
