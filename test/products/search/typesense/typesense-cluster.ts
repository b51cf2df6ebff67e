import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContentTable as AppContentTable } from '../../../../products/app/functions/content-table.lambda';
import { ContentTable } from '../../../../products/search/functions/content-source.lambda';
import { type MaintenanceProps, maintenance } from '../../../../products/search/functions/maintenance-handler.lambda';
import { NodeAgent, publicKeyOf } from '../../../../products/search/functions/node-identity.lambda';
import { Typesense } from '../../../../products/search/functions/typesense.lambda';
import { programOf } from '../../../tools/left-out';
import { typesenseServer } from '../../../tools/tools';
import { FakeTable } from '../functions/fake-table';
import { content, context } from '../functions/running-search';
import { NodeProcess, seed } from '../nodes/node-process';
import { tasksOf, variablesOf } from '../nodes/tasks';

/** Administrator's key of the tests. */
export const adminKey = 'administrator';

/** Key of the tests that may only search. */
export const searchKey = 'search-only-key';

/** Number of nodes that the form offers, as it is answered. */
type NodeCount = '1' | '3';

const portsOf = (api: number) => ({ api, peering: api + 10_000 });

/**
 * Search nodes as the template runs them, on this machine: the project's own entrypoint, health check and variables around a
 * real Typesense server. Each start of a node is a task: another address, unless the test names one, and the node's directory.
 */
export class TypesenseCluster {
  readonly log: Readonly<Record<string, unknown>>[] = [];
  /** Address of each node that has a name. */
  readonly addresses = new Map<number, string>();
  private readonly folder = mkdtempSync(join(tmpdir(), 'typesense-'));
  private readonly tasks = new Map<number, NodeProcess>();
  private readonly agent = new NodeAgent(publicKeyOf(seed));
  private readonly network = `127.${randomInt(1, 255)}.${randomInt(1, 255)}`;
  readonly ports = portsOf(randomInt(20_000, 30_000));
  private started = 0;

  private constructor(readonly table: FakeTable) {}

  static async make(): Promise<TypesenseCluster> {
    return new TypesenseCluster(await FakeTable.start());
  }

  /**
   * Starts a node's task among as many nodes as the form says.
   *
   * @param address its address; a new one, unless the test says another
   */
  start(number: number, of: NodeCount, address = this.newAddress()): void {
    const task = tasksOf({ SearchNodes: of }).find(({ Family }) => Family === `bellyfed-one-search-${number}`);
    const variables = Object.entries(variablesOf(task))
      .filter(([, value]) => !value.startsWith('/run/'))
      .map(([name, value]) => [name, value.replace(/^\/data/, this.directory(number))]);
    // One node also answers at 127.0.0.1, where the health check asks; three share a port.
    const own: Readonly<Record<string, string>> = of === '1' ? {} : { TYPESENSE_API_ADDRESS: address };
    const process = new NodeProcess({
      ...Object.fromEntries(variables),
      ...own,
      OWN_ADDRESS: address,
      HOSTS: join(this.folder, 'hosts'),
      REFRESH_SECONDS: '1',
      SERVER: programOf(typesenseServer),
      TLS_SEED: seed,
      TYPESENSE_API_KEY: adminKey,
      TYPESENSE_API_PORT: String(this.ports.api),
      TYPESENSE_PEERING_PORT: String(this.ports.peering),
    });
    this.tasks.set(number, process);
    this.addresses.set(number, address);
    this.writeNames();
    process.start();
  }

  /** Stops a node's task; its name goes with it. */
  async stop(number: number): Promise<void> {
    this.addresses.delete(number);
    this.writeNames();
    await this.tasks.get(number)?.remove();
    this.tasks.delete(number);
  }

  /** A node's directory, as its access point shows it. */
  directory(number: number): string {
    return join(this.folder, `directory-${number}`);
  }

  /** Task of a node. */
  task(number: number): NodeProcess {
    const task = this.tasks.get(number);
    if (task === undefined) throw new Error(`Node ${number} has no task.`);
    return task;
  }

  /** Client of some nodes; of all that there are, unless the test names them. */
  client(key = adminKey, numbers: readonly number[] = [...this.addresses.keys()]): Typesense {
    const nodes = numbers.map((number) => this.addresses.get(number) ?? '');
    return new Typesense({ nodes, port: this.ports.api, key, agent: this.agent, pause: 200 });
  }

  /** Writes content as the app does, and says nothing of it. */
  async add(...ids: readonly string[]): Promise<void> {
    const app = new AppContentTable(this.table.client, 'content');
    for (const [index, id] of ids.entries()) await app.add(content(id, index + 1));
  }

  /** Parts that each function works with. */
  get parts() {
    return {
      typesense: async () => this.client(),
      source: new ContentTable(this.table.client, 'content'),
      log: (entry: Readonly<Record<string, unknown>>) => void this.log.push(entry),
    };
  }

  /** Does one of the maintenance's tasks, as its schedule would have it. */
  async maintain(task: string, changes: Partial<MaintenanceProps> = {}, time = context): Promise<void> {
    const parts = {
      ...this.parts,
      searchKey: async () => searchKey,
      snapshots: join(this.directory(1), 'snapshots'),
      now: () => new Date(),
      ...changes,
    };
    await maintenance(parts)({ task }, time);
  }

  /** Waits until a node says that it is well. */
  async ready(...numbers: readonly number[]): Promise<void> {
    for (const number of numbers) {
      const client = this.client(adminKey, [number]);
      const isReady = async () => (await client.ask({ method: 'GET', path: '/health' })).body.ok === true;
      while (!(await isReady().catch(() => false))) await new Promise((resume) => setTimeout(resume, 200));
    }
  }

  /** Number of pieces of content that a node shows, beside the state of the index; undefined while it has no collection. */
  async documents(number: number): Promise<number | undefined> {
    const { body } = await this.client(adminKey, [number]).ask({ method: 'GET', path: '/collections/content' });
    return typeof body.num_documents === 'number' ? body.num_documents - 1 : undefined;
  }

  async remove(): Promise<void> {
    for (const number of [...this.tasks.keys()]) await this.stop(number);
    this.agent.destroy();
    await this.table.stop();
    rmSync(this.folder, { recursive: true, maxRetries: 5, force: true });
  }

  private newAddress(): string {
    this.started += 1;
    return `${this.network}.${this.started}`;
  }

  private writeNames(): void {
    const lines = [...this.addresses].map(([number, address]) => `node-${number}.search.one.internal ${address}\n`);
    writeFileSync(join(this.folder, 'hosts'), lines.join(''));
  }
}
