import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { completionScript, shellNames } from '../../../scripts/completion/shell-scripts';
import { programOf } from '../../tools/left-out';
import { needing } from '../../tools/needing';
import { bash } from '../../tools/tools';
import { projectRoot, runCatalog, spawnCatalog } from '../run-catalog';
import { network } from '../upgrade/tiers';
import { UpgradeCatalog } from '../upgrade/upgrade-catalog';

const complete = (words: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  spawnCatalog(['complete', '--', ...words], {
    ...{ AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' },
    ...env,
  });

describe('what is launched', () => {
  let offered: UpgradeCatalog;

  beforeAll(async () => {
    offered = await UpgradeCatalog.start();
    await offered.offer('network', '1.0.0', network());
    await offered.launch('shop', 'network', '1.0.0');
  });
  afterAll(() => offered.stop());

  it('is asked of the endpoint of the environment, or of the line', async () => {
    const there = { code: 0, stdout: 'shop-network\n', stderr: '' };
    expect(await complete(['status', 'sh'], { AWS_ENDPOINT_URL: offered.sandbox.url })).toEqual(there);
    expect(await complete(['status', '--endpoint-url', offered.sandbox.url, 'sh'])).toEqual(there);
    expect(await complete(['purge', ''], { AWS_ENDPOINT_URL: offered.sandbox.url })).toMatchObject({
      stdout: 'shop\n',
    });
  });
});

describe('where what is launched can not be known, nothing is said', () => {
  const nothing = { code: 0, stdout: '', stderr: '' };

  it('since no credentials are at hand', async () => {
    expect(await complete(['status', ''])).toEqual(nothing);
  });

  it.each([
    ['nothing listens', { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' }],
    ['the endpoint is none', { AWS_ENDPOINT_URL: 'nowhere' }],
    ['the profile is none', { AWS_PROFILE: 'nobody', AWS_ENDPOINT_URL: 'http://127.0.0.1:1' }],
  ])('since %s', async (_, env) => {
    expect(await runCatalog(['complete', '--', 'status', ''], { env })).toEqual(nothing);
  });

  it('since AWS takes too long', async () => {
    const server = createServer(() => {}).listen(0, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    try {
      expect(await complete(['status', ''], { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` })).toEqual(nothing);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }, 30_000);
});

it('is of the project without its construct library', async () => {
  expect((await runCatalog(['complete', '--', 'launch', ''])).stdout.split('\n')).toContain('network');
  expect((await runCatalog(['complete', '--', 'launch', 'network', '--version', '1.0.'])).stdout).toContain('1.0.0\n');
  expect((await runCatalog(['complete', '--', 'launch', 'network', '-p', 'NatGateways=p'])).stdout).toBe(
    'NatGateways=per-zone\n',
  );
  expect((await runCatalog(['complete', '--', 'sho'])).stdout).toMatch(/^show\tshow what a product asks/);
});

it.each(shellNames)('the script for %s is printed, and nothing else', async (name) => {
  const script = completionScript(name, join(projectRoot, 'scripts/bin.cjs'));
  expect(await runCatalog(['completion', name])).toEqual({ code: 0, stdout: script, stderr: '' });
  expect(script).toContain('catalog complete -- ');
});

it('a shell without a script is refused', async () => {
  const run = await runCatalog(['completion', 'tcsh']);
  expect(run).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringContaining('Allowed choices are bash, zsh, fish'),
  });
});

needing(bash).describe('in Bash', () => {
  /** Completes a line as Bash does: by the function that is registered for its first word. */
  function completed(line: string, path = join(projectRoot, 'scripts/bin.cjs')): string[] {
    const script = [
      completionScript('bash', path),
      '[[ $(complete -p catalog) == "complete -F _catalog catalog" ]] || exit 9',
      'COMP_LINE=$1 COMP_POINT=${#1} _catalog',
      'printf "%s\\n" "${COMPREPLY[@]}"',
    ].join('\n');
    const args = ['--noprofile', '--norc', '-c', script, 'bash', line];
    return execFileSync(programOf(bash), args, { encoding: 'utf8' }).trim().split('\n');
  }

  it.each([
    ['catalog lau', ['launch']],
    ['catalog launch network --type ', ['dev', 'test', 'staging', 'prod']],
    ['catalog launch network --type=st', ['staging']],
    ['catalog launch network -p NatGateways=per', ['per-zone']],
  ])('"%s" goes on with %j', (line, candidates) => {
    expect(completed(line)).toEqual(candidates);
  });

  it('prints nothing into the line where the program fails', () => {
    expect(completed('catalog lau', '/nowhere/it s/bin.cjs')).toEqual(['']);
  });
});
