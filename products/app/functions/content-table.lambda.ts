import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Content, ContentStore } from './content';

/** Key of a piece of content in the content table. */
export function contentKey(id: string) {
  return { pk: `CONTENT#${id}`, sk: 'CONTENT' };
}

/** The two lists of the index `gsi1`: what readers see, by creation, and what was removed, by removal. */
export type ContentList = 'PUBLISHED' | 'REMOVED';

/** A query for one of the lists, oldest first. */
export function listQuery(table: string, list: ContentList): QueryCommandInput {
  return {
    TableName: table,
    IndexName: 'gsi1',
    KeyConditionExpression: 'gsi1pk = :list',
    ExpressionAttributeValues: { ':list': list },
  };
}

/** Content in the platform's DynamoDB table. */
export class ContentTable implements ContentStore {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  async add(content: Content): Promise<void> {
    await this.client.send(
      new PutCommand({
        TableName: this.table,
        Item: { ...contentKey(content.id), gsi1pk: 'PUBLISHED', gsi1sk: content.createdAt, ...content },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  }

  async find(id: string): Promise<Content | undefined> {
    const { Item } = await this.client.send(new GetCommand({ TableName: this.table, Key: contentKey(id) }));
    return Item?.gsi1pk === 'PUBLISHED' ? toContent(Item) : undefined;
  }

  async newest(limit: number): Promise<readonly Content[]> {
    const { Items = [] } = await this.client.send(
      new QueryCommand({ ...listQuery(this.table, 'PUBLISHED'), ScanIndexForward: false, Limit: limit }),
    );
    return Items.map(toContent);
  }

  async remove(id: string, author: string, at: Date): Promise<boolean> {
    try {
      await this.client.send(
        new UpdateCommand({
          TableName: this.table,
          Key: contentKey(id),
          UpdateExpression: 'SET gsi1pk = :removed, gsi1sk = :at',
          ConditionExpression: 'author = :author AND gsi1pk = :published',
          ExpressionAttributeValues: {
            ':removed': 'REMOVED',
            ':published': 'PUBLISHED',
            ':at': at.toISOString(),
            ':author': author,
          },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
      throw error;
    }
  }
}

function toContent(item: Record<string, unknown>): Content {
  const text = (name: keyof Content) => String(item[name]);
  return {
    id: text('id'),
    title: text('title'),
    body: text('body'),
    author: text('author'),
    createdAt: text('createdAt'),
  };
}
