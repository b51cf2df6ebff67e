import { spawn } from 'node:child_process';
import type { Command } from '../../portfolios/publish';

/** End of a run of the CDK CLI. */
export interface CdkRun {
  readonly code: number;
  /** All that it printed, on both streams, in order. */
  readonly output: string;
}

/**
 * Runs the CDK CLI as it is.
 *
 * @param env the whole environment but for what the command adds
 * @param onLine called with each line that it prints, as it does
 * @param signal ends it
 */
export function runCdk(
  { file, args, cwd, env: added }: Command,
  env: NodeJS.ProcessEnv,
  onLine: (line: string) => void,
  signal?: AbortSignal,
): Promise<CdkRun> {
  const child = spawn(file, args, {
    cwd,
    env: { ...env, ...added, CDK_DISABLE_CLI_TELEMETRY: 'true' },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
    killSignal: 'SIGTERM',
  });
  let output = '';
  let rest = '';
  const take = (chunk: Buffer) => {
    const text = chunk.toString();
    output += text;
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  return new Promise((done, fail) => {
    // An ended run is an answer too; only what can't be started is an error.
    child.on('error', (error) => signal?.aborted || fail(error));
    child.on('close', (code) => done({ code: code ?? 1, output }));
  });
}
