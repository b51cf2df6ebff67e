import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

type Item = Readonly<Record<string, { readonly S: string }>>;

interface TableRequest {
  readonly Item?: Item;
  readonly Key?: Item;
  readonly ConsistentRead?: boolean;
  readonly ExpressionAttributeValues?: Item;
  readonly ExclusiveStartKey?: Item;
}

/** Number of items on a page of a query: few, so that tests see more than one page. */
const pageSize = 2;

/**
 * The content table over HTTP, as far as the app writes it and search reads it: items by key, the removal's update, and
 * the lists of the index `gsi1`.
 */
export class FakeTable {
  /** Reads by key, each with whether it was consistent. */
  readonly reads: boolean[] = [];
  private readonly items = new Map<string, Item>();
  private readonly server: Server;

  private constructor() {
    this.server = createServer(async (request, response) => {
      let text = '';
      for await (const chunk of request.setEncoding('utf8')) text += chunk;
      const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
      const answer = this.answer(operation, JSON.parse(text));
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(answer));
    });
  }

  static async start(): Promise<FakeTable> {
    const table = new FakeTable();
    await new Promise<void>((done) => table.server.listen(0, '127.0.0.1', done));
    return table;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get client(): DynamoDBDocumentClient {
    return DynamoDBDocumentClient.from(
      new DynamoDBClient({
        endpoint: this.url,
        region: 'eu-central-1',
        credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      }),
    );
  }

  /** Deletes an item for good, as the app's maintenance does after a while. */
  purge(id: string): void {
    this.items.delete(`CONTENT#${id}`);
  }

  /** Deletes all items. */
  clear(): void {
    this.items.clear();
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private answer(operation: string, { Item, Key, ...rest }: TableRequest): object {
    const key = (Item ?? Key)?.pk?.S ?? '';
    if (operation === 'PutItem' && Item) {
      this.items.set(key, Item);
      return {};
    }
    if (operation === 'UpdateItem') {
      const { ':removed': gsi1pk, ':at': gsi1sk } = rest.ExpressionAttributeValues ?? {};
      this.items.set(key, Object.assign({}, this.items.get(key), { gsi1pk, gsi1sk }));
      return {};
    }
    if (operation === 'GetItem') {
      this.reads.push(rest.ConsistentRead === true);
      return { Item: this.items.get(key) };
    }
    return this.list(rest);
  }

  private list({ ExpressionAttributeValues: values, ExclusiveStartKey: start }: TableRequest): object {
    const list = [...this.items.values()].filter(({ gsi1pk }) => gsi1pk?.S === values?.[':list']?.S);
    const from = start === undefined ? 0 : list.findIndex(({ pk }) => pk?.S === start.pk?.S) + 1;
    const Items = list.slice(from, from + pageSize);
    const isLast = from + pageSize >= list.length;
    return { Items, LastEvaluatedKey: isLast ? undefined : { pk: Items.at(-1)?.pk } };
  }
}
