import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { startTestSandbox, type TestSandbox } from '../sandbox/with-sandbox';
import { projectRoot } from '../scripts/run-catalog';
import { send, tokenOf } from './start-test-console';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.stop());

/** Starts `catalog console`, asks its page and its API by the link that it prints, and stops it. */
async function tryConsole() {
  const args = [join(projectRoot, 'scripts/bin.cjs'), 'console', '--json', '--endpoint-url', sandbox.url];
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, args, { env: { PATH, HOME }, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  let [stdout, stderr] = ['', ''];
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  for await (const chunk of child.stdout) {
    stdout += chunk;
    if (stdout.endsWith('}\n')) break;
  }
  if (stdout === '') throw new Error(stderr);
  const { url, link } = JSON.parse(stdout);
  const { host } = new URL(url);
  const page = await send(url, { headers: { host } });
  const context = await send(url, {
    path: '/api/context',
    headers: { host, authorization: `Bearer ${tokenOf(link)}` },
  });
  child.kill('SIGTERM');
  const [code] = await ended;
  return { page, context: JSON.parse(context.text), code };
}

it('serves the page to whoever has its link, until it is stopped, and changes a sandbox without being told', async () => {
  const { page, context, code } = await tryConsole();
  expect(page.text).toContain('<div id="page">');
  expect(context).toMatchObject({ isLocal: true, allowsChanges: true, endpoint: sandbox.url });
  expect(code).toBe(0);
});
