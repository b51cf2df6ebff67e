import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Certificate } from '../nodes/node-process';

/** A document as Typesense keeps it. */
export type StoredDocument = { readonly id: string } & Readonly<Record<string, unknown>>;

/** State that nodes of one cluster share. */
export class FakeCluster {
  readonly collections = new Map<string, Map<string, StoredDocument>>();
  /** Keys by their value, each with what it may do; the administrator's may do all. */
  readonly keys = new Map<string, readonly string[]>();
  readonly snapshots: string[] = [];

  constructor(readonly adminKey: string) {}

  /** The content in the one collection that there is, without the state of the index. */
  get content(): readonly StoredDocument[] {
    return [...(this.collections.get('content')?.values() ?? [])].filter(({ id }) => id !== 'index.state');
  }
}

interface Reply {
  readonly status: number;
  readonly body: object;
}

/** Trouble that a node makes for its next requests instead of answering them well. */
type Trouble = 'hang' | { readonly status: number; readonly message: string };

const refuse = (status: number, message: string): Reply => ({ status, body: { message } });

/**
 * A Typesense node that answers over HTTPS, as its documentation says, what the search tier asks of it, for what the real
 * server of the tests can't show: nodes in trouble, and documents that are changed by filter. It finds nothing.
 */
export class FakeNode {
  /** Requests in the order in which they came, as `GET /health`. */
  readonly requests: string[] = [];
  private readonly troubles: (Trouble | undefined)[] = [];

  private constructor(
    private readonly cluster: FakeCluster,
    private readonly server: Server,
  ) {}

  static async start(cluster: FakeCluster, certificate: Certificate, port = 0, host = '127.0.0.1'): Promise<FakeNode> {
    const server = createServer(certificate);
    const node = new FakeNode(cluster, server);
    server.on('request', (request, response) => void node.serve(request, response));
    await new Promise<void>((done) => server.listen(port, host, done));
    return node;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Lets the next requests meet trouble, one each; undefined is none. */
  trouble(...troubles: readonly (Trouble | undefined)[]): void {
    this.troubles.push(...troubles);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', 'https://node');
    this.requests.push(`${request.method} ${url.pathname}`);
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += chunk;
    const trouble = this.troubles.shift();
    if (trouble === 'hang') return;
    const reply = trouble
      ? refuse(trouble.status, trouble.message)
      : this.reply(`${request.method}`, url, JSON.parse(text || '{}'), String(request.headers['x-typesense-api-key']));
    response.writeHead(reply.status, { 'content-type': 'application/json' }).end(JSON.stringify(reply.body));
  }

  private reply(method: string, url: URL, body: Record<string, unknown>, key: string): Reply {
    const route = `${method} ${url.pathname}`;
    if (route === 'GET /health') return { status: 200, body: { ok: true } };
    if (route === 'GET /collections/content/documents/search') return this.search(key);
    if (key !== this.cluster.adminKey)
      return refuse(401, 'Forbidden - a valid `x-typesense-api-key` header must be sent.');
    if (route === 'POST /keys') return this.addKey(body);
    if (route === 'POST /operations/snapshot') {
      this.cluster.snapshots.push(url.searchParams.get('snapshot_path') ?? '');
      return { status: 201, body: { success: true } };
    }
    if (route === 'POST /collections') return this.addCollection(String(body.name));
    const documents = this.cluster.collections.get('content');
    if (documents === undefined) return refuse(404, 'Not Found');
    if (route === 'GET /collections/content') {
      return { status: 200, body: { name: 'content', num_documents: documents.size } };
    }
    if (route === 'DELETE /collections/content') {
      this.cluster.collections.delete('content');
      return { status: 200, body: { name: 'content' } };
    }
    if (method === 'GET' && url.pathname.startsWith('/collections/content/documents/')) {
      const document = documents.get(url.pathname.split('/').at(-1) ?? '');
      return document ? { status: 200, body: document } : refuse(404, 'Could not find a document with that id.');
    }
    if (url.pathname !== '/collections/content/documents') return refuse(404, 'Not Found');
    if (method === 'POST') return create(documents, body, url.searchParams.get('action') === 'upsert');
    const matching = [...documents.values()].filter(matcher(url.searchParams.get('filter_by') ?? ''));
    for (const found of matching) {
      if (method === 'PATCH') documents.set(found.id, { ...found, ...body });
      else documents.delete(found.id);
    }
    return { status: 200, body: { [method === 'PATCH' ? 'num_updated' : 'num_deleted']: matching.length } };
  }

  private addKey({ value, actions }: Record<string, unknown>): Reply {
    if (this.cluster.keys.has(String(value))) return refuse(409, 'API key generation conflict.');
    this.cluster.keys.set(String(value), actions as string[]);
    return { status: 201, body: { value } };
  }

  private addCollection(name: string): Reply {
    if (this.cluster.collections.has(name)) return refuse(409, `A collection with name \`${name}\` already exists.`);
    this.cluster.collections.set(name, new Map());
    return { status: 201, body: { name } };
  }

  private search(presented: string): Reply {
    if (!this.knows(presented)) return refuse(401, 'Forbidden - a valid `x-typesense-api-key` header must be sent.');
    if (!this.cluster.collections.has('content')) return refuse(404, 'Not found.');
    return { status: 200, body: { found: 0, hits: [] } };
  }

  /** Whether a scoped key was made of a key of the cluster: its first letters stand in it. */
  private knows(scopedKey: string): boolean {
    const text = Buffer.from(scopedKey, 'base64').toString();
    return [...this.cluster.keys.keys()].some((key) => text.includes(`${key.slice(0, 4)}{`));
  }
}

function create(documents: Map<string, StoredDocument>, body: Record<string, unknown>, overwrites: boolean): Reply {
  const id = String(body.id);
  if (typeof body.title !== 'string') return refuse(400, 'Field `title` must be a string.');
  if (documents.has(id) && !overwrites) return refuse(409, `A document with id ${id} already exists.`);
  documents.set(id, { ...body, id });
  return { status: 201, body };
}

/** Reads the filters that the search tier writes: comparisons, all of which must hold. */
function matcher(filter: string): (document: StoredDocument) => boolean {
  const terms = filter.split(' && ').filter((term) => term !== '');
  const tests = terms.map((term) => {
    const [, field = '', operator = '', value = ''] = /^(\w+):(=|<=|<)(.+)$/.exec(term) ?? [];
    if (field === '') throw new Error(`The fake can't read the filter ${term}.`);
    return (document: StoredDocument) => {
      if (operator === '=') return String(document[field]) === value;
      return operator === '<' ? Number(document[field]) < Number(value) : Number(document[field]) <= Number(value);
    };
  });
  return (document) => tests.every((test) => test(document));
}
