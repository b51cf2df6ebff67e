import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { DisassociatePrincipalFromPortfolioCommand, ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { addRelease } from '../../catalog/release';
import type { Template } from '../../catalog/template';
import { tierIds } from '../../products/environment/tiers';
import { EnvironmentCatalog } from '../products/environment/environment-catalog';
import { environmentPinning } from '../products/environment/environment-pinning';
import { standIn, standInResource } from '../products/environment/stand-in';
import { startTestSandbox, type TestSandbox } from '../sandbox/with-sandbox';
import { programOf } from '../tools/left-out';
import { needing } from '../tools/needing';
import { awsCli } from '../tools/tools';
import { type Run, runCatalog } from './run-catalog';

const root = mkdtempSync(join(tmpdir(), 'ways-on-'));
let sandbox: TestSandbox;
let offered: EnvironmentCatalog;

/** The network's stand-in, with a question whose answer is hidden. */
const secretive: Template = {
  ...standIn('network'),
  Parameters: { ...standIn('network').Parameters, Secret: { Type: 'String', NoEcho: true, Default: 'hidden' } },
};
const templateOf = (tier: (typeof tierIds)[number]) => (tier === 'network' ? secretive : standIn(tier));

beforeAll(async () => {
  sandbox = await startTestSandbox();
  for (const tier of tierIds) release(tier, '1.0.0', JSON.stringify(templateOf(tier)));
  release('environment', '1.0.0', environmentPinning({}));
  offered = await EnvironmentCatalog.publish(sandbox, (tier) => ({ template: templateOf(tier), actions: ['*'] }));
  await offered.catalog.client.send(
    new DisassociatePrincipalFromPortfolioCommand({
      PortfolioId: offered.portfolioIds[1],
      PrincipalARN: 'arn:aws:iam:::role/BellyfedPlatform*',
      PrincipalType: 'IAM_PATTERN',
    }),
  );
}, 120_000);
afterAll(async () => {
  await sandbox?.stop();
  rmSync(root, { recursive: true, force: true });
});
afterEach(() => sandbox.setFaults({}));

const release = (id: string, version: string, template: string) =>
  addRelease(join(root, 'products', id), { version, notes: `${id} ${version}.`, template });
const run = (...args: string[]): Promise<Run> => runCatalog(args, { root, env: { AWS_ENDPOINT_URL: sandbox.url } });
const json = async (...args: string[]) => JSON.parse((await run(...args, '--json')).stdout);
const launch = (id: string, environment: string, ...more: string[]) =>
  run('launch', id, '--environment', environment, '--type', 'dev', ...more);
const names = async () => Object.keys(await offered.launched());

/** The commands of the catalog that a message ends with, in order. */
function namedIn({ stderr, stdout }: Run): string[][] {
  const [line = ''] = /npm run catalog -- .*$/m.exec(stderr + stdout) ?? [];
  return line.split(' && ').map((command) => command.replace('npm run catalog -- ', '').split(' '));
}

/** Types them. */
async function follow(message: Run): Promise<void> {
  for (const command of namedIn(message)) expect(await run(...command)).toMatchObject({ code: 0 });
}

describe('a first launch that failed', () => {
  const broken = (environment: string) => async () => {
    await sandbox.setFaults({ failResources: { [standInResource('network')]: 'No queues today.' } });
    const failed = await launch('environment', environment, '-p', 'SearchTier=no');
    await sandbox.setFaults({});
    return failed;
  };
  const ways: Record<string, (environment: string) => Promise<Run>> = {
    launch: (environment) => broken(environment)(),
    'another launch': async (environment) => {
      await broken(environment)();
      return launch('environment', environment, '-p', 'SearchTier=no');
    },
    upgrade: async (environment) => {
      await broken(environment)();
      return run('upgrade', environment);
    },
    status: async (environment) => {
      await broken(environment)();
      return run('status', environment);
    },
  };

  it.each(Object.keys(ways))(
    'is told by %s with its reason, and what takes it away and launches it again',
    async (way) => {
      const environment = `first-${Object.keys(ways).indexOf(way)}`;
      const told = await ways[way]?.(environment);
      if (!told) throw new Error(`no way ${way}`);
      expect(told.stdout + told.stderr).toContain('No queues today.');
      expect(namedIn(told)).toEqual([
        ['terminate', `${environment}-environment`],
        [
          ...['launch', 'environment', '--environment', environment, '--type', 'dev'],
          ...['--parameter', 'SearchTier=no'],
        ],
      ]);
      await follow(told);
      expect(await json('status', environment)).toMatchObject({
        status: 'AVAILABLE',
        answers: { EnvironmentName: environment, SearchTier: 'no' },
      });
    },
  );
});

describe('an environment by its name', () => {
  beforeAll(async () => {
    await launch('environment', 'whole');
    await launch('network', 'parts');
    await launch('data', 'parts');
  }, 120_000);

  it('has its tiers, its answers, its version, and what to do next in its status', async () => {
    const details = await json('status', 'whole');
    expect(details).toMatchObject({
      ...{ name: 'whole-environment', version: '1.0.0', newest: '1.0.0', isBehind: false, status: 'AVAILABLE' },
      answers: { EnvironmentName: 'whole', SearchTier: 'yes' },
      users: [],
      protected: [],
    });
    expect(details.tiers.map(({ name, version, status }: Record<string, string>) => [name, version, status])).toEqual(
      tierIds.map((tier) => [`whole-${tier}`, '1.0.0', 'AVAILABLE']),
    );
    for (const next of details.next) {
      expect(await run(...next.replace('npm run catalog -- ', '').split(' '))).toMatchObject({ code: 0 });
    }
    const { stdout } = await run('status', 'whole');
    for (const part of ['whole-search', 'SearchTier', 'the newest', 'Next: ']) expect(stdout).toContain(part);
  });

  it('that was not launched as one is the list of what there is', async () => {
    const details = await json('status', 'parts');
    expect(details.products.map(({ name }: { name: string }) => name)).toEqual(['parts-network', 'parts-data']);
    for (const next of details.next) {
      expect(await run(...next.replace('npm run catalog -- ', '').split(' '))).toMatchObject({ code: 0 });
    }
  });

  it('gives the outputs of its own product, or of each that it has', async () => {
    expect(await json('outputs', 'whole')).toEqual(await json('outputs', 'whole-environment'));
    expect(Object.keys(await json('outputs', 'parts'))).toEqual(['parts-network', 'parts-data']);
  });

  it('tells of a tier whose it is, who uses what it exports, and no hidden answer', async () => {
    const tier = await json('status', 'whole-network');
    expect(tier).toMatchObject({ environment: 'whole-environment', answers: { Secret: '****' } });
    expect(tier.users.map(({ name }: { name: string }) => name)).toContain('whole-data');
    expect(tier.next).toEqual(['npm run catalog -- status whole-environment']);
  });

  it.each(['upgrade', 'rollback'])('is what a tier leads to from %s', async (verb) => {
    const refused = await run(verb, 'whole-data');
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(namedIn(refused)).toEqual([[verb, 'whole-environment']]);
    await follow(refused);
  });

  it.each(['terminate', 'unprotect'])('is never taken for one of its parts by %s', async (verb) => {
    const before = await names();
    const refused = await run(verb, 'parts');
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('of it there is parts-network, parts-data');
    expect(namedIn(refused)).toEqual([[verb, 'parts-data']]);
    expect(await names()).toEqual(before);
  });

  it('is launched as one only once nobody has the names of its tiers', async () => {
    let refused = await launch('environment', 'parts');
    expect(refused.stderr).toContain('parts-network (AVAILABLE), parts-data (AVAILABLE)');
    expect(await launch('environment', 'parts', '--plan')).toMatchObject({ code: 1, stdout: '' });
    for (let round = 0; refused.code !== 0; round += 1) {
      expect(round).toBeLessThan(3);
      await follow(refused);
      refused = await launch('environment', 'parts');
    }
    expect(await names()).toContain('parts-search');
  });

  it('is terminated by it, and nothing else is', async () => {
    const before = await names();
    const formation = new CloudFormation(sandbox.client());
    const StackName = (await offered.launched())['whole-network']?.PhysicalId;
    await formation.updateTerminationProtection({ StackName, EnableTerminationProtection: true });
    const refused = await run('terminate', 'whole');
    expect(namedIn(refused)).toEqual([['unprotect', 'whole-environment']]);
    await follow(refused);
    expect(await run('terminate', 'whole')).toMatchObject({ code: 0 });
    expect(await names()).toEqual(before.filter((name) => !name.startsWith('whole-')));
  });
});

describe('answers', () => {
  const launchPrinted = async (text: string) => {
    const file = join(root, 'printed.yaml');
    writeFileSync(file, text);
    return run('launch', '--spec', file);
  };

  it('make the same under another name, of an environment and of parts', async () => {
    await launch('environment', 'old', '-p', 'SearchTier=no', '-p', 'VpcCidr=10.7.0.0/16');
    const whole = await run('answers', 'old', '--environment', 'new');
    expect(whole).toMatchObject({ code: 0, stderr: '' });
    expect(await launchPrinted(whole.stdout)).toMatchObject({ code: 0 });
    const answersOf = async (name: string) => (await json('status', name)).answers;
    expect(await answersOf('new')).toEqual({ ...(await answersOf('old')), EnvironmentName: 'new' });
    expect((await launchPrinted((await run('answers', 'new')).stdout)).stdout).toContain('there is nothing to update');
  });

  it('that are hidden are left out, which is said beside them', async () => {
    await launch('network', 'base', '-p', 'Secret=told');
    await launch('data', 'base');
    const parts = await run('answers', 'base', '-e', 'copy');
    expect(parts.stdout).not.toMatch(/told|Secret|\*{4}/);
    expect(parts.stderr).toBe('Left out, since AWS hides it: Secret of base-network. Add it before you launch.\n');
    expect(await launchPrinted(parts.stdout)).toMatchObject({ code: 0 });
    expect(await names()).toEqual(expect.arrayContaining(['copy-network', 'copy-data']));
  });

  it('of an export in use lead from its owner to who goes first', async () => {
    const refused = await run('terminate', 'base-network');
    expect(namedIn(refused)).toEqual([['terminate', 'base-data']]);
    await follow(refused);
    expect(await run('terminate', 'base-network')).toMatchObject({ code: 0 });
  });
});

needing(awsCli).it(
  'a plan of somebody else is deleted by the command that is named, and the upgrade goes on',
  async () => {
    await launch('network', 'planned');
    const serviceCatalog = new ServiceCatalog(sandbox.client());
    const found = (await offered.launched())['planned-network'];
    await serviceCatalog.createProvisionedProductPlan({
      ...{ PlanName: 'of-somebody', PlanType: 'CLOUDFORMATION', ProvisionedProductName: 'planned-network' },
      ...{ ProductId: found?.ProductId, ProvisioningArtifactId: found?.ProvisioningArtifactId },
      ProvisioningParameters: [{ Key: 'VpcCidr', Value: '10.9.0.0/16' }],
      IdempotencyToken: 'token',
    });
    const change = () => run('upgrade', 'planned-network', '-p', 'VpcCidr=10.8.0.0/16');
    const refused = await change();
    const [command = ''] = /aws servicecatalog .*$/m.exec(refused.stderr) ?? [];
    const typed = command.replace(/^aws/, `'${programOf(awsCli)}' --endpoint-url ${sandbox.url}`);
    const keys = { AWS_ACCESS_KEY_ID: '000000000000', AWS_SECRET_ACCESS_KEY: 'x' };
    await promisify(execFile)('sh', ['-c', typed], { env: { PATH: process.env.PATH, HOME: root, ...keys } });
    expect(await change()).toMatchObject({ code: 0 });
  },
);
