import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { programOf } from '../../tools/left-out';
import { motoServer } from '../../tools/tools';

/** moto's server on a free port of this machine: AWS's services as another project understands them. */
export class MotoServer {
  private constructor(
    readonly url: string,
    private readonly process: ChildProcess,
  ) {}

  static async start(): Promise<MotoServer> {
    const process = spawn(programOf(motoServer), ['-H', '127.0.0.1', '-p', '0'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    return new MotoServer(await announcedUrl(process), process);
  }

  /** Its release; the server tells none, but the Python that it runs on does. */
  static release(): string {
    const [, python = ''] = readFileSync(programOf(motoServer), 'utf8').match(/^#!(\S+)/) ?? [];
    return execFileSync(python, ['-c', 'import moto; print(moto.__version__)'], { encoding: 'utf8' }).trim();
  }

  /** Variables by which the SDK's clients find it. */
  get variables(): Readonly<Record<string, string>> {
    return {
      AWS_ENDPOINT_URL: this.url,
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    };
  }

  /** Forgets all that it has. */
  async reset(): Promise<void> {
    await fetch(`${this.url}/moto-api/reset`, { method: 'POST' });
  }

  async stop(): Promise<void> {
    const ended = once(this.process, 'exit');
    this.process.kill();
    await ended;
  }
}

/** Address that the server says it listens at. */
async function announcedUrl({ stderr }: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
      const [, url] = said.match(/Running on (http:\/\/127\.0\.0\.1:\d+)/) ?? [];
      if (url !== undefined) resolve(url);
    });
    stderr?.once('end', () => reject(new Error(`moto's server ended before it listened: ${said}`)));
  });
}
