import type { SQSEvent } from 'aws-lambda';
import fc from 'fast-check';
import { putDocument } from '../../../../products/search/functions/content-collection.lambda';
import { removedContent } from '../../../../products/search/functions/content-source.lambda';
import { indexer } from '../../../../products/search/functions/indexer-handler.lambda';
import { needing } from '../../../tools/needing';
import { openssl } from '../../../tools/tools';
import { content, context, RunningSearch } from './running-search';

const { describe } = needing(openssl);

let search: RunningSearch;

/** Events about content, as SQS hands them over: one message each, numbered from 1. */
const events = (...bodies: readonly (string | { readonly id?: unknown; readonly time?: string })[]) => ({
  Records: bodies.map((body, index) => ({
    messageId: String(index + 1),
    body:
      typeof body === 'string'
        ? body
        : JSON.stringify({
            source: 'bellyfed.content',
            'detail-type': 'ContentCreated',
            time: body.time ?? '2026-01-01T10:00:00Z',
            detail: { id: body.id, author: 'ada' },
          }),
  })),
});

const index = (batch: ReturnType<typeof events>, time = context) => indexer(search.parts)(batch as SQSEvent, time);
const failed = async (batch: ReturnType<typeof events>) =>
  (await index(batch)).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);

beforeEach(async () => {
  search = await RunningSearch.start();
  search.cluster.collections.set('content', new Map());
});

afterEach(() => search.stop());

describe('the indexer', () => {
  it('brings content that was created into the index, as the app wrote it', async () => {
    await search.app.add(content('soup'));
    expect(await failed(events({ id: 'soup' }))).toEqual([]);
    const at = Date.parse('2026-01-01T10:00:00.000Z');
    expect(search.cluster.content).toEqual([{ ...content('soup'), createdAt: at, version: at, removed: false }]);
  });

  it('reads what is there now, not what was there', async () => {
    await search.app.add(content('soup'));
    await index(events({ id: 'soup' }));
    expect(search.table.reads).toEqual([true]);
  });

  it('takes removed content out of sight, and forgets its text', async () => {
    await search.app.add(content('soup'));
    await index(events({ id: 'soup' }));
    await search.app.remove('soup', 'ada', new Date('2026-01-02T10:00:00Z'));
    await index(events({ id: 'soup', time: '2026-01-02T10:00:00Z' }));
    expect(search.cluster.content).toEqual([removedContent('soup', Date.parse('2026-01-02T10:00:00Z'))]);
  });

  it('takes content that was deleted for good out of sight', async () => {
    await search.app.add(content('soup'));
    await index(events({ id: 'soup' }));
    search.table.purge('soup');
    await index(events({ id: 'soup', time: '2026-01-02T10:00:00Z' }));
    expect(search.cluster.content).toMatchObject([{ id: 'soup', removed: true, body: '' }]);
  });

  it('does the same however often an event comes', async () => {
    await search.app.add(content('soup'));
    await index(events({ id: 'soup' }, { id: 'soup' }));
    const once = search.cluster.content;
    await index(events({ id: 'soup' }));
    expect(search.cluster.content).toEqual(once);
    expect(once).toHaveLength(1);
  });
});

describe('the index', () => {
  it('shows the newest version, in whatever order and however often the versions come', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 8 }), async (versions) => {
        search.cluster.collections.set('content', new Map());
        const client = search.client();
        await Promise.all(
          versions.map((version) =>
            putDocument(client, { ...removedContent('soup', version), title: `version ${version}` }),
          ),
        );
        const newest = Math.max(...versions);
        expect(search.cluster.content).toMatchObject([{ version: newest, title: `version ${newest}` }]);
      }),
      { numRuns: 25 },
    );
  });

  it('keeps removed content away when its creation comes late', async () => {
    const client = search.client();
    expect(await putDocument(client, removedContent('soup', 2))).toBe('written');
    expect(await putDocument(client, { ...removedContent('soup', 1), removed: false })).toBe('stale');
    expect(search.cluster.content).toMatchObject([{ removed: true, version: 2 }]);
  });
});

describe('what fails', () => {
  it.each([
    ['an event that is no JSON', 'soup'],
    ['an event without an id', { id: undefined }],
    ['an id that would change the filter', { id: 'soup || removed:=false' }],
    ['an event without a time', { id: 'soup', time: 'yesterday' }],
  ])('goes back alone: %s', async (_, body) => {
    await search.app.add(content('bread'));
    expect(await failed(events(body, { id: 'bread' }))).toEqual(['1']);
    expect(search.cluster.content).toMatchObject([{ id: 'bread' }]);
    expect(search.log).toContainEqual(expect.objectContaining({ level: 'ERROR', messageId: '1' }));
  });

  it('goes back while no node is ready, and is indexed later', async () => {
    await search.app.add(content('soup'));
    search.node.trouble({ status: 503, message: 'Not Ready' }, { status: 503, message: 'Not Ready' });
    expect(await failed(events({ id: 'soup' }))).toEqual(['1']);
    expect(await failed(events({ id: 'soup' }))).toEqual([]);
    expect(search.cluster.content).toHaveLength(1);
  });

  it('goes back before the time is up, where nodes hang', async () => {
    await search.app.add(content('soup'));
    search.node.trouble('hang', 'hang');
    const start = Date.now();
    const { batchItemFailures } = await index(events({ id: 'soup' }), { getRemainingTimeInMillis: () => 2300 });
    expect(batchItemFailures).toEqual([{ itemIdentifier: '1' }]);
    expect(Date.now() - start).toBeLessThan(2300);
    expect(search.log).toMatchObject([{ level: 'ERROR', message: expect.stringContaining('in time') }]);
  });

  it('survives one node that does not answer well, without going back', async () => {
    await search.app.add(content('soup'));
    search.node.trouble({ status: 500, message: 'Could not forward' });
    expect(await failed(events({ id: 'soup' }))).toEqual([]);
  });

  it('goes back when Typesense refuses the document', async () => {
    await search.app.add(content('soup'));
    search.node.trouble({ status: 400, message: 'Field `title` must be a string.' });
    expect(await failed(events({ id: 'soup' }))).toEqual(['1']);
    expect(search.log).toContainEqual(
      expect.objectContaining({ message: 'updating soup: Typesense answered 400: Field `title` must be a string.' }),
    );
  });

  it('goes back when the collection is missing, which is made for the next attempt', async () => {
    search.cluster.collections.clear();
    await search.app.add(content('soup'));
    expect(await failed(events({ id: 'soup' }))).toEqual(['1']);
    expect(await failed(events({ id: 'soup' }))).toEqual([]);
    expect(search.cluster.content).toHaveLength(1);
  });
});
