import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endOf } from '../fresh-clone/processes';
import { projectRoot, type Run } from '../scripts/run-catalog';

/** Run of the trial in a process of its own, as `npm run acceptance` starts it, its reports in a folder of its own. */
export interface SpawnedRun {
  readonly process: ChildProcess;
  readonly end: Promise<Run>;
}

/** Folder for the reports of a test's runs. */
export function reportFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'acceptance-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/**
 * Starts a run with just the given environment beside `PATH` and `HOME`, and nobody to answer questions. It leads a process group,
 * so that a kill may reach what it has started.
 */
export function spawnRun(args: readonly string[], env: NodeJS.ProcessEnv = {}): SpawnedRun {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', join(projectRoot, 'test/acceptance/run.ts'), ...args], {
    cwd: projectRoot,
    env: { PATH, HOME, AWS_EC2_METADATA_DISABLED: 'true', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  return { process: child, end: endOf(child) };
}
