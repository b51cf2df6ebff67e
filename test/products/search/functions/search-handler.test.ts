import type { LambdaFunctionURLEvent } from 'aws-lambda';
import { searcher } from '../../../../products/search/functions/search-handler.lambda';
import { scopedKey } from '../../../../products/search/functions/search-key.lambda';
import { needing } from '../../../tools/needing';
import { openssl } from '../../../tools/tools';
import { context, RunningSearch } from './running-search';

const { describe } = needing(openssl);

const searchKey = 'search-only-key';
let search: RunningSearch;

async function ask(queryStringParameters: Record<string, string> = {}, { method = 'GET', time = context } = {}) {
  const parts = { ...search.parts, typesense: async () => search.client(scopedKey(searchKey)) };
  const event = { requestContext: { http: { method } }, queryStringParameters };
  const answer = await searcher(parts)(event as unknown as LambdaFunctionURLEvent, time);
  if (typeof answer === 'string') throw new Error('The answer has no status.');
  return { status: answer.statusCode, headers: answer.headers, body: JSON.parse(answer.body ?? '') };
}

beforeEach(async () => {
  search = await RunningSearch.start();
  search.cluster.collections.set('content', new Map());
  search.cluster.keys.set(searchKey, ['documents:search']);
});

afterEach(() => search.stop());

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

  it('before the function’s own time is up, where nodes hang', async () => {
    search.node.trouble('hang', 'hang');
    const start = Date.now();
    const { status } = await ask({ q: 'soup' }, { time: { getRemainingTimeInMillis: () => 1300 } });
    expect(status).toBe(503);
    expect(Date.now() - start).toBeLessThan(1300);
  });

  it('but not when Typesense refuses what the function asks, and learns nothing of it', async () => {
    search.node.trouble({ status: 400, message: 'Could not find a field named `secret` in the schema.' });
    expect(await ask({ q: 'soup' })).toMatchObject({ status: 500, body: { message: 'Search failed.' } });
  });
});
