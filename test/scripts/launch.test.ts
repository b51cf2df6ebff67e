import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { IAM } from '@aws-sdk/client-iam';
import type { FaultSettings } from '../../sandbox/kernel/faults';
import { startPublishedSandbox } from '../published-catalog/published-sandbox';
import type { TestSandbox } from '../sandbox/with-sandbox';
import { copyProject, type ProjectCopy } from './project-copy';
import { type Run, runCatalog, spawnCatalog } from './run-catalog';
import { stopWhenListening } from './stop-when-listening';

describe('in a sandbox with the catalog published', () => {
  let copy: ProjectCopy;
  let sandbox: TestSandbox;

  const run = (...args: string[]): Promise<Run> =>
    runCatalog(args, { root: copy.root, env: { PATH: process.env.PATH, AWS_ENDPOINT_URL: sandbox.url } });

  const fault = (settings: FaultSettings) =>
    fetch(`${sandbox.url}/_sandbox/faults`, { method: 'PUT', body: JSON.stringify(settings) });

  const launch = (environment: string, type: string, ...more: string[]) =>
    run('launch', 'network', '--environment', environment, '--type', type, ...more);

  beforeAll(async () => {
    copy = copyProject();
    sandbox = await startPublishedSandbox();
  }, 300_000);

  afterAll(async () => {
    await sandbox?.stop();
    copy?.remove();
  });

  afterEach(() => fault({}));

  it('publishes again without changing anything', async () => {
    expect(await run('publish', '--plan')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Number of stacks with differences: 0'),
    });
  }, 60_000);

  it('is content with itself: the doctor finds nothing once the account has the role that no stack can make', async () => {
    const examined = async () => {
      const { code, stdout } = await run('doctor', '--json');
      const findings: { ok: boolean; check: string }[] = JSON.parse(stdout);
      return { code, findings, wrong: findings.filter(({ ok }) => !ok).map(({ check }) => check) };
    };
    // Of delivery, and of publishing.
    expect((await examined()).wrong).toEqual(['linked-role', 'linked-role']);
    const AWSServiceName = 'codestar-notifications.amazonaws.com';
    await new IAM(sandbox.client()).createServiceLinkedRole({ AWSServiceName });
    const { code, findings, wrong } = await examined();
    expect({ code, wrong }).toEqual({ code: 0, wrong: [] });
    expect(new Set(findings.map(({ check }) => check)).size).toBe(12);
  }, 60_000);

  it('launches, says what came of it, and terminates', async () => {
    const launched = await launch('dev', 'dev', '--json');
    expect(launched.code).toBe(0);
    expect(launched.stderr).toContain(`Account 000000000000, region us-east-1, endpoint ${sandbox.url}`);
    const result = JSON.parse(launched.stdout);
    expect(result).toMatchObject({ name: 'dev-network', portfolio: 'Bellyfed Developers', status: 'AVAILABLE' });
    expect(result.outputs.VpcId).toMatch(/^vpc-/);

    expect(JSON.parse((await run('outputs', 'dev-network', '--json')).stdout)).toEqual(result.outputs);
    expect(JSON.parse((await run('status', '--json')).stdout)).toContainEqual(
      expect.objectContaining({ name: 'dev-network', status: 'AVAILABLE', version: result.version }),
    );
    expect((await run('status', 'dev-network')).stdout).toContain(result.record);

    const again = await launch('dev', 'dev');
    expect(again).toMatchObject({ code: 1, stdout: '' });
    expect(again.stderr).toContain('dev-network is launched already');

    const terminated = await run('terminate', 'dev-network');
    expect(terminated).toMatchObject({ code: 0, stdout: expect.stringContaining('dev-network is terminated') });
    expect((await run('status')).stdout).not.toContain('dev-network');
  });

  it('names what stays when it is terminated', async () => {
    const domain = ['-p', 'DomainName=zone.example.com'];
    expect(await launch('zoned', 'test', ...domain)).toMatchObject({ code: 0 });
    const terminated = await run('terminate', 'zoned-network', '--json');
    expect(terminated.stderr).toContain('AWS::Route53::HostedZone');
    expect(JSON.parse(terminated.stdout)).toMatchObject({
      status: 'TERMINATED',
      retained: [{ type: 'AWS::Route53::HostedZone', policy: 'Retain', physicalId: expect.stringMatching(/^Z/) }],
    });
  });

  it('chooses the portfolio whose rules accept the type', async () => {
    const { code, stdout } = await launch('prod', 'prod', '--json', '--no-wait', '-p', 'DomainName=example.com');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ portfolio: 'Bellyfed Production', status: 'UNDER_CHANGE' });
  });

  it('refuses a portfolio whose rules refuse the type, in their words', async () => {
    const refused = await launch('dev2', 'dev', '--portfolio', 'Bellyfed Production');
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('Bellyfed Production launches environments of the types staging and prod only.');
  });

  it('refuses a name that is kept for production', async () => {
    const refused = await launch('production', 'dev');
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('refuses the environment names');
  });

  it.each([
    [['--portfolio', 'Bellyfed Develpers'], 'did you mean Bellyfed Developers?'],
    [['--version', '01.0.0'], 'did you mean 1.0.0?'],
    [['-p', 'VpcCird=10.0.0.0/16'], 'did you mean VpcCidr?'],
    [['-p', 'ZoneCount=4'], 'It is one of: '],
    [['-p', 'VpcCidr'], 'It must be Key=Value.'],
  ])('tells a person who mistypes what was meant: %j', async (options, told) => {
    const refused = await launch('typo', 'dev', ...options);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain(told);
  });

  it("prints AWS's reason for a parameter that AWS refuses", async () => {
    const refused = await launch('typo', 'dev', '-p', 'VpcCidr=10.0.0.0/8');
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('VpcCidr');
  });

  it('shows what a launch would create, and launches nothing', async () => {
    const { code, stdout } = await launch('planned', 'dev', '--plan', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ changed: [], replaced: [], removed: [] });
    expect(JSON.parse(stdout).created).toContainEqual(expect.objectContaining({ ResourceType: 'AWS::EC2::VPC' }));
    expect((await run('status')).stdout).not.toContain('planned-network');
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends a plan in good order on %s, with nothing left of it',
    async (signal) => {
      const listeners = () => [process.listenerCount('SIGINT'), process.listenerCount('SIGTERM')];
      const before = listeners();
      stopWhenListening(signal);
      const { code, stdout, stderr } = await launch('left', 'dev', '--plan');
      expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
      expect(stderr).toMatch(
        /^Stopping: what AWS is planning .*\nPlanning was stopped: nothing of it is carried out\.$/m,
      );
      expect(listeners()).toEqual(before);
      expect((await run('status')).stdout).not.toContain('left-network');
      expect(await launch('left', 'dev', '--plan')).toMatchObject({ code: 0 });
    },
  );

  it('plans an update of what runs, which keeps the values that are not given', async () => {
    expect(await launch('kept', 'dev', '-p', 'VpcCidr=10.9.0.0/16')).toMatchObject({ code: 0 });
    const { code, stdout } = await launch('kept', 'dev', '--plan', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ created: [], changed: [], replaced: [], removed: [] });
  });

  describe('from a spec', () => {
    const network =
      'proton: EnvironmentSpec\nproduct: network\nspec: { EnvironmentName: team, EnvironmentType: dev }\n';
    const data = 'proton: EnvironmentSpec\nproduct: data\nspec: { EnvironmentName: team, EnvironmentType: dev }\n';
    const launchSpec = (text: string, ...more: string[]) => {
      const file = join(copy.root, 'spec.yaml');
      writeFileSync(file, text);
      return run('launch', '--spec', file, ...more);
    };

    it('launches each product after those that it builds on; the second time there is nothing to do', async () => {
      const services = ['delivery', 'observability', 'search', 'app'].map(
        (id) =>
          `proton: ServiceSpec\nproduct: ${id}\ninstances: [{ environment: team, spec: { EnvironmentType: dev } }]\n`,
      );
      const all = [...services, data, network].join('---\n');
      const planned = await launchSpec(all, '--plan');
      expect(planned).toMatchObject({ code: 0, stdout: expect.stringContaining('team-data: can be planned once') });
      const first = await launchSpec(all, '--json');
      expect(first).toMatchObject({ code: 0 });
      const tiers = ['network', 'data', 'app', 'search', 'observability', 'delivery'];
      expect(JSON.parse(first.stdout)).toMatchObject(
        tiers.map((product) => ({ product, name: `team-${product}`, launch: { status: 'AVAILABLE' } })),
      );
      const again = await launchSpec(all);
      expect(again.code).toBe(0);
      expect(again.stdout.match(/there is nothing to update/g)).toHaveLength(tiers.length);
    }, 120_000);

    it('launches a whole environment, and finds it as it is the second time', async () => {
      const whole = network.replace('network', 'environment').replace('team', 'whole');
      expect(await launchSpec(whole)).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('whole-environment is AVAILABLE'),
      });
      expect(await launchSpec(whole)).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('there is nothing to update'),
      });
    }, 120_000);

    it('brings what runs to what it says, and back when it says nothing of it any more', async () => {
      const changed = network.replace('dev }', 'dev, FlowLogRetention: "30" }');
      expect(await launchSpec(changed)).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('team-network is AVAILABLE'),
      });
      expect((await launchSpec(changed, '--plan')).stdout).toContain('there is nothing to update');
      expect((await launchSpec(network, '--plan')).stdout).toContain('FlowLog');
    }, 60_000);

    it('loses nothing that isn’t named, with whose it is', async () => {
      const kept = (days: number) => data.replace('dev }', `dev, BackupRetention: "${days}" }`);
      expect(await launchSpec(kept(35))).toMatchObject({ code: 0 });
      const stopped = await launchSpec(kept(7));
      expect(stopped).toMatchObject({ code: 1, stdout: '' });
      const [, option = ''] = /(--allow-replace \S+DatabaseCluster)/.exec(stopped.stderr) ?? [];
      expect(option).toBe('--allow-replace team-data.DatabaseCluster');
      expect(await launchSpec(kept(7), '--allow-replace', 'DatabaseCluster')).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('say whose, --allow-replace <what is launched>.DatabaseCluster'),
      });
      expect(await launchSpec(kept(7), ...option.split(' '))).toMatchObject({ code: 0 });
    }, 60_000);

    it('with mistakes is refused with all of them, and nothing is launched', async () => {
      const bad = `${network.replace('team', 'Team')}---
proton: ServiceSpec
product: dta
---
proton: EnvironmentSpec
product: data
spec:
  EnvironmentType: prodd
  Colour: red
`;
      const refused = await launchSpec(bad);
      expect(refused).toMatchObject({ code: 1, stdout: '' });
      const mistakes = refused.stderr.split('\n').filter((line) => /spec\.yaml:\d+: /.test(line));
      expect(mistakes).toHaveLength(5);
      expect(mistakes.join('\n')).toMatch(/spec.yaml:3: spec.EnvironmentName: Type 2 to 21/);
      expect(mistakes.join('\n')).toMatch(/spec.yaml:6: product: there is no product dta; did you mean data\?/);
      expect(mistakes.join('\n')).toMatch(/spec.yaml:11: spec.EnvironmentType: Choose one of/);
      expect(refused.stderr).toContain('5 mistakes; nothing was asked of AWS');
      expect(JSON.parse((await launchSpec(bad, '--json')).stdout).problems).toHaveLength(5);
    });

    it.each([
      [['network', '-e', 'dev'], 'leave out --environment'],
      [['--spec', 'none.yaml'], 'there is no such file'],
    ])('is refused with %j', async (more, reason) => {
      expect(await launchSpec(network, ...more)).toMatchObject({ code: 1, stderr: expect.stringContaining(reason) });
    });
  });

  it("exits with 1 and the first failed resource's reason when a launch fails", async () => {
    await fault({ failResources: { Vpc: 'The maximum number of VPCs has been reached.' } });
    const failed = await launch('broken', 'dev');
    expect(failed).toMatchObject({ code: 1, stdout: '' });
    expect(failed.stderr).toMatch(
      /broken-network is (ERROR|TAINTED): Vpc \(AWS::EC2::VPC\): The maximum number of VPCs/,
    );
    expect((await run('status', 'broken-network')).stdout).toContain('The maximum number of VPCs');
    await fault({});
    expect((await run('terminate', 'broken-network')).code).toBe(0);
  });

  it('says who is nearest when nothing of that name is launched', async () => {
    await launch('near', 'dev');
    for (const verb of ['status', 'outputs', 'terminate']) {
      const refused = await run(verb, 'naer-network');
      expect(refused).toMatchObject({ code: 1, stdout: '' });
      expect(refused.stderr).toContain('did you mean near-network?');
    }
  });

  it('takes names of what may be lost with a spec only: a first launch loses nothing', async () => {
    const options = ['-e', 'dev', '-t', 'dev', '--allow-replace', 'Vpc'];
    expect(await run('launch', 'network', ...options)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('are for --spec'),
    });
  });

  it('prints only JSON for machines, in a process of its own', async () => {
    const { code, stdout, stderr } = await spawnCatalog(['status', '--json'], { AWS_ENDPOINT_URL: sandbox.url });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(Array.isArray(JSON.parse(stdout))).toBe(true);
  });

  it('is not offered to an account that nothing is published in', async () => {
    const env = { AWS_ENDPOINT_URL: sandbox.url, AWS_ACCESS_KEY_ID: '222222222222', AWS_SECRET_ACCESS_KEY: 'x' };
    const refused = await spawnCatalog(['launch', 'network', '-e', 'dev', '-t', 'dev'], env);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('nothing named Bellyfed Network is offered to you');
  });
});
