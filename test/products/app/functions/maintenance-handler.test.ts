import { maintenanceHandler } from '../../../../products/app/functions/maintenance-handler.lambda';
import { type Reply, recordingTableClient } from './recording-client';

const now = () => new Date(Date.UTC(2026, 2, 31, 3, 15));

function maintenance(...replies: readonly Reply[]) {
  const { client, calls } = recordingTableClient(...replies);
  return { calls, run: (task: string) => maintenanceHandler({ client, table: 'content', now })({ task }) };
}

const key = (index: number) => ({ pk: { S: `CONTENT#${index}` }, sk: { S: 'CONTENT' } });
const keys = (count: number) => Array.from({ length: count }, (_, index) => key(index));

describe('purging', () => {
  it('deletes what was removed 30 days ago, page by page, 25 at a time', async () => {
    const { calls, run } = maintenance({ Items: keys(30), LastEvaluatedKey: key(29) }, {}, {}, { Items: keys(1) });
    expect(await run('purge-removed')).toEqual({ deleted: 31 });
    expect(calls.map(({ operation }) => operation)).toEqual([
      'Query',
      'BatchWriteItem',
      'BatchWriteItem',
      'Query',
      'BatchWriteItem',
    ]);
    expect(calls[0]?.body).toMatchObject({
      IndexName: 'gsi1',
      KeyConditionExpression: 'gsi1pk = :list AND gsi1sk < :before',
      ExpressionAttributeValues: { ':list': { S: 'REMOVED' }, ':before': { S: '2026-03-01T03:15:00.000Z' } },
    });
    expect(calls[3]?.body.ExclusiveStartKey).toEqual(key(29));
    const sizes = calls
      .filter(({ operation }) => operation === 'BatchWriteItem')
      .map(({ body }) => (body.RequestItems as { content: unknown[] }).content.length);
    expect(sizes).toEqual([25, 5, 1]);
  });

  it('does not count what DynamoDB had no capacity for', async () => {
    const { run } = maintenance(
      { Items: keys(2) },
      { UnprocessedItems: { content: [{ DeleteRequest: { Key: key(1) } }] } },
    );
    expect(await run('purge-removed')).toEqual({ deleted: 1 });
  });

  it('has nothing to do where nothing was removed', async () => {
    const { calls, run } = maintenance({ Items: [] });
    expect(await run('purge-removed')).toEqual({ deleted: 0 });
    expect(calls).toHaveLength(1);
  });
});

describe('summing up', () => {
  it('writes the numbers of the day', async () => {
    const { calls, run } = maintenance({ Count: 2 }, { Count: 3 });
    expect(await run('summarize')).toEqual({ published: 2, removed: 3 });
    expect(calls.at(-1)).toEqual({
      operation: 'PutItem',
      body: {
        TableName: 'content',
        Item: { pk: { S: 'SUMMARY' }, sk: { S: '2026-03-31' }, published: { N: '2' }, removed: { N: '3' } },
      },
    });
  });
});

it.each(['', 'purge', 'toString'])('refuses the task "%s"', async (task) => {
  const { calls, run } = maintenance();
  await expect(run(task)).rejects.toThrow(`The task must be one of purge-removed, summarize, got: ${task}.`);
  expect(calls).toEqual([]);
});
