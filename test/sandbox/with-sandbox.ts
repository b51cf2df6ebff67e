import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningServer, type SandboxSettings, startSandbox } from '../../sandbox';
import type { FaultSettings } from '../../sandbox/kernel/faults';

/** A sandbox on a free port, its state in a folder of its own, for the tests of one file. */
export interface TestSandbox {
  /** Of the sandbox that runs now: a restart takes another port. */
  readonly url: string;
  readonly stateFolder: string;
  /** Settings of an SDK client that calls as that account's default role. */
  client(accountId?: string, region?: string): ClientSettings;
  /** Stops it and starts another on the same state, which may be changed in between. */
  restart(between?: () => Promise<void>): Promise<void>;
  /** Puts faults in force, until others are put or the sandbox stops. */
  setFaults(faults: FaultSettings): Promise<void>;
  /** Makes the schedule of a rule due at once. */
  makeDue(rule: string, accountId?: string, region?: string): Promise<void>;
  /** Stops it and removes its state. */
  stop(): Promise<void>;
}

/** The part of every SDK client's configuration that a test needs. */
export interface ClientSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly maxAttempts: number;
  readonly forcePathStyle: true;
}

/** Starts a sandbox for a test file: `beforeAll(async () => { sandbox = await startTestSandbox(); })`. */
export async function startTestSandbox(settings: Partial<SandboxSettings> = {}): Promise<TestSandbox> {
  const stateFolder = settings.stateFolder ?? mkdtempSync(join(tmpdir(), 'sandbox-'));
  let server: RunningServer = await startSandbox({ port: 0, ...settings, stateFolder });
  return {
    get url() {
      return server.url;
    },
    stateFolder,
    client: (accountId = '000000000000', region = 'us-east-1') => clientSettings(server.url, accountId, region),
    restart: async (between) => {
      await server.close();
      await between?.();
      server = await startSandbox({ port: 0, ...settings, stateFolder });
    },
    setFaults: async (faults) => {
      const response = await fetch(`${server.url}/_sandbox/faults`, { method: 'PUT', body: JSON.stringify(faults) });
      if (!response.ok) throw new Error(await response.text());
    },
    makeDue: async (rule, accountId = '000000000000', region = 'us-east-1') => {
      const body = JSON.stringify({ accountId, region, rule });
      const response = await fetch(`${server.url}/_sandbox/due`, { method: 'PUT', body });
      if (!response.ok) throw new Error(await response.text());
    },
    stop: async () => {
      await server.close();
      rmSync(stateFolder, { recursive: true, force: true });
    },
  };
}

/** Settings of an SDK client that calls the sandbox at `endpoint`. */
export function clientSettings(endpoint: string, accountId: string, region: string): ClientSettings {
  return {
    endpoint,
    region,
    credentials: { accessKeyId: accountId, secretAccessKey: 'none' },
    maxAttempts: 1,
    forcePathStyle: true,
  };
}
