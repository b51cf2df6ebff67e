import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { log } from '../../shared/compute/function-log.lambda';
import { counterIn } from './counts.lambda';
import { variable } from './environment.lambda';
import { eventHandler } from './event-handler.lambda';

/** Entry of the function that handles the events of both queues. */
export const handler = eventHandler({
  count: counterIn(DynamoDBDocumentClient.from(new DynamoDBClient()), {
    content: variable('CONTENT_TABLE'),
    idempotency: variable('IDEMPOTENCY_TABLE'),
  }),
  log,
});
