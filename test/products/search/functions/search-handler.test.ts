import type { LambdaFunctionURLEvent } from 'aws-lambda';
import { putDocument } from '../../../../products/search/functions/content-collection.lambda';
import { removedContent } from '../../../../products/search/functions/content-source.lambda';
import { scopedKey, searcher } from '../../../../products/search/functions/search-handler.lambda';
import { needing } from '../../../tools/needing';
import { openssl } from '../../../tools/tools';
import { RunningSearch } from './running-search';

const { describe } = needing(openssl);

const searchKey = 'search-only-key';
let search: RunningSearch;

async function ask(queryStringParameters: Record<string, string> = {}, { key = searchKey, method = 'GET' } = {}) {
  const parts = { ...search.parts, typesense: async () => search.client(scopedKey(key)) };
  const event = { requestContext: { http: { method } }, queryStringParameters };
  const answer = await searcher(parts)(event as unknown as LambdaFunctionURLEvent);
  if (typeof answer === 'string') throw new Error('The answer has no status.');
  return { status: answer.statusCode, headers: answer.headers, body: JSON.parse(answer.body ?? '') };
}

const ids = async (query: Record<string, string>) =>
  (await ask(query)).body.items.map(({ id }: { readonly id: string }) => id);

beforeEach(async () => {
  search = await RunningSearch.start();
  search.cluster.collections.set('content', new Map());
  search.cluster.keys.set(searchKey, ['documents:search']);
  for (const [day, id, author] of [
    [1, 'soup', 'ada'],
    [2, 'bread', 'ada'],
    [3, 'cake', 'bob'],
  ] as const) {
    const createdAt = Date.UTC(2026, 0, day);
    await putDocument(search.client(), {
      ...{ id, author, createdAt, version: createdAt, removed: false },
      ...{ title: `Title of ${id}`, body: `Tasty words about ${id}` },
    });
  }
  await putDocument(search.client(), { ...removedContent('poison', 4), title: 'Tasty poison' });
});

afterEach(() => search.stop());

describe('a search', () => {
  it('finds content by its words, and shows where', async () => {
    expect(await ask({ q: 'soup' })).toEqual({
      status: 200,
      headers: expect.objectContaining({ 'content-type': 'application/json; charset=utf-8' }),
      body: {
        found: 1,
        page: 1,
        items: [
          {
            id: 'soup',
            title: 'Title of soup',
            author: 'ada',
            createdAt: '2026-01-01T00:00:00.000Z',
            snippet: 'Tasty words about <mark>soup</mark>',
          },
        ],
      },
    });
  });

  it('without words finds everything, newest first', async () => {
    expect(await ids({})).toEqual(['cake', 'bread', 'soup']);
    expect(await ids({ q: '  ' })).toEqual(['cake', 'bread', 'soup']);
  });

  it('keeps to an author, a page and a size', async () => {
    expect(await ids({ author: 'ada' })).toEqual(['bread', 'soup']);
    expect(await ids({ perPage: '2', page: '2' })).toEqual(['soup']);
  });

  it('never finds what was removed', async () => {
    expect(await ids({ q: 'tasty' })).not.toContain('poison');
    expect((await ask({ q: 'poison' })).body.found).toBe(0);
  });
});

describe('the key of the search function', () => {
  it('searches, and does nothing else', async () => {
    const client = search.client(scopedKey(searchKey));
    const deletion = { method: 'DELETE', path: '/collections/content/documents', query: { filter_by: 'id:=soup' } };
    expect((await client.ask({ ...deletion, method: 'DELETE' })).status).toBe(401);
    expect(search.cluster.content.map(({ id }) => id)).toContain('soup');
  });

  it('is of no use with another filter', async () => {
    const everything = Buffer.from(
      Buffer.from(scopedKey(searchKey), 'base64').toString().replace('removed:=false', 'removed:=true'),
    ).toString('base64');
    const path = '/collections/content/documents/search';
    expect((await search.client(everything).ask({ method: 'GET', path, query: { q: '*' } })).status).toBe(401);
  });
});

describe('a question that makes no sense is refused', () => {
  it.each([
    [{ q: 'x'.repeat(201) }, 'q may have 200 characters, got: 201.'],
    [{ author: 'ada || removed:=true' }, 'author must be the id of an author.'],
    [{ page: '0' }, 'page must be a number from 1 to 9999, got: 0.'],
    [{ page: '1e3' }, 'page must be a number from 1 to 9999, got: 1e3.'],
    [{ perPage: '101' }, 'perPage must be a number from 1 to 100, got: 101.'],
  ])('%j', async (query, message) => {
    const before = search.node.requests.length;
    expect(await ask(query)).toMatchObject({ status: 400, body: { message } });
    expect(search.node.requests).toHaveLength(before);
  });

  it('by another method than GET', async () => {
    expect((await ask({}, { method: 'POST' })).status).toBe(405);
  });
});

describe('the caller is asked to come again', () => {
  it.each([
    ['no node is ready', () => search.node.trouble(...Array(2).fill({ status: 503, message: 'Not Ready' }))],
    ['the search key is not made yet', () => search.cluster.keys.clear()],
    ['the collection is not made yet', () => search.cluster.collections.clear()],
  ])('while %s', async (_, prepare) => {
    prepare();
    expect(await ask({ q: 'soup' })).toMatchObject({ status: 503, body: { message: 'Search is not available.' } });
    expect(search.log).toContainEqual(expect.objectContaining({ level: 'ERROR' }));
  });

  it('but not when Typesense refuses what the function asks, and learns nothing of it', async () => {
    search.node.trouble({ status: 400, message: 'Could not find a field named `secret` in the schema.' });
    expect(await ask({ q: 'soup' })).toMatchObject({ status: 500, body: { message: 'Search failed.' } });
  });
});
