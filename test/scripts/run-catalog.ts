import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { catalog } from '../../scripts/catalog';
import type { Shell } from '../../scripts/terminal/shell';
import { type Ended, endOf } from '../fresh-clone/processes';

/** The project's own folder. */
export const projectRoot = resolve(__dirname, '../..');

/** Result of a run of the command. */
export type Run = Ended;

class Collector extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** Runs `catalog` in this process, with nobody to answer questions. */
export async function runCatalog(args: readonly string[], settings: Partial<Shell> = {}): Promise<Run> {
  const stdout = new Collector();
  const stderr = new Collector();
  const code = await catalog(args, {
    stdout,
    stderr,
    stdin: Readable.from([]),
    env: {},
    root: projectRoot,
    ...settings,
  });
  return { code, stdout: stdout.text, stderr: stderr.text };
}

/** Runs `catalog` as people do: in a process of its own, with just the given environment beside `PATH` and `HOME`. */
export function spawnCatalog(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Run> {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [join(projectRoot, 'scripts/bin.cjs'), ...args], {
    env: { PATH, HOME, AWS_EC2_METADATA_DISABLED: 'true', CATALOG_FROM_SOURCE: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return endOf(child);
}
