/** The code that works with the platform's tables, on the tables of the newest data release in moto's server. */
import {
  BatchWriteItemCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { type Content, draftLimits } from '../../../products/app/functions/content';
import { ContentTable } from '../../../products/app/functions/content-table.lambda';
import { counterIn } from '../../../products/app/functions/counts.lambda';
import { maintenanceHandler } from '../../../products/app/functions/maintenance-handler.lambda';
import {
  type ContentCursor,
  type ContentPage,
  contentStart,
  ContentTable as SearchedTable,
} from '../../../products/search/functions/content-source.lambda';
import { needing } from '../../tools/needing';
import { motoServer } from '../../tools/tools';
import { LimitedTable } from './limited-table';
import { MotoServer } from './moto-server';
import { createTable, releasedTables } from './released-tables';

const tables = releasedTables();
const nameOf = (id: string) => tables.get(id)?.TableName ?? '';
const content = nameOf('TablesContent');
const idempotency = nameOf('TablesIdempotency');

let moto: MotoServer;
let limited: LimitedTable;
let client: DynamoDBDocumentClient;

const day = (number: number) => new Date(Date.UTC(2026, 0, number));

/** A piece of content that was created on a day of 2026. */
function piece(id: string, on = 1, body = 'b'): Content {
  return { id, title: `Title of ${id}`, body, author: 'ann', createdAt: day(on).toISOString() };
}

const numbered = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, index) => `${prefix}-${String(index).padStart(3, '0')}`);

/** Adds content with the app's code; each piece was created on the day. */
async function add(ids: readonly string[], on = 1, body?: string): Promise<void> {
  const table = new ContentTable(client, content);
  for (const id of ids) await table.add(piece(id, on, body));
}

/** Takes content out of sight with the app's code, on a day. */
async function remove(ids: readonly string[], on: number): Promise<void> {
  const table = new ContentTable(client, content);
  for (const id of ids) await table.remove(id, 'ann', day(on));
}

/** Ids of all content that there still is, removed or not. */
async function kept(): Promise<readonly string[]> {
  const { Items = [] } = await client.send(
    new ScanCommand({ TableName: content, ProjectionExpression: 'id', FilterExpression: 'attribute_exists(id)' }),
  );
  return Items.map(({ id }) => String(id)).sort();
}

const item = async (TableName: string, Key: Record<string, string>) =>
  (await client.send(new GetCommand({ TableName, Key }))).Item;
const refusal = (name: string) => expect.objectContaining({ name });
const maintain = (task: string, on: number) =>
  maintenanceHandler({ client, table: content, now: () => day(on) })({ task });

needing(motoServer).describe('on the tables of the newest data release', () => {
  beforeAll(async () => {
    moto = await MotoServer.start();
  });

  beforeEach(async () => {
    await moto.reset();
    jest.replaceProperty(process, 'env', { ...process.env, ...moto.variables });
    limited = new LimitedTable();
    client = DynamoDBDocumentClient.from(limited.client);
    for (const properties of tables.values()) await createTable(limited.client, properties);
  });

  afterEach(() => jest.restoreAllMocks());
  afterAll(() => moto.stop());

  it('the server is 5.2.5, which takes more requests in a batch than DynamoDB, as the tests see it', async () => {
    const differences = ['at most 25 requests in a batch', 'requests that are left unprocessed', 'indexes that lag'];
    process.stderr.write(`moto ${MotoServer.release()}; DynamoDB has beside it: ${differences.join(', ')}\n`);
    expect(MotoServer.release()).toBe('5.2.5');
    const requests = numbered(26, 'a').map((id) => ({ PutRequest: { Item: { id: { S: id } } } }));
    const batch = new BatchWriteItemCommand({ RequestItems: { [idempotency]: requests } });
    expect(await new DynamoDBClient().send(batch)).toMatchObject({ UnprocessedItems: {} });
    await expect(limited.client.send(batch)).rejects.toEqual(refusal('ValidationException'));
  });

  describe('the tables', () => {
    it('have the keys, the index and the stream of the template', async () => {
      const { Table } = await limited.client.send(new DescribeTableCommand({ TableName: content }));
      expect(Table).toMatchObject({
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        GlobalSecondaryIndexes: [{ IndexName: 'gsi1', IndexStatus: 'ACTIVE', Projection: { ProjectionType: 'ALL' } }],
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
        BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      });
    });

    it.each(['TablesIdempotency', 'TablesSessions'])(
      'of %s expire by an attribute, of content they don’t',
      async (id) => {
        const lives = async (TableName: string) =>
          (await limited.client.send(new DescribeTimeToLiveCommand({ TableName }))).TimeToLiveDescription;
        expect(await lives(nameOf(id))).toEqual({ AttributeName: 'expiresAt', TimeToLiveStatus: 'ENABLED' });
        expect(await lives(content)).toEqual({ TimeToLiveStatus: 'DISABLED' });
      },
    );
  });

  describe('content', () => {
    it('is found as it was added, and never added over', async () => {
      const table = new ContentTable(client, content);
      await table.add(piece('soup'));
      await expect(table.add({ ...piece('soup'), author: 'ben' })).rejects.toEqual(
        refusal('ConditionalCheckFailedException'),
      );
      expect(await table.find('soup')).toEqual(piece('soup'));
      expect(await table.find('bread')).toBeUndefined();
    });

    it('is listed by its index, the newest first, as many as are asked for', async () => {
      const table = new ContentTable(client, content);
      for (const [id, on] of [
        ['soup', 2],
        ['tea', 3],
        ['bread', 1],
      ] as const)
        await table.add(piece(id, on));
      expect((await table.newest(50)).map(({ id }) => id)).toEqual(['tea', 'soup', 'bread']);
      expect(await table.newest(1)).toEqual([piece('tea', 3)]);
    });

    it('is removed by its author alone, and once', async () => {
      const table = new ContentTable(client, content);
      await add(['soup', 'bread']);
      expect(await table.remove('soup', 'ben', day(2))).toBe(false);
      expect(await table.remove('soup', 'ann', day(2))).toBe(true);
      expect(await table.remove('soup', 'ann', day(3))).toBe(false);
      expect(await table.remove('none', 'ann', day(3))).toBe(false);
      expect(await table.find('soup')).toBeUndefined();
      expect((await table.newest(50)).map(({ id }) => id)).toEqual(['bread']);
      expect(await item(content, { pk: 'CONTENT#soup', sk: 'CONTENT' })).toMatchObject({
        ...{ gsi1pk: 'REMOVED', gsi1sk: day(2).toISOString(), title: 'Title of soup' },
      });
      expect(await kept()).toEqual(['bread', 'soup']);
    });
  });

  describe('counts', () => {
    const count = (eventId: string, by: 1 | -1, tables = { content, idempotency }) =>
      counterIn(client, tables, () => day(1))({ eventId, author: 'ann', by });

    it('change once an event, however often it is delivered', async () => {
      expect([await count('e1', 1), await count('e1', 1), await count('e2', 1), await count('e3', -1)]).toEqual([
        ...[true, false, true, true],
      ]);
      expect(await item(content, { pk: 'AUTHOR#ann', sk: 'COUNTS' })).toMatchObject({ published: 1 });
    });

    it('don’t change when the event can’t be remembered', async () => {
      await expect(count('e1', 1, { content, idempotency: 'none' })).rejects.toThrow();
      expect(await item(content, { pk: 'AUTHOR#ann', sk: 'COUNTS' })).toBeUndefined();
    });

    /** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html */
    it('remember an event until a second that the table expires items by', async () => {
      await count('e1', 1);
      const { AttributeName = '' } = tables.get('TablesIdempotency')?.TimeToLiveSpecification ?? {};
      expect((await item(idempotency, { id: 'e1' }))?.[AttributeName]).toBe(day(31).getTime() / 1000);
    });
  });

  describe('maintenance', () => {
    /**
     * As long as the app takes it, in letters of three bytes, so that a page, which ends at 1 MB, holds 16 pieces of content.
     *
     * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html
     */
    const long = '食'.repeat(draftLimits.body);
    const manyPages = numbered(30, 'old');

    it('deletes for good what was removed more than 30 days ago, over all pages, and nothing else', async () => {
      await add(manyPages, 1, long);
      await add(['late', 'edge', 'shown']);
      await remove(manyPages, 2);
      await remove(['edge'], 3);
      await remove(['late'], 20);
      expect(await maintain('purge-removed', 33)).toEqual({ deleted: 30 });
      expect(await kept()).toEqual(['edge', 'late', 'shown']);
      expect(limited.count('Query')).toBe(2);
    });

    it('leaves to the next run what DynamoDB has no capacity for', async () => {
      await add(numbered(30, 'old'));
      await remove(numbered(30, 'old'), 2);
      limited.capacity = 10;
      expect(await maintain('purge-removed', 40)).toEqual({ deleted: 15 });
      expect(await kept()).toHaveLength(15);
      limited.capacity = 25;
      expect(await maintain('purge-removed', 41)).toEqual({ deleted: 15 });
      expect(await kept()).toEqual([]);
    });

    it('sums up over all pages, once a day', async () => {
      await add(manyPages, 1, long);
      await add(['gone']);
      await remove(['gone'], 2);
      expect(await maintain('summarize', 3)).toEqual({ published: 30, removed: 1 });
      expect(limited.count('Query')).toBeGreaterThan(2);
      await add(['new']);
      expect(await maintain('summarize', 3)).toEqual({ published: 31, removed: 1 });
      expect(await item(content, { pk: 'SUMMARY', sk: '2026-01-03' })).toMatchObject({ published: 31, removed: 1 });
    });
  });

  describe('search', () => {
    /** Pages of all content from a place in it on. */
    async function pages(from: ContentCursor): Promise<readonly ContentPage[]> {
      const read: ContentPage[] = [];
      for await (const page of new SearchedTable(client, content).all(from)) read.push(page);
      return read;
    }
    const idsIn = (read: readonly ContentPage[]) =>
      read.flatMap(({ documents }) => documents.map(({ id }) => id)).sort();

    it('reads all content, a hundred at a time, and what was removed after what is shown', async () => {
      await add(numbered(120, 'shown'));
      await add(numbered(5, 'gone'));
      await remove(numbered(5, 'gone'), 2);
      const read = await pages(contentStart);
      expect(idsIn(read)).toEqual([...numbered(5, 'gone'), ...numbered(120, 'shown')]);
      expect(read.map(({ documents }) => documents.length)).toEqual([100, 20, 5]);
      expect(read.at(-1)?.documents[0]).toMatchObject({ removed: true, title: '', version: day(2).getTime() });
      expect(read[0]?.documents[0]).toMatchObject({ removed: false, author: 'ann', createdAt: day(1).getTime() });
    });

    it('goes on from where it stopped, though the item there is gone', async () => {
      await add(numbered(110, 'shown'));
      const [first] = await pages(contentStart);
      const next: ContentCursor = JSON.parse(JSON.stringify(first?.next));
      await remove(first?.documents.slice(-1).map(({ id }) => id) ?? [], 2);
      const rest = await pages(next);
      expect(idsIn(rest.slice(0, 1))).toHaveLength(10);
      expect(new Set([...idsIn(first === undefined ? [] : [first]), ...idsIn(rest)])).toEqual(
        new Set(numbered(110, 'shown')),
      );
    });

    it('reads one piece as it is now, and knows what was removed and what is gone', async () => {
      const table = new SearchedTable(client, content);
      await add(['soup']);
      expect(await table.find('soup')).toMatchObject({ id: 'soup', removed: false, version: day(1).getTime() });
      await remove(['soup'], 2);
      expect(await table.find('soup')).toMatchObject({ id: 'soup', removed: true, version: day(2).getTime() });
      expect(await table.find('none')).toBeUndefined();
      expect(limited.calls.findLast(({ operation }) => operation === 'GetItem')?.body).toMatchObject({
        ConsistentRead: true,
      });
    });

    it('says of an item that is no content which one it is, and reads the others', async () => {
      await add(['soup']);
      const Item = { pk: 'CONTENT#odd', sk: 'CONTENT', id: 'odd', gsi1pk: 'PUBLISHED', gsi1sk: 'yesterday' };
      await client.send(new PutCommand({ TableName: content, Item }));
      const [page] = await pages(contentStart);
      expect(page).toMatchObject({
        documents: [{ id: 'soup' }],
        problems: ['Content odd has no date, got: yesterday.'],
      });
    });
  });
});
