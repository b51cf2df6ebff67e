import {
  BatchWriteCommand,
  type DynamoDBDocumentClient,
  PutCommand,
  QueryCommand,
  type QueryCommandOutput,
} from '@aws-sdk/lib-dynamodb';
import { type ContentList, listQuery } from './content-table.lambda';

/** Work that a schedule asks for. */
export type MaintenanceTask = 'purge-removed' | 'summarize';

/** Client, content table and clock that maintenance works with. */
export interface MaintenanceParts {
  readonly client: DynamoDBDocumentClient;
  /** The content table. */
  readonly table: string;
  readonly now: () => Date;
}

/** Result of a run: how many items it deleted or counted. */
export type MaintenanceResult = Readonly<Record<string, number>>;

/** Removed content can be brought back for this long. */
const keptDays = 30;

const tasks: Readonly<Record<MaintenanceTask, (parts: MaintenanceParts) => Promise<MaintenanceResult>>> = {
  'purge-removed': purgeRemoved,
  summarize,
};

/**
 * Does what a schedule asks for.
 *
 * @throws `Error` on a task that nobody knows: the event goes to the dead-letter queue
 */
export function maintenanceHandler(
  parts: MaintenanceParts,
): (event: { readonly task: string }) => Promise<MaintenanceResult> {
  return async ({ task }) => {
    if (!isTask(task)) throw new Error(`The task must be one of ${Object.keys(tasks).join(', ')}, got: ${task}.`);
    return tasks[task](parts);
  };
}

function isTask(task: string): task is MaintenanceTask {
  return Object.hasOwn(tasks, task);
}

/** Deletes for good what was removed long enough ago. */
async function purgeRemoved({ client, table, now }: MaintenanceParts): Promise<MaintenanceResult> {
  const before = new Date(now().getTime() - keptDays * 24 * 60 * 60 * 1000).toISOString();
  const query = listQuery(table, 'REMOVED');
  let deleted = 0;
  for await (const { Items = [] } of pages(client, {
    ...query,
    KeyConditionExpression: `${query.KeyConditionExpression} AND gsi1sk < :before`,
    ExpressionAttributeValues: { ...query.ExpressionAttributeValues, ':before': before },
    ProjectionExpression: 'pk, sk',
  })) {
    for (let start = 0; start < Items.length; start += 25) {
      const keys = Items.slice(start, start + 25).map(({ pk, sk }) => ({ pk, sk }));
      const requests = keys.map((Key) => ({ DeleteRequest: { Key } }));
      const { UnprocessedItems } = await client.send(new BatchWriteCommand({ RequestItems: { [table]: requests } }));
      // What DynamoDB had no capacity for is left to the next run.
      deleted += keys.length - (UnprocessedItems?.[table]?.length ?? 0);
    }
  }
  return { deleted };
}

/** Writes down how much content there is, one item a day. */
async function summarize({ client, table, now }: MaintenanceParts): Promise<MaintenanceResult> {
  const [published, removed] = await Promise.all([count(client, table, 'PUBLISHED'), count(client, table, 'REMOVED')]);
  const date = now().toISOString().slice(0, 10);
  await client.send(new PutCommand({ TableName: table, Item: { pk: 'SUMMARY', sk: date, published, removed } }));
  return { published, removed };
}

async function count(client: DynamoDBDocumentClient, table: string, list: ContentList): Promise<number> {
  let total = 0;
  for await (const { Count = 0 } of pages(client, { ...listQuery(table, list), Select: 'COUNT' })) total += Count;
  return total;
}

async function* pages(
  client: DynamoDBDocumentClient,
  input: ConstructorParameters<typeof QueryCommand>[0],
): AsyncGenerator<QueryCommandOutput> {
  let start: QueryCommandOutput['LastEvaluatedKey'];
  do {
    const page: QueryCommandOutput = await client.send(new QueryCommand({ ...input, ExclusiveStartKey: start }));
    yield page;
    start = page.LastEvaluatedKey;
  } while (start);
}
