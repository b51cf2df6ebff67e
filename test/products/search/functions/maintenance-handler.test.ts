import { putDocument } from '../../../../products/search/functions/content-collection.lambda';
import { removedContent } from '../../../../products/search/functions/content-source.lambda';
import { maintenance } from '../../../../products/search/functions/maintenance-handler.lambda';
import { needing } from '../../../tools/needing';
import { openssl } from '../../../tools/tools';
import { content, RunningSearch } from './running-search';

const { describe, it } = needing(openssl);

const now = new Date('2026-03-01T02:00:00Z');
let search: RunningSearch;

const run = (task: unknown) =>
  maintenance({
    ...search.parts,
    searchKey: async () => 'search-only-key',
    snapshots: '/data/snapshots',
    now: () => now,
  })({ task });

beforeEach(async () => {
  search = await RunningSearch.start();
});

afterEach(() => search.stop());

describe('prepare', () => {
  it('makes the collection and the key that may only search', async () => {
    await run('prepare');
    expect([...search.cluster.collections.keys()]).toEqual(['content']);
    expect([...search.cluster.keys]).toEqual([['search-only-key', ['documents:search']]]);
  });

  it('fills a new collection with what there was before search', async () => {
    for (const [index, id] of ['soup', 'bread', 'cake', 'tea', 'jam'].entries()) {
      await search.app.add(content(id, index + 1));
    }
    await search.app.remove('tea', 'ada', new Date('2026-02-20T10:00:00Z'));
    await run('prepare');
    const shown = search.cluster.content.filter(({ removed }) => removed === false);
    expect(shown.map(({ id }) => id).sort()).toEqual(['bread', 'cake', 'jam', 'soup']);
    expect(search.cluster.content).toHaveLength(5);
  });

  it('leaves alone what is there', async () => {
    await run('prepare');
    await search.app.add(content('soup'));
    await run('prepare');
    expect(search.cluster.content).toEqual([]);
    expect(search.log).toEqual([
      { level: 'INFO', task: 'prepare', documents: 0 },
      { level: 'INFO', task: 'prepare', documents: 0 },
    ]);
  });

  it('waits for nodes that are not ready', async () => {
    search.node.trouble({ status: 503, message: 'Not Ready' }, { status: 503, message: 'Not Ready' });
    await run('prepare');
    expect(search.log).toMatchObject([{ level: 'WARN', waiting: expect.stringContaining('Not Ready') }]);
    expect(search.cluster.collections.size).toBe(0);
  });

  it('fails when Typesense refuses', async () => {
    search.node.trouble({ status: 401, message: 'Forbidden' });
    await expect(run('prepare')).rejects.toThrow('making the search key: Typesense answered 401: Forbidden');
  });
});

describe('reindex', () => {
  it('mends what an event was lost for', async () => {
    await search.app.add(content('soup'));
    await search.app.add(content('bread', 2));
    await run('reindex');
    await search.app.remove('soup', 'ada', new Date('2026-02-28T10:00:00Z'));
    search.cluster.collections.get('content')?.delete('bread');
    await run('reindex');
    expect(search.cluster.content).toMatchObject([
      { id: 'soup', removed: true },
      { id: 'bread', removed: false },
    ]);
  });

  it('forgets content a month after its removal', async () => {
    await run('prepare');
    await putDocument(search.client(), removedContent('old', Date.parse('2026-01-01T00:00:00Z')));
    await putDocument(search.client(), removedContent('recent', Date.parse('2026-02-20T00:00:00Z')));
    await run('reindex');
    expect(search.cluster.content.map(({ id }) => id)).toEqual(['recent']);
  });
});

describe('snapshot', () => {
  it('lets a node write into its directory, under the time', async () => {
    await run('snapshot');
    expect(search.cluster.snapshots).toEqual(['/data/snapshots/20260301T020000Z']);
  });

  it('leaves one that is being made alone', async () => {
    search.node.trouble({ status: 409, message: 'Another snapshot is in progress.' });
    await run('snapshot');
    expect(search.log).toMatchObject([{ skipped: 'a snapshot is being made' }]);
  });

  it('fails loudly when there is none', async () => {
    search.node.trouble(...Array(2).fill({ status: 500, message: 'Disk is full' }));
    await expect(run('snapshot')).rejects.toThrow('Disk is full');
  });
});

it.each([undefined, 'toString', 7])('an unknown task is refused: %j', async (task) => {
  await expect(run(task)).rejects.toThrow('The task must be one of prepare, reindex, snapshot, got:');
});
