import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyProject } from './project-copy';
import { projectRoot } from './run-catalog';

describe('npm start', () => {
  let stateFolder: string;

  beforeEach(() => {
    stateFolder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  });

  afterEach(() => rmSync(stateFolder, { recursive: true, force: true }));

  function start(root: string, port: string) {
    const args = ['--import', 'tsx', 'scripts/start.ts', '--port', port, '--state', stateFolder];
    const child: ChildProcess = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        output += chunk;
      });
    }
    const ended = once(child, 'close').then(([code]) => ({ code, output }));
    return { child, ended, said: () => output };
  }

  it('names a port that is in use, in one line, and ends with 1', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? `${address?.port}` : '';
    const { code, output } = await start(projectRoot, port).ended;
    server.close();
    expect(code).toBe(1);
    expect(output).toMatch(new RegExp(`^Port ${port} is in use.*\n$`));
  });

  it('can be stopped while it publishes, and ends with 0', async () => {
    const { child, ended, said } = start(projectRoot, '0');
    while (!said().includes('Publishing')) await once(child.stderr ?? child, 'data');
    child.kill('SIGTERM');
    const { code, output } = await ended;
    expect(code).toBe(0);
    expect(output).not.toMatch(/^Ready/m);
  });

  it("prints the CDK CLI's output when the catalog can't be published, and ends with 1", async () => {
    const copy = copyProject();
    writeFileSync(join(copy.root, 'cdk.json'), JSON.stringify({ app: 'echo the app is broken >&2; exit 3' }));
    const { code, output } = await start(copy.root, '0').ended;
    copy.remove();
    expect(code).toBe(1);
    expect(output).toContain('the app is broken');
    expect(output).toMatch(/The catalog could not be published in us-east-1: .*\n$/);
    expect(output).not.toMatch(/^Ready/m);
  });
});
