import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { HttpResponse } from '@smithy/core/protocols';

/** Call of DynamoDB as it went over the wire. */
interface Call {
  readonly operation: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Requests of a batch, by table. */
type Batch = Readonly<Record<string, readonly unknown[]>>;

/**
 * A client of moto's server that keeps the limits of DynamoDB that moto doesn't know: a batch of more than 25 requests is refused,
 * and of one that there is no capacity for, the rest comes back unprocessed.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
 */
export class LimitedTable {
  readonly calls: Call[] = [];
  /** Requests of each batch that there is capacity for. */
  capacity = Number.POSITIVE_INFINITY;
  /** Takes its endpoint and credentials from the environment, as a function's does. */
  readonly client = new DynamoDBClient({
    maxAttempts: 1,
    requestHandler: { handle: (request: Sent) => this.handle(request) },
  });

  /** Number of calls of an operation so far. */
  count(operation: string): number {
    return this.calls.filter((call) => call.operation === operation).length;
  }

  private async handle(request: Sent): Promise<{ response: HttpResponse }> {
    const operation = request.headers['x-amz-target']?.split('.').at(-1) ?? '';
    const body = JSON.parse(textOf(request));
    this.calls.push({ operation, body });
    if (operation !== 'BatchWriteItem') return { response: await forward(request) };
    const batch: Batch = body.RequestItems;
    if (Object.values(batch).flat().length > 25) return { response: answer(400, tooMany) };
    const response = await forward(request, { ...body, RequestItems: parts(batch, 0, this.capacity) });
    const left = parts(batch, this.capacity, Number.POSITIVE_INFINITY);
    return { response: response.statusCode === 200 ? answer(200, { UnprocessedItems: left }) : response };
  }
}

/** Request as the SDK hands it to its transport. */
interface Sent {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

const tooMany = {
  __type: 'com.amazon.coral.validate#ValidationException',
  message: 'Too many items requested for the BatchWriteItem call',
};

/** The requests of each table from one number to another; tables without any are left out. */
function parts(batch: Batch, from: number, to: number): Batch {
  const cut = Object.entries(batch).map(([table, requests]) => [table, requests.slice(from, to)] as const);
  return Object.fromEntries(cut.filter(([, requests]) => requests.length > 0));
}

function textOf({ body }: Sent): string {
  return new TextDecoder().decode(body);
}

/** moto's answer to a request, with the body that stands in its place. */
async function forward(request: Sent, changed?: object): Promise<HttpResponse> {
  const { protocol, hostname, port, method, path, headers } = request;
  const { host: _host, 'content-length': _length, ...kept } = headers;
  const body = changed === undefined ? textOf(request) : JSON.stringify(changed);
  const response = await fetch(`${protocol}//${hostname}:${port}${path}`, { method, headers: kept, body });
  return answer(response.status, await response.json());
}

function answer(statusCode: number, body: unknown): HttpResponse {
  const headers = { 'content-type': 'application/x-amz-json-1.0' };
  return new HttpResponse({ statusCode, headers, body: Buffer.from(JSON.stringify(body)) });
}
