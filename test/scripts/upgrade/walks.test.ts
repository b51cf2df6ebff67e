import { standInResource } from '../../products/environment/stand-in';
import { WalkCatalog } from './walk-catalog';

describe('an environment that has skipped a release', () => {
  let walks: WalkCatalog;

  beforeAll(async () => {
    walks = await WalkCatalog.start();
    await walks.console.launch('one');
    // Whoever uses the console may skip one.
    await walks.console.update('one', {}, '1.2.0');
  });
  afterAll(() => walks.stop());
  afterEach(() => walks.sandbox.setFaults({}));

  const run = (...args: string[]) => walks.run(...args);
  const versions = () => walks.versions();

  const all = { one: '1.2.0 AVAILABLE', 'one-app': '1.1.0 AVAILABLE', 'one-observability': '1.2.0 AVAILABLE' };
  const none = { one: '1.0.0 AVAILABLE', 'one-app': '1.0.0 AVAILABLE', 'one-observability': '1.0.0 AVAILABLE' };

  it('cannot go back at once on AWS, which takes it back', async () => {
    await walks.console.update('one', {}, '1.0.0');
    expect((await walks.console.launched()).one?.Status).toBe('TAINTED');
    await walks.console.update('one', {}, '1.2.0');
    expect(await versions()).toMatchObject(all);
  });

  it('shows the way back, step by step', async () => {
    const rollback = ['rollback', 'one', '--plan'];
    await walks.console.update('one', {}, '1.0.0');
    const { stdout } = await run(...rollback);
    expect(stdout).toContain('one: Bellyfed Environment 1.2.0 → 1.1.0');
    expect(stdout).toMatch(/^Step 1 of 2: planned by AWS\n\none: Bellyfed Environment 1\.2\.0 → 1\.1\.0/);
    expect(stdout).toMatch(
      /\nStep 2 of 2: foreseen here; AWS plans it, .* once 1\.1\.0 runs\n\none: .* 1\.1\.0 → 1\.0\.0/,
    );
    expect(stdout).toMatch(/one-app, App of its environment: Bellyfed App 1\.1\.0 → 1\.0\.0\n.*\n.*AS AWS WOULD PLAN/);
    const [plan] = JSON.parse((await run(...rollback, '--json')).stdout);
    expect(plan).toMatchObject({ from: '1.2.0', to: '1.1.0', source: 'aws', onward: ['1.0.0'], stops: [] });
    expect(plan.steps).toMatchObject([
      { from: '1.2.0', to: '1.1.0', source: 'aws', tiers: [{ name: 'one-observability', source: 'aws' }] },
      { from: '1.1.0', to: '1.0.0', source: 'foreseen', tiers: [{ name: 'one-app', source: 'foreseen' }] },
    ]);
    expect(await run('rollback', 'one', '--no-wait')).toMatchObject({
      ...{ code: 1, stderr: expect.stringContaining('Several updates are made one after the other') },
    });
  });

  it('is refused beforehand while what it would go by is hidden', async () => {
    await walks.change('environment', '1.1.0', false);
    const refused = await run('rollback', 'one');
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(
      /one can't go from 1\.2\.0 to 1\.0\.0 at once: Bellyfed App would take .*Undelivered/,
    );
    expect(refused.stderr).toMatch(/by 1\.1\.0, which isn't offered\..*update-provisioning-artifact .*--active/);
    await walks.change('environment', '1.1.0', true);
  });

  it('stops on the way where a step fails, says where it is, and goes on from there', async () => {
    await walks.sandbox.setFaults({ failResources: { [standInResource('app')]: 'No queues today.' } });
    const failed = await run('rollback', 'one');
    expect(failed).toMatchObject({ code: 1, stdout: '' });
    expect(failed.stderr).toContain('Step 2 of 2 is not done (one 1.1.0 → 1.0.0); done: one 1.2.0 → 1.1.0.');
    expect(failed.stderr).toMatch(/one runs 1\.1\.0, on its way to 1\.0\.0\. .*rollback one --to 1\.0\.0\n$/);
    expect(await versions()).toMatchObject({
      one: expect.stringContaining('TAINTED'),
      'one-observability': '1.0.0 AVAILABLE',
    });
    await walks.sandbox.setFaults({});
    expect(await walks.runNamed(failed.stderr)).toMatchObject({ code: 0 });
    expect(await versions()).toMatchObject(none);
  });

  it('takes the same way up by itself, and back again', async () => {
    const up = await run('upgrade', 'one');
    expect(up).toMatchObject({ code: 0 });
    expect(up.stdout).toMatch(/one is AVAILABLE \(1\.1\.0.*\n.*one is AVAILABLE \(1\.2\.0/);
    expect(await versions()).toMatchObject(all);
    expect(up.stdout).toMatch(/What ran before comes back by: .*rollback one --to 1\.0\.0\n$/);
    expect(await walks.runNamed(up.stdout)).toMatchObject({ code: 0 });
    expect(await versions()).toMatchObject(none);
  });

  it('is not begun where a tier runs a hidden version, unless that is accepted by name; it would not come back', async () => {
    await walks.change('app', '1.0.0', false);
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
