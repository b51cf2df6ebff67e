import { putDocument } from '../../../../products/search/functions/content-collection.lambda';
import { removedContent } from '../../../../products/search/functions/content-source.lambda';
import { type MaintenanceProps, maintenance } from '../../../../products/search/functions/maintenance-handler.lambda';
import { needing } from '../../../tools/needing';
import { openssl } from '../../../tools/tools';
import { certificateOf, seed } from '../nodes/node-process';
import { FakeCluster, FakeNode } from './fake-typesense';
import { adminKey, content, context, RunningSearch } from './running-search';

const { describe, it } = needing(openssl);

const now = new Date('2026-03-01T02:00:00Z');
let search: RunningSearch;

const run = (task: unknown, changes: Partial<MaintenanceProps> = {}) =>
  maintenance({
    ...search.parts,
    searchKey: async () => 'search-only-key',
    snapshots: '/data/snapshots',
    now: () => now,
    ...changes,
  })({ task }, context);

const minutesLater = (minutes: number) => ({ now: () => new Date(now.getTime() + minutes * 60_000) });

beforeEach(async () => {
  search = await RunningSearch.start();
});

afterEach(() => search.stop());

describe('prepare', () => {
  it('waits for nodes that are not ready, and says so', async () => {
    search.node.trouble(...Array(3).fill({ status: 503, message: 'Not Ready' }));
    await run('prepare');
    expect(search.log).toMatchObject([
      { level: 'WARN', task: 'prepare', ready: false, waiting: expect.stringContaining('Not Ready') },
    ]);
    expect(search.cluster.collections.size).toBe(0);
  });

  it('fails when Typesense refuses', async () => {
    search.node.trouble({ status: 401, message: 'Forbidden' });
    await expect(run('prepare')).rejects.toThrow('making the search key: Typesense answered 401: Forbidden');
  });

  it('says which node shows something else, since the clients ask any', async () => {
    const deaf = await FakeNode.start(
      new FakeCluster(adminKey),
      await certificateOf(seed),
      search.node.port,
      '127.0.0.2',
    );
    await run('prepare', { typesense: async () => search.client(adminKey, ['127.0.0.1', '127.0.0.2']) });
    await deaf.stop();
    expect(search.log).toMatchObject([
      { level: 'WARN', ready: false, nodes: { '127.0.0.1': expect.anything(), '127.0.0.2': expect.anything() } },
    ]);
  }, 10_000);

  it('writes all content anew when nobody saw to the index for a quarter of an hour', async () => {
    await run('prepare');
    await search.app.add(content('soup'));
    await run('prepare', minutesLater(5));
    expect(search.cluster.content).toEqual([]);
    await run('prepare', minutesLater(21));
    expect(search.cluster.content).toMatchObject([{ id: 'soup' }]);
  });

  it('begins with an empty index when nobody saw to it for so long that what was removed may have left the table', async () => {
    await search.app.add(content('soup'));
    await run('prepare');
    search.table.purge('soup');
    await run('prepare', minutesLater(27 * 24 * 60));
    expect(search.cluster.content).toMatchObject([{ id: 'soup' }]);
    await run('prepare', minutesLater(56 * 24 * 60));
    expect(search.cluster.content).toEqual([]);
    expect(search.cluster.collections.size).toBe(1);
  });

  it('fills an index that the indexer has made', async () => {
    await search.app.add(content('soup'));
    search.cluster.collections.set('content', new Map());
    await run('prepare');
    expect(search.cluster.content).toMatchObject([{ id: 'soup' }]);
  });

  it('goes on without what Typesense refuses, and logs why', async () => {
    await search.app.add(content('soup'));
    await search.app.add(content('bread', 2));
    await run('prepare');
    search.log.splice(0);
    // The look at the node, the state twice, and then the first document.
    const well = Array(3).fill(undefined);
    search.node.trouble(...well, { status: 400, message: 'Field `title` must be a string.' });
    await run('reindex', minutesLater(5));
    expect(search.log).toMatchObject([
      { level: 'ERROR', message: expect.stringMatching(/^updating \w+: Typesense answered 400/) },
      { level: 'INFO', task: 'reindex', documents: 1, refused: 1 },
    ]);
  });
});

describe('reindex', () => {
  it('mends what an event was lost for', async () => {
    await search.app.add(content('soup'));
    await search.app.add(content('bread', 2));
    await run('reindex');
    await search.app.remove('soup', 'ada', new Date('2026-02-28T10:00:00Z'));
    search.cluster.collections.get('content')?.delete('bread');
    await run('reindex', minutesLater(5));
    expect(search.cluster.content).toMatchObject([
      { id: 'soup', removed: true },
      { id: 'bread', removed: false },
    ]);
  });

  it('forgets content a month after its removal', async () => {
    await run('prepare');
    await putDocument(search.client(), removedContent('old', Date.parse('2026-01-01T00:00:00Z')));
    await putDocument(search.client(), removedContent('recent', Date.parse('2026-02-20T00:00:00Z')));
    await run('reindex', minutesLater(5));
    expect(search.cluster.content.map(({ id }) => id)).toEqual(['recent']);
  });
});

describe('snapshot', () => {
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
