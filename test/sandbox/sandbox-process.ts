import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';

const root = resolve(__dirname, '../..');

/** A program as one file: it starts in a third of the time that TypeScript's sources take. */
export interface Program {
  readonly path: string;
  /** Removes the file. */
  remove(): void;
}

/** A sandbox in a process of its own. */
export interface SandboxProcess {
  readonly url: string;
  readonly pid: number;
  /** Ends it with a signal; resolves to its exit code, or null where the signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** A sandbox that is loaded and waits for its state. */
export interface StandbyProcess {
  start(stateFolder: string): Promise<SandboxProcess>;
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Bundles a program, given as its source's path in the repository. */
export function bundleProgram(source: string): Program {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-program-'));
  const path = join(folder, 'program.cjs');
  buildSync({
    entryPoints: [join(root, source)],
    bundle: true,
    platform: 'node',
    packages: 'external',
    format: 'cjs',
    outfile: path,
    logLevel: 'error',
  });
  // They are read service by service, beside the module that reads them.
  cpSync(join(root, 'catalog/template/facts/sentences'), join(folder, 'facts', 'sentences'), { recursive: true });
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Starts `sandbox/main.ts`. Rejects with what it printed where it ends at once. */
export async function startMain(program: Program, stateFolder: string): Promise<SandboxProcess> {
  const child = launch([program.path, '--port', '0', '--state', stateFolder]);
  const url = await Promise.race([once(child.stdout ?? child, 'data'), failure(child)]);
  return { url: String(url).trim(), pid: child.pid ?? 0, end: (signal) => end(child, signal) };
}

/** Starts `test/sandbox/standby-sandbox.ts`. */
export async function standBy(program: Program): Promise<StandbyProcess> {
  const child = launch([program.path]);
  await Promise.race([once(child, 'message'), failure(child)]);
  return {
    start: async (stateFolder) => {
      child.send(stateFolder);
      const [url] = await Promise.race([once(child, 'message'), failure(child)]);
      return { url: String(url), pid: child.pid ?? 0, end: (signal) => end(child, signal) };
    },
    end: (signal) => end(child, signal),
  };
}

function launch(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, args, {
    env: { ...process.env, NODE_PATH: join(root, 'node_modules'), NODE_NO_WARNINGS: '1' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}

/** Rejects, with what the process printed, when it ends. */
async function failure(child: ChildProcess): Promise<never> {
  let errors = '';
  child.stderr?.on('data', (data) => {
    errors += data;
  });
  await once(child, 'exit');
  throw new Error(errors.trim());
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const exited = once(child, 'exit');
  child.kill(signal);
  const [code] = await exited;
  return code;
}
