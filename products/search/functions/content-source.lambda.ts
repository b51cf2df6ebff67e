import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { ContentDocument } from './content-collection.lambda';

/** Source of the truth about content: what the index has to show. */
export interface ContentSource {
  /** The document of a piece of content as it is now; undefined when it was deleted for good. */
  find(id: string): Promise<ContentDocument | undefined>;
  /**
   * Documents of all content, page by page: what readers see, and what was removed lately.
   *
   * @param from where to begin: `contentStart`, or what an earlier page says
   */
  all(from: ContentCursor): AsyncIterable<ContentPage>;
}

/** Place in the lists of all content. */
export interface ContentCursor {
  readonly list: ContentList;
  /** Key of the last item before it. */
  readonly after?: Readonly<Record<string, unknown>>;
}

/** Some documents, and what comes after them. */
export interface ContentPage {
  readonly documents: readonly ContentDocument[];
  /** Faults of items that are no documents. */
  readonly problems: readonly string[];
  /** Undefined on the last page. */
  readonly next?: ContentCursor;
}

/** Lists of the index `gsi1`, in the order in which they are read. */
const lists = ['PUBLISHED', 'REMOVED'] as const;

type ContentList = (typeof lists)[number];

/** Beginning of all content. */
export const contentStart: ContentCursor = { list: lists[0] };

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

  async *all(from: ContentCursor): AsyncIterable<ContentPage> {
    let next: ContentCursor | undefined = from;
    while (next !== undefined) {
      const page: ContentPage = await this.page(next);
      yield page;
      next = page.next;
    }
  }

  private async page({ list, after }: ContentCursor): Promise<ContentPage> {
    const { Items = [], LastEvaluatedKey } = await this.client.send(
      new QueryCommand({
        TableName: this.table,
        IndexName: 'gsi1',
        KeyConditionExpression: 'gsi1pk = :list',
        ExpressionAttributeValues: { ':list': list },
        Limit: 100,
        ExclusiveStartKey: after,
      }),
    );
    const nextList = lists[lists.indexOf(list) + 1];
    return {
      ...readItems(Items),
      next: LastEvaluatedKey ? { list, after: LastEvaluatedKey } : nextList && { list: nextList },
    };
  }
}

/** Documents of a page's items; one that nobody can read must not keep the others away. */
function readItems(items: readonly Record<string, unknown>[]): Pick<ContentPage, 'documents' | 'problems'> {
  const documents: ContentDocument[] = [];
  const problems: string[] = [];
  for (const item of items) {
    try {
      documents.push(toDocument(item));
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  return { documents, problems };
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

/** Document that stands in the index for content that was removed. */
export function removedContent(id: string, version: number): ContentDocument {
  return { id, version, removed: true, createdAt: 0, title: '', body: '', author: '' };
}
