import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';

/** End of a process: its exit code, and what it wrote. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Folder and environment of a process. */
export interface RunOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Runs a program to its end. */
export function run(program: string, args: readonly string[], options: RunOptions): Promise<Ended> {
  return endOf(spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] }));
}

/** End of a process that was started; rejects where it couldn't be. */
export async function endOf(child: ChildProcessByStdio<null, Readable, Readable>): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk;
  });
  const [code] = await once(child, 'close');
  return { code: code ?? -1, stdout, stderr };
}

/** A port of the loopback interface that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

/** A server that was started and has said that it is ready. */
export interface Started {
  /** Everything that it has printed so far, on both streams. */
  output(): string;
  /** Seconds until it was ready. */
  readonly seconds: number;
  /** Sends SIGTERM and waits for the end. Resolves to the exit code. */
  stop(): Promise<number>;
}

/**
 * Starts a server and waits for a line that begins with `Ready`.
 *
 * @throws when it ends before, or takes more than two minutes
 */
export async function startServer(program: string, args: readonly string[], options: RunOptions): Promise<Started> {
  const began = Date.now();
  const child: ChildProcess = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk;
    });
  }
  const ended = once(child, 'close');
  while (!/^Ready/m.test(output)) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`It ended before it was ready:\n${output}`);
    if (Date.now() - began > 120_000) {
      child.kill('SIGKILL');
      throw new Error(`It was not ready after two minutes:\n${output}`);
    }
    await pause(100);
  }
  return {
    output: () => output,
    seconds: (Date.now() - began) / 1000,
    stop: async () => {
      child.kill('SIGTERM');
      const [code] = await ended;
      return code ?? -1;
    },
  };
}
