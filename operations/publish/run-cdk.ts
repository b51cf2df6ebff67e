import { spawn } from 'node:child_process';
import type { Command } from '../../portfolios/publish';

/** How a run of the CDK CLI ended. */
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

/**
 * What a line of the CDK CLI's events says of its progress, as `BellyfedCatalogHub: 12 of 40`; undefined when it says
 * nothing of it.
 */
export function cdkProgress(line: string): string | undefined {
  const event = /^(\S+) \|\s*(\d+)\/(\d+) \|/.exec(line);
  if (event) return `${event[1]}: ${event[2]} of ${event[3]}`;
  const stage = /^(\S+?):? (?:start: )?(deploying|building|publishing)\b/i.exec(line);
  return stage ? `${stage[1]}: ${stage[2]?.toLowerCase()}` : undefined;
}
