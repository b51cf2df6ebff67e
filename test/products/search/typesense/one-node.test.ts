import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  contentCollection,
  dropCollection,
  putDocument,
} from '../../../../products/search/functions/content-collection.lambda';
import {
  type ContentSource,
  ContentTable,
  removedContent,
} from '../../../../products/search/functions/content-source.lambda';
import { scopedKey } from '../../../../products/search/functions/search-key.lambda';
import { SearchUnavailableError } from '../../../../products/search/functions/typesense.lambda';
import { needing } from '../../../tools/needing';
import { openssl, typesenseServer } from '../../../tools/tools';
import { content, context } from '../functions/running-search';
import { seed } from '../nodes/node-process';
import { type Handler, loadedFunction } from './loaded-function';
import { SecretsServer } from './secrets-server';
import { adminKey, searchKey, TypesenseCluster } from './typesense-cluster';

const { describe, it } = needing(openssl, typesenseServer);

/** Abilities of the released image that the server of the tests, an older one, has not: the fakes stand in for it. */
const differences = ['documents that are changed by filter', 'TYPESENSE_RESET_PEERS_ON_ERROR'];

let cluster: TypesenseCluster;

/** A source that says no more after so many pages. */
function sourceOf(pages: number): ContentSource {
  const table = new ContentTable(cluster.table.client, 'content');
  return {
    find: (id) => table.find(id),
    async *all(from) {
      let read = 0;
      for await (const page of table.all(from)) {
        if (read === pages) throw new SearchUnavailableError('A node went away.');
        read += 1;
        yield page;
      }
    },
  };
}

const minutesLater = (minutes: number) => ({ now: () => new Date(Date.now() + minutes * 60_000) });
const prepare = (changes = {}) => cluster.maintain('prepare', changes);
const shown = () => cluster.documents(1);

beforeAll(async () => {
  cluster = await TypesenseCluster.make();
  cluster.start(1, '1');
  await cluster.ready(1);
}, 60_000);

beforeEach(async () => {
  await dropCollection(cluster.client());
  cluster.table.clear();
  cluster.log.splice(0);
});

afterAll(() => cluster?.remove());

it(`the server is 0.24.1, and lacks ${differences.join(' and ')}`, async () => {
  const { body } = await cluster.client().ask({ method: 'GET', path: '/debug' });
  process.stderr.write(`Typesense ${body.version}; the released image has beside it: ${differences.join(', ')}\n`);
  expect(body.version).toBe('0.24.1');
  const path = `/collections/${contentCollection}/documents`;
  await prepare();
  const change = { method: 'PATCH', path, query: { filter_by: 'id:=soup' }, body: { title: 'Soup' } } as const;
  expect((await cluster.client().ask(change)).status).toBe(404);
});

describe('a real node', () => {
  it('is well for the container’s health check', async () => {
    expect(await cluster.task(1).isHealthy()).toBe(true);
  });

  it('is not well for it before it answers, or once it is gone', async () => {
    const other = await TypesenseCluster.make();
    other.start(1, '1');
    expect(await other.task(1).isHealthy()).toBe(false);
    await other.remove();
  });

  it('keeps its index when its next task has another address', async () => {
    await cluster.add('soup', 'bread');
    await prepare();
    await cluster.stop(1);
    cluster.start(1, '1');
    await cluster.ready(1);
    expect(await shown()).toBe(2);
  }, 60_000);

  it('copies its index into its directory', async () => {
    await cluster.maintain('snapshot', { now: () => new Date('2026-03-01T02:00:00Z') });
    const snapshot = join(cluster.directory(1), 'snapshots', '20260301T020000Z');
    expect(readdirSync(snapshot)).toEqual(expect.arrayContaining(['state']));
    expect(existsSync(join(cluster.directory(1), 'typesense-1', 'state'))).toBe(true);
  });
});

describe('prepare', () => {
  it('makes the collection and the key that may only search, and fills it with what there was before search', async () => {
    await cluster.add('soup', 'bread', 'cake');
    await prepare();
    expect(await shown()).toBe(3);
    expect(cluster.log).toEqual([{ level: 'INFO', task: 'prepare', documents: 3, ready: true }]);
  });

  it('leaves alone what is there', async () => {
    await prepare();
    await cluster.add('soup');
    await prepare(minutesLater(5));
    expect(await shown()).toBe(0);
  });

  it.each([0, 1, 2])('finishes a filling that broke off after %d pages, from where it was', async (pages) => {
    await cluster.add('soup', 'bread', 'cake', 'tea', 'jam');
    await prepare({ source: sourceOf(pages) });
    expect(cluster.log).toMatchObject([{ level: 'WARN', ready: false, waiting: 'A node went away.' }]);
    await prepare(minutesLater(5));
    expect(await shown()).toBe(5);
    expect(cluster.log.at(-1)).toMatchObject({ level: 'INFO', documents: 5 - 2 * pages, ready: true });
  });

  it('finishes a filling that ran out of time', async () => {
    await cluster.add('soup', 'bread', 'cake');
    await cluster.maintain('prepare', {}, { getRemainingTimeInMillis: () => 65_000 });
    expect(cluster.log).toMatchObject([{ documents: 2, unfinished: 'time is up' }]);
    await prepare(minutesLater(5));
    expect(await shown()).toBe(3);
  });

  it('leaves a filling to the run that is at it', async () => {
    await cluster.add('soup', 'bread', 'cake');
    await prepare({ source: sourceOf(1) });
    await prepare(minutesLater(1));
    expect(cluster.log.at(-1)).toMatchObject({ documents: 0, unfinished: 'another run is at it' });
  });
});

describe('the key of the search function', () => {
  const path = `/collections/${contentCollection}/documents`;
  const everything = Buffer.from(
    Buffer.from(scopedKey(searchKey), 'base64').toString().replace('removed:=false', 'removed:=true'),
  ).toString('base64');

  it('searches, and does nothing else', async () => {
    await cluster.add('soup');
    await prepare();
    const client = cluster.client(scopedKey(searchKey));
    const search = { method: 'GET', path: `${path}/search`, query: { q: 'soup', query_by: 'title' } } as const;
    expect((await client.ask(search)).status).toBe(200);
    expect((await client.ask({ method: 'DELETE', path, query: { filter_by: 'removed:=false' } })).status).toBe(401);
    expect((await cluster.client(everything).ask(search)).status).toBe(401);
    expect(await shown()).toBe(1);
  });
});

describe('the functions of the template', () => {
  let secrets: SecretsServer;

  const load = (id: string): Handler =>
    loadedFunction(id, {
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
      AWS_ENDPOINT_URL_DYNAMODB: cluster.table.url,
      NODES: cluster.addresses.get(1) ?? '',
      API_PORT: String(cluster.ports.api),
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    });
  const asked = (queryStringParameters: Readonly<Record<string, string>>) => ({
    requestContext: { http: { method: 'GET' } },
    queryStringParameters,
  });
  const find = async (query: Readonly<Record<string, string>>) => {
    const answer = (await load('FunctionsSearch')(asked(query), context)) as { readonly body: string };
    return JSON.parse(answer.body);
  };
  const ids = async (query: Readonly<Record<string, string>>) =>
    (await find(query)).items.map(({ id }: { readonly id: string }) => id);

  beforeEach(async () => {
    secrets = await SecretsServer.start({
      SecretsAdminKey: adminKey,
      SecretsSearchKey: searchKey,
      SecretsIdentity: seed,
    });
    for (const method of ['info', 'warn', 'error'] as const) jest.spyOn(console, method).mockReturnValue();
    await cluster.add('soup', 'bread');
    await load('FunctionsMaintenance')({ task: 'prepare' }, context);
    await cluster.add('soup', 'bread', 'cake');
    const body = JSON.stringify({ time: '2026-01-01T10:00:00Z', detail: { id: 'cake' } });
    await load('FunctionsIndexer')({ Records: [{ messageId: '1', body }] }, context);
    await putDocument(cluster.client(), { ...removedContent('poison', 4), title: 'Tasty poison' });
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await secrets.stop();
  });

  it('find content by its words, and show where', async () => {
    expect(await find({ q: 'soup' })).toEqual({
      found: 1,
      page: 1,
      items: [
        {
          ...{ id: 'soup', title: 'Title of soup', author: 'ada', createdAt: content('soup').createdAt },
          snippet: 'Tasty words about <mark>soup</mark>',
        },
      ],
    });
  });

  it('find everything without words, newest first, and keep to a page and its size', async () => {
    expect(await ids({})).toEqual(['cake', 'bread', 'soup']);
    expect(await ids({ q: '  ' })).toEqual(['cake', 'bread', 'soup']);
    expect(await ids({ perPage: '2', page: '2' })).toEqual(['soup']);
  });

  it('keep to an author', async () => {
    expect(await ids({ author: 'ada' })).toHaveLength(3);
    expect(await ids({ author: 'bob' })).toEqual([]);
  });

  it('never find what was removed, nor the state of the index', async () => {
    expect(await ids({ q: 'tasty' })).not.toContain('poison');
    expect((await find({ q: 'poison' })).found).toBe(0);
    expect((await find({})).found).toBe(3);
  });

  it('read their secrets once, with their own variables', async () => {
    secrets.reads.splice(0);
    const search = load('FunctionsSearch');
    for (const q of ['soup', 'cake']) await search(asked({ q }), context);
    expect(secrets.reads.sort()).toEqual(['SecretsIdentity', 'SecretsSearchKey']);
  });

  it('log what they did as objects, by the console’s method of the level', () => {
    expect(jest.mocked(console.info).mock.calls).toEqual([
      [{ task: 'prepare', documents: 2, ready: true }],
      [{ messageId: '1', content: 'cake', removed: false, outcome: 'written' }],
    ]);
  });
});
