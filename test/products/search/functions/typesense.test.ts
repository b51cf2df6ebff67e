import { utimesSync, writeFileSync } from 'node:fs';
import { NodeAgent, publicKeyOf } from '../../../../products/search/functions/node-identity.lambda';
import {
  SearchUnavailableError,
  Typesense,
  type TypesenseOptions,
} from '../../../../products/search/functions/typesense.lambda';
import { needing } from '../../../tools/needing';
import { openssl } from '../../../tools/tools';
import { type Certificate, certificateOf, NodeProcess, seed } from '../nodes/node-process';
import { FakeCluster, FakeNode } from './fake-typesense';

const { describe, it } = needing(openssl);

const agent = new NodeAgent(publicKeyOf(seed));
let certificate: Certificate;
let one: FakeNode;
let other: FakeNode;
let typesense: Typesense;

const client = (options: Partial<TypesenseOptions> = {}) =>
  new Typesense({ nodes: ['127.0.0.1', '127.0.0.2'], port: one.port, key: 'key', agent, pause: 1, ...options });
const collection = { method: 'GET', path: '/collections/content' } as const;
const requests = () => [...one.requests, ...other.requests];

beforeAll(async () => {
  certificate = await certificateOf(seed);
});

beforeEach(async () => {
  const cluster = new FakeCluster('key');
  cluster.collections.set('content', new Map());
  one = await FakeNode.start(cluster, certificate);
  other = await FakeNode.start(cluster, certificate, one.port, '127.0.0.2');
  typesense = client();
});

afterEach(async () => {
  await Promise.all([one.stop(), other.stop()]);
});

afterAll(() => agent.destroy());

describe('a client of the search nodes', () => {
  it('gets the answer of one node', async () => {
    expect(await typesense.ask(collection)).toMatchObject({ status: 200, body: { name: 'content' } });
    expect(requests()).toEqual(['GET /collections/content']);
  });

  it('hands on what a node refuses, without asking another', async () => {
    expect((await client({ key: 'wrong' }).ask(collection)).status).toBe(401);
    expect((await typesense.ask({ method: 'GET', path: '/nowhere' })).status).toBe(404);
    expect(requests()).toHaveLength(2);
  });

  it.each([429, 500, 503])('asks the next node when one answers %d', async (status) => {
    one.trouble({ status, message: 'Not Ready or Lagging' });
    other.trouble({ status, message: 'Not Ready or Lagging' });
    expect((await typesense.ask(collection)).status).toBe(200);
    expect(requests()).toHaveLength(3);
  });

  it('asks the next node when one does not answer in time', async () => {
    one.trouble('hang');
    other.trouble('hang');
    expect((await typesense.ask({ ...collection, timeout: 100 })).status).toBe(200);
  });

  it('asks the next node when one is down, and stays with it', async () => {
    await one.stop();
    await typesense.ask(collection);
    await typesense.ask(collection);
    expect(other.requests).toHaveLength(2);
  });

  it('gives up when no node answers, and says what each of them said', async () => {
    for (const node of [one, other]) node.trouble(...Array(2).fill({ status: 503, message: 'Not Ready or Lagging' }));
    const problem = typesense.ask(collection);
    await expect(problem).rejects.toThrow(SearchUnavailableError);
    await expect(problem).rejects.toThrow(/127\.0\.0\.1: 503 Not Ready or Lagging.*127\.0\.0\.2: 503/);
    expect(requests()).toHaveLength(4);
  });
});

describe('a client with a deadline', () => {
  const left = (milliseconds: number) => client().until(Date.now() + milliseconds);

  it('waits for a node that hangs until then, and no longer', async () => {
    for (const node of [one, other]) node.trouble('hang', 'hang');
    const start = Date.now();
    await expect(left(200).ask(collection)).rejects.toThrow(/^No search node answered in time\. 127\.0\.0\.\d: /);
    expect(Date.now() - start).toBeLessThan(1000);
  });

  it('asks nobody once it has passed', async () => {
    await expect(left(-1).ask(collection)).rejects.toThrow(SearchUnavailableError);
    expect(requests()).toEqual([]);
  });

  it('stays with the node that answered before', async () => {
    await one.stop();
    await typesense.ask(collection);
    await typesense.until(Date.now() + 5000).ask(collection);
    await typesense.ask(collection);
    expect(other.requests).toHaveLength(3);
  });
});

it('every node can be asked for itself, whatever the others say', async () => {
  other.trouble({ status: 503, message: 'Not Ready or Lagging' });
  expect(await typesense.askEach(collection)).toMatchObject([
    { node: '127.0.0.1', answer: { status: 200 } },
    { node: '127.0.0.2', problem: '503 Not Ready or Lagging' },
  ]);
});

describe('whoever is not a search node', () => {
  it('gets no request, and so no key', async () => {
    const stranger = await FakeNode.start(new FakeCluster('key'), await certificateOf(seed.toLowerCase()));
    const asked = client({ nodes: ['127.0.0.1'], port: stranger.port }).ask(collection);
    await expect(asked).rejects.toThrow(/is not a search node of this environment/);
    expect(stranger.requests).toEqual([]);
    await stranger.stop();
  });
});

describe('the health check of the container', () => {
  let container: NodeProcess;

  beforeEach(() => {
    container = new NodeProcess();
  });

  afterEach(() => container.remove());

  const isHealthy = (node: FakeNode) => container.isHealthy({ TYPESENSE_API_PORT: String(node.port) });

  it('succeeds while Typesense says that it is well', async () => {
    expect(await isHealthy(one)).toBe(true);
  });

  const startedMinutesAgo = (minutes: number) => {
    const at = Date.now() / 1000 - minutes * 60;
    writeFileSync(container.path('run', 'started'), '');
    utimesSync(container.path('run', 'started'), at, at);
  };

  it('fails while Typesense is not ready, so that an upgrade waits before it goes on', async () => {
    startedMinutesAgo(19);
    one.trouble({ status: 503, message: 'Not Ready or Lagging' });
    expect(await isHealthy(one)).toBe(false);
  });

  it('succeeds when Typesense answers that it is not ready for longer: a large index takes its time', async () => {
    startedMinutesAgo(22);
    one.trouble({ status: 503, message: 'Not Ready or Lagging' });
    expect(await isHealthy(one)).toBe(true);
  });

  it('fails when nothing answers', async () => {
    const nobody = await FakeNode.start(new FakeCluster('key'), certificate);
    const free = nobody.port;
    await nobody.stop();
    startedMinutesAgo(22);
    expect(await container.isHealthy({ TYPESENSE_API_PORT: String(free) })).toBe(false);
  });
});
