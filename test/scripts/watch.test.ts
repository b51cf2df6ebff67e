import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { endOf } from '../fresh-clone/processes';
import { EnvironmentCatalog } from '../products/environment/environment-catalog';
import { standIn, standInResource } from '../products/environment/stand-in';
import { startTestSandbox, type TestSandbox } from '../sandbox/with-sandbox';
import { projectRoot, type Run, runCatalog } from './run-catalog';
import { network } from './upgrade/tiers';
import { UpgradeCatalog } from './upgrade/upgrade-catalog';

/** Commands that the end of a text names, one after the other, as arguments of the catalog. */
function allNamed(text: string): string[][] {
  const [, ...commands] = (/npm run catalog -- .+$/m.exec(text)?.[0] ?? '').split(/(?:^| && )npm run catalog -- /);
  return commands.map((words) => (words.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replaceAll("'", '')));
}

/** The one command that a text names. */
const named = (text: string) => allNamed(text)[0] ?? [];

/** Lines of a text from the first that holds on. */
function linesFrom(text: string, holds: RegExp): string[] {
  const lines = text.trimEnd().split('\n');
  return lines.slice(lines.findIndex((line) => holds.test(line)));
}

/** Lines but for those on a record's state: when that is seen depends on how fast the machine is. */
function withoutStates(lines: readonly string[]): string[] {
  return lines.filter((line) => !line.includes(': provisioning'));
}

describe('what Ctrl-C leaves to AWS, of an environment', () => {
  let sandbox: TestSandbox;

  /** Runs the command at once, where a process of its own would begin only when AWS is done. */
  const run = (...args: string[]) => runCatalog(args, { env: env() });
  const env = () => ({ AWS_ENDPOINT_URL: sandbox.url });

  /** Runs the command as people do, and stops it by Ctrl-C once it has said something. */
  async function interrupted(said: string, ...args: string[]): Promise<Run> {
    const child = spawn(process.execPath, [join(projectRoot, 'scripts/bin.cjs'), ...args], {
      env: { PATH: process.env.PATH, ...env() },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => {
      const before = stderr;
      stderr += chunk;
      // A second one would end it at once.
      if (stderr.includes(said) && !before.includes(said)) child.kill('SIGINT');
    });
    return endOf(child);
  }

  const launch = [...['launch', 'environment', '--type', 'dev', '--portfolio', 'Bellyfed Developers', '--environment']];

  beforeAll(async () => {
    sandbox = await startTestSandbox();
    await EnvironmentCatalog.publish(sandbox, (tier) => {
      const template = standIn(tier);
      const queue = template.Resources[standInResource(tier)];
      if (tier === 'data' && queue) queue.DeletionPolicy = 'Retain';
      return { template, actions: ['*'] };
    });
    // Whatever it imports is there then, when AWS doesn't wait.
    await run('watch', 'nobody');
  }, 180_000);
  afterAll(() => sandbox.stop());
  beforeEach(() => sandbox.setFaults({ stackStepMs: 1000 }));

  it('is come back to by the command that it names, which ends with what the launch would have printed', async () => {
    const left = await interrupted('launching Network', ...launch, 'alpha');
    expect(left).toMatchObject({ code: 130, stdout: '' });
    expect(left.stderr).toMatch(
      /\nalpha-environment goes on in AWS; come back with: npm run catalog -- watch alpha-environment\n$/,
    );
    const watched = await run(...named(left.stderr));
    expect(watched.code).toBe(0);
    expect(withoutStates(linesFrom(watched.stderr, /: launching/))).toEqual(
      ['Network', 'Data', 'App', 'Search', 'Observability'].flatMap((tier) => [
        `alpha-environment: launching ${tier}`,
        `alpha-environment: ${tier} launched, 1 of 1`,
      ]),
    );
    await sandbox.setFaults({});
    const other = await run(...launch, 'omega');
    const unmade = (text: string) => text.replaceAll('omega', 'alpha').replace(/rec-\w+|pp-\w+\/[\w-]+/g, '…');
    expect(unmade(watched.stdout)).toBe(unmade(other.stdout));
  }, 180_000);

  it('fails as the launch would have, the first failure as soon as AWS tells it, and again when it is asked later', async () => {
    await sandbox.setFaults({ stackStepMs: 1000, failResources: { [standInResource('app')]: 'No queues today.' } });
    const left = await interrupted('launching Network', ...launch, 'bad');
    expect(left.code).toBe(130);
    const watched = await run('watch', 'bad');
    expect(watched).toMatchObject({ code: 1, stdout: '' });
    const why = 'App: AppQueue (AWS::SQS::Queue): No queues today.';
    expect(withoutStates(linesFrom(watched.stderr, /launching App/))).toEqual([
      'bad-environment: launching App',
      `bad-environment, first failure: ${why}`,
      'bad-environment: App failed',
      ...[
        'bad-environment: terminating App',
        'bad-environment: App terminated',
        'bad-environment: terminating Data',
        'bad-environment: Data terminated',
        'bad-environment: terminating Network',
        'bad-environment: Network terminated, 1 of 1',
      ],
      expect.stringMatching(`^bad-environment is ERROR: ${why.replace(/[()]/g, '\\$&')}`),
    ]);
    const again = await run('watch', 'bad');
    expect(again).toMatchObject({ code: 1, stdout: '' });
    expect(again.stderr).toContain(
      `Nothing is under way with bad-environment. bad-environment is ERROR, since its first launch failed: ${why}`,
    );
    await sandbox.setFaults({});
    const commands = allNamed(again.stderr);
    expect(commands.map(([verb]) => verb)).toEqual(['terminate', 'launch']);
    for (const command of commands) expect(await run(...command)).toMatchObject({ code: 0 });
  }, 180_000);

  it('is a termination too, with what stays of tiers that are gone already', async () => {
    await sandbox.setFaults({});
    await run(...launch, 'old');
    await sandbox.setFaults({ stackStepMs: 1000 });
    const left = await interrupted('terminating Observability', 'terminate', 'old-environment');
    const stays = /Stays when old-environment is terminated:\n.*\nData\.DataQueue .*\n/;
    expect(left.stderr).toMatch(stays);
    const watched = await run(...named(left.stderr));
    expect(watched).toMatchObject({ code: 0, stdout: 'old-environment is terminated; what is listed above stays.\n' });
    expect(watched.stderr).toMatch(stays);
    expect(watched.stderr).toContain('old-environment: Network terminated');
    const later = await run(...named(left.stderr));
    expect(later.code).toBe(0);
    expect(later.stdout).toMatch(/^Nothing is under way with old-environment: it is terminated \(record rec-\w+\)\.$/m);
  }, 180_000);
});

describe('what is under way, as JSON', () => {
  let offered: UpgradeCatalog;

  beforeAll(async () => {
    offered = await UpgradeCatalog.start();
    await offered.offer('network', '1.0.0', network());
    await offered.offer('network', '1.1.0', network({ delay: 1 }));
    await offered.launch('one', 'network', '1.0.0');
  });
  afterAll(() => offered.stop());

  it('is the update as upgrade prints it, by the name of the environment', async () => {
    await offered.sandbox.setFaults({ stackStepMs: 400 });
    const [begun] = await offered.json('upgrade', 'one-network', '--no-wait');
    expect(await offered.json('watch', 'one')).toEqual([{ ...begun, status: 'AVAILABLE' }]);
    await offered.sandbox.setFaults({});
  });

  it('is how it is where nothing is under way, and says so', async () => {
    expect(await offered.json('watch', 'one-network')).toEqual(await offered.json('status'));
    expect(await offered.run('watch', 'one')).toMatchObject({
      code: 0,
      stdout: 'Nothing is under way with one-network: it is AVAILABLE (Bellyfed Network 1.1.0).\n',
    });
  });

  it('fails as the update does, which leaves what ran, and names how to go on', async () => {
    await offered.offer('network', '1.2.0', network({ delay: 2 }));
    await offered.sandbox.setFaults({ stackStepMs: 400, failResources: { NetworkQueue: 'Not today.' } });
    await offered.run('upgrade', 'one-network', '--no-wait');
    const watched = await offered.run('watch', 'one-network', '--json');
    expect(watched).toMatchObject({ code: 1, stdout: '' });
    expect(watched.stderr).toContain('one-network, first failure: NetworkQueue (AWS::SQS::Queue): Not today.');
    expect(watched.stderr).toContain('AWS rolled the update back, and one-network runs 1.1.0 as before (TAINTED)');
    await offered.sandbox.setFaults({});
    const later = await offered.run('watch', 'one-network');
    expect(later).toMatchObject({ code: 1, stdout: '' });
    expect(await offered.run(...named(later.stderr))).toMatchObject({ code: 0 });
  });

  it('is nothing of a name that nobody has', async () => {
    const { code, stderr } = await offered.run('watch', 'one-netwrok');
    expect(code).toBe(1);
    expect(stderr).toContain('did you mean one-network?');
  });
});
