/** Steps of a walk: what was shown of each, what turns out once its turn comes, and how it ends. */
import { environmentPinning } from '../../products/environment/environment-pinning';
import { standIn, standInResource } from '../../products/environment/stand-in';
import { dataByKey, WalkCatalog } from './walk-catalog';

let walks: WalkCatalog;
let count = 0;
let name: string;

beforeAll(async () => {
  walks = await WalkCatalog.start();
  const tiers = { app: '1.1.0', observability: '1.2.0' };
  // What is published as 1.1.0 has another key than the release says: nobody can foresee that it replaces the table.
  const [released, published] = [dataByKey('second', 'id'), dataByKey('second', 'other')].map((it) =>
    JSON.stringify(it),
  );
  await walks.offer('data', '1.1.0', `${released}`, published);
  await walks.offer('environment', '1.3.0', environmentPinning({ ...tiers, data: '1.1.0' }));
  await walks.offer('data', '2.0.0', JSON.stringify(dataByKey('third', 'another')));
  await walks.offer('environment', '2.0.0', environmentPinning({ ...tiers, data: '2.0.0' }));
  await walks.offer('search', '1.1.0', JSON.stringify(standIn('search', 'second')));
  await walks.offer('environment', '2.1.0', environmentPinning({ ...tiers, search: '1.1.0' }));
});
afterAll(() => walks.stop());
beforeEach(async () => {
  name = `env${++count}`;
  await walks.console.launch(name);
});
afterEach(async () => {
  await walks.sandbox.setFaults({});
  await walks.console.terminate(name);
});

const version = async () => (await walks.versions())[name];

describe('a stop that nobody has foreseen', () => {
  const upgrade = (...more: string[]) => walks.run('upgrade', name, '--to', '1.3.0', ...more);

  it('ends the walk there without a terminal, whatever was answered or named beforehand, and goes on by its command', async () => {
    const { stdout } = await upgrade('--plan', '--json');
    expect(JSON.parse(stdout)[0].steps).toMatchObject([
      { to: '1.1.0', stops: [] },
      { to: '1.3.0', stops: [] },
    ]);
    // The name is of nothing that was shown in that step, so that it isn't meant.
    const ended = await upgrade('--yes', '--allow-replace', `${name}-data.Table`);
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toMatch(
      new RegExp(`${name}-data\\.Table \\(AWS::DynamoDB::Table\\): AWS plans a replacement`),
    );
    expect(ended.stderr).toContain(`${name} runs 1.1.0, on its way to 1.3.0.`);
    expect(await version()).toBe('1.1.0 AVAILABLE');
    expect(ended.stderr).toMatch(/If it is meant, go on with: .* --allow-replace env\d+-data\.Table\n$/);
    expect(await walks.runNamed(ended.stderr)).toMatchObject({ code: 0 });
    expect(await version()).toBe('1.3.0 AVAILABLE');
  });

  it('is asked about anew on a terminal, and passes for whoever types the name', async () => {
    const declined = await walks.onTerminal(['yes'], 'upgrade', name, '--to', '1.3.0', '--yes');
    expect(declined.code).toBe(1);
    expect(declined.stderr).toMatch(/This was not shown before:\n +env\d+-data\.Table .*AWS plans a replacement/);
    expect(declined.stderr).toMatch(
      /is not begun: (env\d+) was asked for, got: yes\. .*\1 runs 1\.1\.0, on its way to 1\.3\.0/,
    );
    expect(await version()).toBe('1.1.0 AVAILABLE');
    // From there it is the first step, which AWS plans: what it shows is stopped at, and not asked about.
    expect(await walks.runNamed(declined.stderr)).toMatchObject({ code: 1, stdout: '' });
    await walks.run('rollback', name);
    expect(await walks.onTerminal([name], 'upgrade', name, '--to', '1.3.0')).toMatchObject({ code: 0 });
    expect(await version()).toBe('1.3.0 AVAILABLE');
  });
});

describe('a failure', () => {
  it('of the first step says that it is none of them that is done, and what goes on once it is mended', async () => {
    await walks.sandbox.setFaults({ failResources: { [standInResource('app')]: 'No queues today.' } });
    const failed = await walks.run('upgrade', name, '--to', '1.2.0');
    expect(failed).toMatchObject({ code: 1, stdout: '' });
    expect(failed.stderr).toContain(
      `Step 1 of 2 is not done (${name} 1.0.0 → 1.1.0). ${name} runs 1.0.0, on its way to 1.2.0.`,
    );
    await walks.sandbox.setFaults({});
    expect(await walks.runNamed(failed.stderr)).toMatchObject({ code: 0 });
    expect(await version()).toBe('1.2.0 AVAILABLE');
  });
});

describe('a step that can not be foreseen whole', () => {
  it('says of a tier that is launched on the way that it is judged once its turn comes', async () => {
    await walks.console.launch(`${name}-small`, { SearchTier: 'no' });
    const { stdout } = await walks.run('upgrade', `${name}-small`, '--to', '2.1.0', '-p', 'SearchTier=yes', '--plan');
    expect(stdout).toContain("What changes inside Search can't be foreseen: it is judged once its turn comes.");
    await walks.console.terminate(`${name}-small`);
  });

  it('is refused beforehand where it would bring a tier to a version that is hidden', async () => {
    await walks.change('data', '2.0.0', false);
    const refused = await walks.run('upgrade', name, '--to', '2.0.0', '--allow-replace', 'Data.Table');
    await walks.change('data', '2.0.0', true);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(/data would come to Bellyfed Data 2\.0\.0, which isn't offered to you/);
    expect(await version()).toBe('1.0.0 AVAILABLE');
  });
});

describe('a stop that was foreseen', () => {
  const upgrade = (...more: string[]) => walks.run('upgrade', name, '--to', '2.0.0', ...more);

  it('stops the walk before its first step, and counts as named in the step that shows it', async () => {
    const refused = await upgrade();
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(/data\.Table \(AWS::DynamoDB::Table\): AWS would plan a replacement for/);
    expect(await version()).toBe('1.0.0 AVAILABLE');
    const { stdout } = await upgrade('--plan');
    expect(stdout).toMatch(/Table +AWS::DynamoDB::Table +replacement: .*STOPS: replacement/);
    expect(await upgrade('--allow-replace', 'Data.Table')).toMatchObject({ code: 0 });
    expect(await version()).toBe('2.0.0 AVAILABLE');
  });
});

describe('Ctrl-C', () => {
  it('ends a walk after the step under way, with what runs and what goes on', async () => {
    await walks.sandbox.setFaults({ stackStepMs: 200 });
    const listeners = process.listenerCount('SIGINT');
    const running = walks.run('upgrade', name, '--to', '1.2.0');
    while (!/UNDER_CHANGE/.test((await version()) ?? '')) await new Promise((done) => setTimeout(done, 20));
    process.emit('SIGINT');
    // Nobody listens any more: the next one ends the process at once, as it does by default.
    expect(process.listenerCount('SIGINT')).toBe(listeners);
    const ended = await running;
    expect(ended).toMatchObject({ code: 130, stdout: '' });
    expect(ended.stderr).toContain('Stopping once the step under way is done. The same once more ends it at once.');
    expect(ended.stderr).toContain(`Step 2 of 2 is not done (${name} 1.1.0 → 1.2.0); done: ${name} 1.0.0 → 1.1.0.`);
    expect(await version()).toBe('1.1.0 AVAILABLE');
    await walks.sandbox.setFaults({});
    expect(await walks.runNamed(ended.stderr)).toMatchObject({ code: 0 });
    expect(await version()).toBe('1.2.0 AVAILABLE');
  });
});
