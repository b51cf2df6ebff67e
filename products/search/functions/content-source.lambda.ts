import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { ContentDocument } from './content-collection.lambda';

/** Where the truth about content is: what the index has to show. */
export interface ContentSource {
  /** The document of a piece of content as it is now; undefined when it was deleted for good. */
  find(id: string): Promise<ContentDocument | undefined>;
  /** Documents of all content, page by page: what readers see, and what was removed lately. */
  all(): AsyncIterable<readonly ContentDocument[]>;
}

/** Content in the platform's DynamoDB table, as the functions of the app tier write it. */
export class ContentTable implements ContentSource {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  async find(id: string): Promise<ContentDocument | undefined> {
    const { Item } = await this.client.send(
      new GetCommand({
        TableName: this.table,
        Key: { pk: `CONTENT#${id}`, sk: 'CONTENT' },
        // The event must not be ahead of what is read.
        ConsistentRead: true,
      }),
    );
    return Item && toDocument(Item);
  }

  async *all(): AsyncIterable<readonly ContentDocument[]> {
    for (const list of ['PUBLISHED', 'REMOVED']) {
      let next: Record<string, unknown> | undefined;
      do {
        const page = await this.client.send(
          new QueryCommand({
            TableName: this.table,
            IndexName: 'gsi1',
            KeyConditionExpression: 'gsi1pk = :list',
            ExpressionAttributeValues: { ':list': list },
            Limit: 100,
            ExclusiveStartKey: next,
          }),
        );
        yield (page.Items ?? []).map(toDocument);
        next = page.LastEvaluatedKey;
      } while (next);
    }
  }
}

/** Content never changes but for its removal: it is as it is since `gsi1sk`, its creation or its removal. */
function toDocument(item: Record<string, unknown>): ContentDocument {
  const id = String(item.id);
  const version = Date.parse(String(item.gsi1sk));
  if (Number.isNaN(version)) throw new Error(`Content ${id} has no date, got: ${item.gsi1sk}.`);
  if (item.gsi1pk !== 'PUBLISHED') return removedContent(id, version);
  const { title, body, author, createdAt } = item;
  return {
    ...{ id, version, removed: false, createdAt: Date.parse(String(createdAt)) },
    ...{ title: String(title), body: String(body), author: String(author) },
  };
}

/** What stands in the index for content that was removed. */
export function removedContent(id: string, version: number): ContentDocument {
  return { id, version, removed: true, createdAt: 0, title: '', body: '', author: '' };
}
