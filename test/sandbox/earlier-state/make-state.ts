/**
 * Makes a state of the sandbox with an earlier version of this project, as an input of a test:
 * `node --import tsx test/sandbox/earlier-state/make-state.ts <checkout of that version> <commit>.mdb.br`. The catalog
 * is published as `npm start` does; network and data are launched as `dev` in their first versions, and the guard has
 * run.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { brotliCompressSync, constants } from 'node:zlib';
import { SFN } from '@aws-sdk/client-sfn';
import { open } from 'lmdb';
import { clientSettings } from '../with-sandbox';

const ACCOUNT = '000000000000';
const REGION = 'us-east-1';

/** Launches, in their order: a product and its version. */
const LAUNCHES = [
  ['network', '1.0.0'],
  ['data', '1.0.0'],
] as const;

async function makeState(project: string, file: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'earlier-state-'));
  const state = join(folder, 'state');
  const start = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts', '--port', '0', '--state', state], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const url = await readyAt(start);
    for (const [product, version] of LAUNCHES) {
      const named = ['--environment', 'dev', '--type', 'dev', '--version', version];
      await ended(
        spawn(process.execPath, ['scripts/bin.cjs', 'launch', product, ...named, '--endpoint-url', url], {
          cwd: project,
          stdio: 'inherit',
        }),
      );
    }
    await guardEnded(url);
  } finally {
    start.kill('SIGTERM');
    await ended(start);
  }
  writeFileSync(file, compressed(await compacted(state, folder)));
  rmSync(folder, { recursive: true });
}

/** The endpoint that `npm start` prints once it is ready. */
function readyAt(start: ChildProcess): Promise<string> {
  return new Promise((ready, fail) => {
    let text = '';
    start.stdout?.on('data', (chunk: Buffer) => {
      process.stdout.write(chunk);
      text += chunk.toString();
      const [, url] = /^Ready after .* at (http:\S+) in /m.exec(text) ?? [];
      if (url !== undefined) ready(url);
    });
    start.on('close', (code) => fail(new Error(`npm start ended with ${code}`)));
  });
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((done, fail) => {
    child.on('close', (code) => (code === 0 ? done() : fail(new Error(`${child.spawnargs.join(' ')}: ${code}`))));
  });
}

/** Waits until the guard has run for each launch. */
async function guardEnded(url: string): Promise<void> {
  const states = new SFN(clientSettings(url, ACCOUNT, REGION));
  const { stateMachines: [guard] = [] } = await states.listStateMachines({});
  for (;;) {
    const { executions = [] } = await states.listExecutions({ stateMachineArn: guard?.stateMachineArn });
    const succeeded = executions.filter(({ status }) => status === 'SUCCEEDED');
    if (succeeded.length >= LAUNCHES.length && succeeded.length === executions.length) return;
    await new Promise((done) => setTimeout(done, 500));
  }
}

/** The window is so large that what two versions of a template share is kept once. */
function compressed(content: Buffer): Buffer {
  return brotliCompressSync(content, {
    params: { [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS },
  });
}

/** The store's file without the pages that are free in it. */
async function compacted(state: string, folder: string): Promise<Buffer> {
  const store = open({ path: join(state, 'state.mdb'), maxDbs: 1 });
  const copy = join(folder, 'copy.mdb');
  await store.backup(copy, true);
  await store.close();
  return readFileSync(copy);
}

const [project, file] = parseArgs({ allowPositionals: true }).positionals;
if (project === undefined || file === undefined) throw new Error('give a checkout and the file to write');
makeState(resolve(project), resolve(file)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
