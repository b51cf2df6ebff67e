import { ContentTable as AppContentTable } from '../../../../products/app/functions/content-table.lambda';
import { ContentTable } from '../../../../products/search/functions/content-source.lambda';
import { NodeAgent, publicKeyOf } from '../../../../products/search/functions/node-identity.lambda';
import { Typesense } from '../../../../products/search/functions/typesense.lambda';
import { certificateOf, seed } from '../nodes/node-process';
import { FakeTable } from './fake-table';
import { FakeCluster, FakeNode } from './fake-typesense';

/** The administrator's key of the tests. */
export const adminKey = 'administrator';

/** Everything that the functions of search reach: a node over HTTPS, and the table that the app's own code fills. */
export class RunningSearch {
  readonly log: Readonly<Record<string, unknown>>[] = [];

  private constructor(
    readonly cluster: FakeCluster,
    readonly node: FakeNode,
    readonly table: FakeTable,
    private readonly agent: NodeAgent,
  ) {}

  static async start(): Promise<RunningSearch> {
    const cluster = new FakeCluster(adminKey);
    const node = await FakeNode.start(cluster, await certificateOf(seed));
    return new RunningSearch(cluster, node, await FakeTable.start(), new NodeAgent(publicKeyOf(seed)));
  }

  /** A client with a key; it gives up at the first trouble that lasts for two requests. */
  client(key = adminKey, nodes: readonly string[] = ['127.0.0.1']): Typesense {
    return new Typesense({ nodes, port: this.node.port, key, agent: this.agent, pause: 1 });
  }

  /** Parts that each function works with. */
  get parts() {
    return {
      typesense: async () => this.client(),
      source: new ContentTable(this.table.client, 'content'),
      log: (entry: Readonly<Record<string, unknown>>) => void this.log.push(entry),
    };
  }

  /** The app's way to the content. */
  get app(): AppContentTable {
    return new AppContentTable(this.table.client, 'content');
  }

  async stop(): Promise<void> {
    this.agent.destroy();
    await Promise.all([this.node.stop(), this.table.stop()]);
  }
}

/** Time that Lambda leaves a function of the tests: more than it needs. */
export const context = { getRemainingTimeInMillis: () => 900_000 };

/** A piece of content as the app writes it, created on a day of January. */
export function content(id: string, day = 1) {
  const createdAt = `2026-01-${String(day).padStart(2, '0')}T10:00:00.000Z`;
  return { id, title: `Title of ${id}`, body: `Tasty words about ${id}`, author: 'ada', createdAt };
}
