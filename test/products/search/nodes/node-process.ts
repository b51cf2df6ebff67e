import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const scripts = resolve(__dirname, '..', '..', '..', '..', 'products', 'search', 'nodes');
const readScript = (name: string) => readFileSync(join(scripts, name), 'utf8');

/** A seed as Secrets Manager makes it up. */
export const seed = 'Zm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFy';

/** The node whose entrypoint runs. */
export const ownName = 'node-1.search.one.internal';

/** Commands of Typesense's image that the test answers for: the resolver is a file of lines `name address`. */
const commands = {
  getent:
    'while read -r name address; do [ "$name" = "$2" ] && echo "$address  STREAM $2" && exit 0; done <"$HOSTS"; exit 2',
  hostname: 'echo "$OWN_ADDRESS"',
  'typesense-server': 'env >"$RUN_DIRECTORY/environment"; exec sleep 600',
};

/** A node's container, as far as its scripts are concerned. */
export class NodeProcess {
  readonly folder = mkdtempSync(join(tmpdir(), 'node-'));
  private child?: ChildProcess;

  /** @param variables those that differ from a single node's */
  constructor(private readonly variables: Readonly<Record<string, string>> = {}) {
    mkdirSync(join(this.folder, 'run'));
    mkdirSync(join(this.folder, 'bin'));
    for (const [name, script] of Object.entries(commands)) this.command(name, script);
    this.resolve({});
  }

  /** Puts a command of the image's in the place of this machine's. */
  command(name: string, script: string): void {
    const path = join(this.folder, 'bin', name);
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
  }

  /** Has the node's directory hold the addresses that its peers had. */
  remember(addresses: Readonly<Record<string, string>>): void {
    mkdirSync(this.path('data', 'addresses'), { recursive: true });
    for (const [name, address] of Object.entries(addresses))
      writeFileSync(this.path('data', 'addresses', name), address);
  }

  /** Sets the addresses that DNS answers with from now on. */
  resolve(addresses: Readonly<Record<string, string>>): void {
    const lines = Object.entries(addresses).map(([name, address]) => `${name} ${address}\n`);
    writeFileSync(join(this.folder, 'hosts'), lines.join(''));
  }

  start(): void {
    const output = openSync(join(this.folder, 'log'), 'a');
    this.child = spawn('sh', ['-c', readScript('entrypoint.sh')], {
      env: this.environment,
      stdio: ['ignore', output, output],
    });
    closeSync(output);
  }

  /** Runs the entrypoint to its end, with a server that ends at once. */
  runOnce(): void {
    execFileSync('sh', ['-c', readScript('entrypoint.sh')], {
      env: { ...this.environment, SERVER: 'true' },
      stdio: 'ignore',
    });
  }

  /** Whether ECS would call the container healthy. */
  async isHealthy(variables: Readonly<Record<string, string>> = {}): Promise<boolean> {
    const check = spawn('sh', ['-c', readScript('health.sh')], {
      env: { ...this.environment, ...variables },
      stdio: 'ignore',
    });
    return new Promise((done) => check.once('exit', (code) => done(code === 0)));
  }

  path(...names: string[]): string {
    return join(this.folder, ...names);
  }

  /** Text of a file below the run directory; undefined while there is none. */
  runFile(name: string): string | undefined {
    return textOf(this.path('run', name));
  }

  /** Text of a file below the node's own directory; undefined while there is none. */
  dataFile(name: string): string | undefined {
    return textOf(this.path('data', name));
  }

  /** Log of the container. */
  get log(): string {
    return textOf(this.path('log')) ?? '';
  }

  /** Process id of the shell, and of the server after it. */
  get pid(): number {
    return this.child?.pid ?? 0;
  }

  /** Sends the signal with which ECS stops a task; says with which one the process ended. */
  async stop(): Promise<NodeJS.Signals | null> {
    const { child } = this;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return null;
    const ended = new Promise<NodeJS.Signals | null>((done) => child.once('exit', (_, signal) => done(signal)));
    child.kill('SIGTERM');
    return ended;
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, maxRetries: 5 });
  }

  private get environment(): NodeJS.ProcessEnv {
    return {
      PATH: `${this.path('bin')}:${process.env.PATH}`,
      HOSTS: this.path('hosts'),
      OWN_ADDRESS: '10.0.0.1',
      NODE_NAME: ownName,
      NODE_NAMES: ownName,
      API_NAME: 'api.search.one.internal',
      TLS_SEED: seed,
      RUN_DIRECTORY: this.path('run'),
      DATA_DIRECTORY: this.path('data'),
      SNAPSHOTS_KEPT: '2',
      REFRESH_SECONDS: '0.05',
      SERVER: 'typesense-server',
      TYPESENSE_DATA_DIR: this.path('data', 'typesense'),
      TYPESENSE_API_PORT: '8108',
      TYPESENSE_PEERING_PORT: '8107',
      TYPESENSE_NODES: this.path('run', 'nodes'),
      TYPESENSE_SSL_CERTIFICATE: this.path('run', 'certificate.pem'),
      TYPESENSE_SSL_CERTIFICATE_KEY: this.path('run', 'key.pem'),
      ...this.variables,
    };
  }
}

function textOf(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** Waits until something holds; the test's own timeout ends a wait in vain. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resume) => setTimeout(resume, 20));
}

/** A certificate and its key, as PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

const made = new Map<string, Certificate>();

/** The certificate and the key that the entrypoint makes of a seed; made once a test file. */
export async function certificateOf(ofSeed: string): Promise<Certificate> {
  const known = made.get(ofSeed);
  if (known) return known;
  const node = new NodeProcess({ TLS_SEED: ofSeed });
  try {
    node.runOnce();
    const certificate = { cert: node.runFile('certificate.pem') ?? '', key: node.runFile('key.pem') ?? '' };
    made.set(ofSeed, certificate);
    return certificate;
  } finally {
    await node.remove();
  }
}
