import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');

/** Programs that a sandbox runs in, and the line by which each says that it is ready. */
const PROGRAMS = {
  sandbox: { path: 'sandbox/main.ts', ready: /^(http:\S+)$/m },
  start: { path: 'scripts/start.ts', ready: /^Ready after .* at (http:\S+) in /m },
} as const;

/** Memory of a process in MB. https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
export interface Memory {
  /** `VmHWM`: the most that it ever had. */
  readonly peak: number;
  /** `RssAnon`: what no file has. */
  readonly anonymous: number;
}

/** Sandbox in a process of its own, bare or with the catalog published in it, its state in a folder of its own. */
export class BenchSandbox {
  private readonly folder = mkdtempSync(join(tmpdir(), 'bench-'));
  private running: { readonly child: ChildProcess; readonly url: string } | undefined;

  private constructor(private readonly program: keyof typeof PROGRAMS) {}

  /** Starts `sandbox/main.ts`, or `npm start`'s program; resolves once it says that it is ready. */
  static async start(program: keyof typeof PROGRAMS): Promise<BenchSandbox> {
    const sandbox = new BenchSandbox(program);
    await sandbox.run();
    return sandbox;
  }

  /** Address at which it answers now. */
  get url(): string {
    return this.running?.url ?? '';
  }

  memory(): Memory {
    const text = readFileSync(`/proc/${this.running?.child.pid}/status`, 'utf8');
    const megabytes = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1]) / 1024;
    return { peak: megabytes('VmHWM'), anonymous: megabytes('RssAnon') };
  }

  /** Stops it and starts it anew on its state; answers the megabytes of the state folder in between. */
  async restart(): Promise<number> {
    await this.end();
    const size = statSync(join(this.folder, 'state.mdb')).size / 1024 ** 2;
    await this.run();
    return size;
  }

  /** Stops it and removes its state. */
  async stop(): Promise<void> {
    await this.end();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async run(): Promise<void> {
    const { path, ready } = PROGRAMS[this.program];
    const args = ['--import', 'tsx', path, '--port', '0', '--state', this.folder];
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    const url = await new Promise<string>((found, reject) => {
      child.stderr.on('data', (data) => {
        said += data;
      });
      child.stdout.on('data', (data) => {
        said += data;
        const [, address] = ready.exec(said) ?? [];
        if (address !== undefined) found(address);
      });
      child.once('exit', () => reject(new Error(`The sandbox ended: ${said}`)));
    });
    this.running = { child, url };
  }

  private async end(): Promise<void> {
    const { child } = this.running ?? {};
    this.running = undefined;
    if (!child || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
}
