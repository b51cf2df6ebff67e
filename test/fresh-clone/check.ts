/**
 * Way of a person with a fresh machine: clones the project, types the two commands of the README, and works with the AWS
 * CLI, the CDK CLI and the catalog command. `npm run check:fresh-clone`; `AWS_CLI` names another AWS CLI than the usual.
 */
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ListPortfoliosOutput, SearchProductsOutput } from '@aws-sdk/client-service-catalog';
import { sandboxEnvironment } from '../../operations/aws/sandbox-environment';
import { awsCli } from './aws-cli';
import { checkAwsCli } from './aws-flow';
import { Checklist } from './checklist';
import { freePort, run, startServer } from './processes';

const project = resolve(__dirname, '../..');
const READY_SECONDS = 60;

async function main(): Promise<number> {
  const list = new Checklist();
  const folder = mkdtempSync(join(tmpdir(), 'fresh-clone-'));
  try {
    const clone = join(folder, 'clone');
    const { PATH, HOME } = process.env;
    const env = { PATH, HOME };
    await list.check('git clone', () => succeeds('git', ['clone', '--quiet', project, clone], folder, env));
    await list.check('npm ci', () => succeeds('npm', ['ci', '--no-progress'], clone, env));
    if (list.failed === 0) {
      await checkStart(list, clone, join(folder, 'state'), env);
      await checkCdk(list, clone, join(folder, 'scratch'), env);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  list.summarize();
  return list.failed === 0 ? 0 : 1;
}

/** `npm start`, twice on the same state. */
async function checkStart(list: Checklist, cwd: string, state: string, env: NodeJS.ProcessEnv): Promise<void> {
  const port = await freePort();
  const start = () => startServer('npm', ['start', '--', '--port', `${port}`, '--state', state], { cwd, env });
  const endpoint = `http://127.0.0.1:${port}`;
  const sandboxEnv = sandboxEnvironment(env, endpoint, 'us-east-1');
  const aws = awsCli(endpoint, sandboxEnv);
  const catalog = (...args: string[]) =>
    run('npm', ['run', '--silent', 'catalog', '--', ...args], { cwd, env: sandboxEnv });

  const first = await list.check(`npm start is ready within ${READY_SECONDS} s`, async () => {
    const started = await start();
    assert.ok(started.seconds <= READY_SECONDS, `took ${started.seconds} s`);
    for (const text of [
      endpoint,
      'Bellyfed Developers',
      'Bellyfed Production',
      'Bellyfed Network',
      'catalog -- launch',
    ]) {
      assert.ok(started.output().includes(text), `it must print ${text}, got:\n${started.output()}`);
    }
    return started;
  });
  if (first === undefined) return;
  await checkAwsCli(list, aws);
  await list.check('a second npm start on the same port names it and ends with 1', async () => {
    const second = await run('npm', ['start', '--', '--port', `${port}`, '--state', `${state}-2`], { cwd, env });
    assert.equal(second.code, 1);
    assert.match(second.stderr, new RegExp(`^Port ${port} is in use`, 'm'));
  });
  await list.check('npm run catalog -- launch makes a network AVAILABLE', async () => {
    const launched = await catalog('launch', 'network', '--environment', 'dev', '--type', 'dev', '--json');
    assert.equal(launched.code, 0, launched.stderr);
    assert.equal(JSON.parse(launched.stdout).status, 'AVAILABLE');
  });
  await list.check('it launches a network for prod too', async () => {
    const launched = await catalog(
      'launch',
      'network',
      '-e',
      'prod',
      '-t',
      'prod',
      '-p',
      'DomainName=example.com',
      '--json',
    );
    assert.equal(launched.code, 0, launched.stderr);
    assert.equal(JSON.parse(launched.stdout).portfolio, 'Bellyfed Production');
  });
  const before = await catalog('status', '--json');
  const productsBefore = await aws.call<SearchProductsOutput>('servicecatalog', 'search-products');
  await list.check('SIGTERM ends it with 0', async () => assert.equal(await first.stop(), 0));

  const second = await list.check('npm start again finds everything as it was', async () => {
    const started = await start();
    assert.equal((await catalog('status', '--json')).stdout, before.stdout);
    assert.deepEqual(await aws.call<SearchProductsOutput>('servicecatalog', 'search-products'), productsBefore);
    return started;
  });
  await list.check('npm run catalog -- terminate takes the network down', async () => {
    const terminated = await catalog('terminate', 'dev-network', '--json');
    assert.equal(terminated.code, 0, terminated.stderr);
  });
  if (second) await list.check('SIGTERM ends it with 0 again', async () => assert.equal(await second.stop(), 0));
}

/** CDK's own CLI, unmodified, on a sandbox with nothing in it. */
async function checkCdk(list: Checklist, cwd: string, state: string, env: NodeJS.ProcessEnv): Promise<void> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const sandboxEnv = sandboxEnvironment(env, endpoint, 'us-east-1');
  const cdk = (...args: string[]) => succeeds('npx', ['cdk', ...args], cwd, sandboxEnv);
  const started = await startServer(
    'npm',
    ['run', '--silent', 'catalog', '--', 'sandbox', '--port', `${port}`, '--state', state],
    { cwd, env },
  );
  await list.check('npx cdk diff of a hub that is not there yet shows its portfolios', async () => {
    assert.match(await cdk('diff', 'BellyfedCatalogHub'), /AWS::ServiceCatalog::Portfolio/);
  });
  await list.check('npx cdk deploy publishes', () => cdk('deploy', '--all', '--require-approval', 'never'));
  await list.check('npx cdk diff then shows no difference', () => cdk('diff', '--all', '--fail'));
  await list.check('npx cdk destroy takes the hub away', async () => {
    await cdk('destroy', 'BellyfedCatalogHub', '--force');
    const { PortfolioDetails } = await awsCli(endpoint, sandboxEnv).call<ListPortfoliosOutput>(
      ...['servicecatalog', 'list-portfolios'],
    );
    assert.deepEqual(PortfolioDetails, []);
  });
  await started.stop();
}

async function succeeds(
  program: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const { code, stdout, stderr } = await run(program, args, { cwd, env });
  assert.equal(code, 0, `${program} ${args.join(' ')} ended with ${code}:\n${stdout}${stderr}`);
  return stdout + stderr;
}

main().then((code) => {
  process.exitCode = code;
});
