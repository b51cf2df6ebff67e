import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot, spawnCatalog } from './run-catalog';

describe('catalog sandbox', () => {
  let stateFolder: string;

  beforeEach(() => {
    stateFolder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  });

  afterEach(() => rmSync(stateFolder, { recursive: true, force: true }));

  it.each(['SIGINT', 'SIGTERM'] as const)('answers until %s, then ends with 0', async (signal) => {
    const child = spawn(process.execPath, [
      ...[join(projectRoot, 'scripts/bin.cjs'), 'sandbox'],
      ...['--port', '0', '--state', stateFolder],
    ]);
    const url = await new Promise<string>((done) => {
      child.stdout.on('data', (chunk: Buffer) => {
        const ready = /^Ready at (\S+),/m.exec(chunk.toString());
        if (ready?.[1]) done(ready[1]);
      });
    });
    expect((await fetch(`${url}/_sandbox/health`)).status).toBe(200);
    child.kill(signal);
    expect(await new Promise((done) => child.on('close', done))).toBe(0);
    await expect(fetch(`${url}/_sandbox/health`)).rejects.toThrow();
  });

  it('names a port that is in use, in one line', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((done) => server.on('listening', done));
    const address = server.address();
    const port = typeof address === 'object' ? `${address?.port}` : '';
    const run = await spawnCatalog(['sandbox', '--port', port, '--state', stateFolder]);
    server.close();
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toMatch(new RegExp(`^Port ${port} is in use.*\n$`));
  });

  it.each(['-1', '65536', 'http'])('refuses the port %s', async (port) => {
    const run = await spawnCatalog(['sandbox', `--port=${port}`, '--state', stateFolder]);
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toContain('0 to 65535');
  });
});
