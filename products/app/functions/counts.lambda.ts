import { type DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { CountChange, EventParts } from './event-handler.lambda';

/** Seconds that an event is remembered: longer than its queue and the archive's replays may deliver it again. */
const memoryInSeconds = 30 * 24 * 60 * 60;

/** The tables that counting needs. */
export interface CountTables {
  readonly content: string;
  readonly idempotency: string;
}

/**
 * Counts published content by author. The event's id and the count are written in one transaction, so an event counts
 * once.
 */
export function counterIn(
  client: DynamoDBDocumentClient,
  tables: CountTables,
  now: () => Date = () => new Date(),
): EventParts['count'] {
  return async (change) => {
    try {
      await client.send(transaction(tables, change, now()));
      return true;
    } catch (error) {
      if (wasKnown(error)) return false;
      throw error;
    }
  };
}

function transaction({ content, idempotency }: CountTables, { eventId, author, by }: CountChange, now: Date) {
  return new TransactWriteCommand({
    TransactItems: [
      {
        Put: {
          TableName: idempotency,
          Item: { id: eventId, expiresAt: Math.floor(now.getTime() / 1000) + memoryInSeconds },
          ConditionExpression: 'attribute_not_exists(id)',
        },
      },
      {
        Update: {
          TableName: content,
          Key: { pk: `AUTHOR#${author}`, sk: 'COUNTS' },
          UpdateExpression: 'ADD published :by',
          ExpressionAttributeValues: { ':by': by },
        },
      },
    ],
  });
}

/** Whether the transaction failed for the one reason that the event's id was there already. */
function wasKnown(error: unknown): boolean {
  if (!(error instanceof Error) || error.name !== 'TransactionCanceledException') return false;
  const { CancellationReasons: reasons = [] } = error as {
    readonly CancellationReasons?: readonly { Code?: string }[];
  };
  return reasons[0]?.Code === 'ConditionalCheckFailed';
}
