import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { HttpResponse } from '@smithy/core/protocols';

/** One call as it went over the wire. */
export interface Recorded {
  readonly operation: string;
  readonly body: Record<string, unknown>;
}

/** Answer of the service: a body, or an error by its name and fields. */
export type Reply = Record<string, unknown> | { readonly error: string; readonly fields?: Record<string, unknown> };

/** Configuration of real clients whose calls are recorded, and answered with these replies in turn, then with nothing. */
function recorder(replies: readonly Reply[]) {
  const calls: Recorded[] = [];
  const configuration = {
    region: 'eu-central-1',
    credentials: { accessKeyId: '111122223333', secretAccessKey: 'test' },
    maxAttempts: 1,
    requestHandler: {
      handle: async ({ headers, body }: { headers: Record<string, string>; body: Uint8Array }) => {
        const reply = replies[calls.length] ?? {};
        calls.push({
          operation: headers['x-amz-target']?.split('.').at(-1) ?? '',
          body: JSON.parse(new TextDecoder().decode(body)),
        });
        return { response: answer(reply) };
      },
    },
  };
  return { calls, configuration };
}

function answer(reply: Reply) {
  const failed = 'error' in reply && typeof reply.error === 'string';
  const body = failed ? { __type: `com.amazonaws#${reply.error}`, ...(reply.fields as object) } : reply;
  return new HttpResponse({
    statusCode: failed ? 400 : 200,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: Buffer.from(JSON.stringify(body)),
  });
}

/** A real document client of DynamoDB, with its calls. */
export function recordingTableClient(...replies: readonly Reply[]) {
  const { calls, configuration } = recorder(replies);
  return { calls, client: DynamoDBDocumentClient.from(new DynamoDBClient(configuration)) };
}

/** A real client of EventBridge, with its calls. */
export function recordingBusClient(...replies: readonly Reply[]) {
  const { calls, configuration } = recorder(replies);
  return { calls, client: new EventBridgeClient(configuration) };
}
