import type { SQSEvent } from 'aws-lambda';
import { counterIn } from '../../../../products/app/functions/counts.lambda';
import { type CountChange, eventHandler } from '../../../../products/app/functions/event-handler.lambda';
import { recordingTableClient } from './recording-client';

const created = { id: 'e1', source: 'bellyfed.content', 'detail-type': 'ContentCreated', detail: { author: 'ann' } };
const removed = { ...created, id: 'e2', 'detail-type': 'ContentRemoved' };

function batch(queue: string, ...bodies: readonly unknown[]): SQSEvent {
  const records = bodies.map((body, index) => ({
    messageId: `m${index + 1}`,
    eventSourceARN: `arn:aws:sqs:eu-central-1:111122223333:${queue}`,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  }));
  return { Records: records } as unknown as SQSEvent;
}

/** The handler, with what it counts and logs; it fails to count the events of these ids. */
function handlerFailingFor(...broken: readonly string[]) {
  const counted: CountChange[] = [];
  const logged: Readonly<Record<string, unknown>>[] = [];
  const handler = eventHandler({
    count: async (change) => {
      if (broken.includes(change.eventId)) throw new Error('The table is away.');
      const isNew = !counted.some(({ eventId }) => eventId === change.eventId);
      if (isNew) counted.push(change);
      return isNew;
    },
    log: (entry) => logged.push(entry),
  });
  const failures = async (event: SQSEvent) =>
    (await handler(event)).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  return { counted, logged, failures };
}

describe('handling a batch', () => {
  it('counts what was created and what was removed', async () => {
    const { counted, failures } = handlerFailingFor();
    expect(await failures(batch('standard', created, removed))).toEqual([]);
    expect(counted).toEqual([
      { eventId: 'e1', author: 'ann', by: 1 },
      { eventId: 'e2', author: 'ann', by: -1 },
    ]);
  });

  it('takes an event that it knows for done', async () => {
    const { counted, logged, failures } = handlerFailingFor();
    expect(await failures(batch('standard', created, created))).toEqual([]);
    expect(counted).toHaveLength(1);
    expect(logged.map(({ outcome }) => outcome)).toEqual(['counted', 'known']);
  });

  it.each([
    { ...created, source: 'bellyfed.orders' },
    { ...created, 'detail-type': 'ContentRenamed' },
    { ...created, 'detail-type': 'constructor' },
  ])('ignores what it has nothing to do with', async (event) => {
    const { counted, failures } = handlerFailingFor();
    expect(await failures(batch('standard', event))).toEqual([]);
    expect(counted).toEqual([]);
  });

  it.each(['no json', { ...created, id: undefined }, { ...created, detail: {} }])(
    'gives back what it can’t understand: %p',
    async (event) => {
      const { logged, failures } = handlerFailingFor();
      expect(await failures(batch('standard', event))).toEqual(['m1']);
      expect(logged).toEqual([expect.objectContaining({ level: 'ERROR', messageId: 'm1' })]);
    },
  );

  it('of a standard queue gives back only what failed', async () => {
    const { counted, failures } = handlerFailingFor('e1');
    expect(await failures(batch('standard', created, removed))).toEqual(['m1']);
    expect(counted.map(({ eventId }) => eventId)).toEqual(['e2']);
  });

  it('of a FIFO queue gives back all that follows as well, untouched', async () => {
    const { counted, failures } = handlerFailingFor('e2');
    const third = { ...created, id: 'e3' };
    expect(await failures(batch('queue.fifo', created, removed, third))).toEqual(['m2', 'm3']);
    expect(counted.map(({ eventId }) => eventId)).toEqual(['e1']);
  });
});

describe('counting', () => {
  const tables = { content: 'content', idempotency: 'idempotency' };
  const now = () => new Date(Date.UTC(2026, 0, 1));
  const change: CountChange = { eventId: 'e1', author: 'ann', by: 1 };
  const cancelled = (...codes: readonly string[]) => ({
    error: 'TransactionCanceledException',
    fields: { CancellationReasons: codes.map((Code) => ({ Code })) },
  });

  it('writes the event’s id and the count in one transaction', async () => {
    const { client, calls } = recordingTableClient();
    expect(await counterIn(client, tables, now)(change)).toBe(true);
    expect(calls).toEqual([
      {
        operation: 'TransactWriteItems',
        body: expect.objectContaining({
          TransactItems: [
            {
              Put: {
                TableName: 'idempotency',
                Item: { id: { S: 'e1' }, expiresAt: { N: String(Date.UTC(2026, 0, 31) / 1000) } },
                ConditionExpression: 'attribute_not_exists(id)',
              },
            },
            {
              Update: expect.objectContaining({
                TableName: 'content',
                Key: { pk: { S: 'AUTHOR#ann' }, sk: { S: 'COUNTS' } },
                UpdateExpression: 'ADD published :by',
                ExpressionAttributeValues: { ':by': { N: '1' } },
              }),
            },
          ],
        }),
      },
    ]);
  });

  it('knows an event whose id is there', async () => {
    const { client } = recordingTableClient(cancelled('ConditionalCheckFailed', 'None'));
    expect(await counterIn(client, tables, now)(change)).toBe(false);
  });

  it.each([
    ['a conflict', cancelled('TransactionConflict', 'None')],
    ['a throttled table', cancelled('None', 'ThrottlingError')],
    ['another failure', { error: 'InternalServerError' }],
  ])('does not take %s for a known event', async (_, reply) => {
    const { client } = recordingTableClient(reply);
    await expect(counterIn(client, tables, now)(change)).rejects.toThrow();
  });
});
