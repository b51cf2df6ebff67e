import { ContentTable } from '../../../../products/app/functions/content-table.lambda';
import { publisherTo } from '../../../../products/app/functions/event-bus.lambda';
import { recordingBusClient, recordingTableClient } from './recording-client';

const content = { id: '1', title: 'a', body: 'b', author: 'ann', createdAt: '2026-01-01T00:00:00.000Z' };
const item = Object.fromEntries(Object.entries(content).map(([name, value]) => [name, { S: value }]));

describe('the content table', () => {
  it('adds content to the list of what is published, and never over something', async () => {
    const { client, calls } = recordingTableClient();
    await new ContentTable(client, 'table').add(content);
    expect(calls).toEqual([
      {
        operation: 'PutItem',
        body: {
          TableName: 'table',
          Item: {
            ...item,
            pk: { S: 'CONTENT#1' },
            sk: { S: 'CONTENT' },
            gsi1pk: { S: 'PUBLISHED' },
            gsi1sk: { S: content.createdAt },
          },
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      },
    ]);
  });

  it('finds what is published, and nothing that was removed or never was', async () => {
    const { client } = recordingTableClient(
      { Item: { ...item, gsi1pk: { S: 'PUBLISHED' } } },
      { Item: { ...item, gsi1pk: { S: 'REMOVED' } } },
    );
    const table = new ContentTable(client, 'table');
    expect([await table.find('1'), await table.find('1'), await table.find('1')]).toEqual([
      content,
      undefined,
      undefined,
    ]);
  });

  it('lists the newest first', async () => {
    const { client, calls } = recordingTableClient({ Items: [item] });
    expect(await new ContentTable(client, 'table').newest(5)).toEqual([content]);
    expect(calls[0]?.body).toMatchObject({ IndexName: 'gsi1', ScanIndexForward: false, Limit: 5 });
  });

  it('removes for its author only, by moving it to the other list', async () => {
    const { client, calls } = recordingTableClient({}, { error: 'ConditionalCheckFailedException' });
    const table = new ContentTable(client, 'table');
    const at = new Date(Date.UTC(2026, 1, 1));
    expect(await table.remove('1', 'ann', at)).toBe(true);
    expect(calls[0]?.body).toMatchObject({
      Key: { pk: { S: 'CONTENT#1' }, sk: { S: 'CONTENT' } },
      ConditionExpression: 'author = :author AND gsi1pk = :published',
      ExpressionAttributeValues: {
        ':author': { S: 'ann' },
        ':removed': { S: 'REMOVED' },
        ':at': { S: at.toISOString() },
      },
    });
    expect(await table.remove('1', 'ben', at)).toBe(false);
  });

  it('does not take other failures for an answer', async () => {
    const { client } = recordingTableClient({ error: 'ProvisionedThroughputExceededException' });
    await expect(new ContentTable(client, 'table').remove('1', 'ann', new Date(0))).rejects.toThrow();
  });
});

describe('publishing', () => {
  it('puts the event on the bus, with the platform’s source', async () => {
    const { client, calls } = recordingBusClient({ FailedEntryCount: 0, Entries: [{ EventId: 'e' }] });
    await publisherTo(client, 'bus')('ContentCreated', { id: '1', author: 'ann' });
    expect(calls).toEqual([
      {
        operation: 'PutEvents',
        body: {
          Entries: [
            {
              EventBusName: 'bus',
              Source: 'bellyfed.content',
              DetailType: 'ContentCreated',
              Detail: '{"id":"1","author":"ann"}',
            },
          ],
        },
      },
    ]);
  });

  it('fails when the call succeeds and the event does not', async () => {
    const { client } = recordingBusClient({ FailedEntryCount: 1, Entries: [{ ErrorMessage: 'too large' }] });
    await expect(publisherTo(client, 'bus')('ContentRemoved', { id: '1', author: 'ann' })).rejects.toThrow(
      'ContentRemoved of 1 was not taken: too large',
    );
  });
});
