import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { apiHandler } from './api-handler.lambda';
import { ContentTable } from './content-table.lambda';
import { variable } from './environment.lambda';
import { publisherTo } from './event-bus.lambda';

/** Entry of the function behind the REST API and the load balancer's API path. */
export const handler = apiHandler({
  store: new ContentTable(DynamoDBDocumentClient.from(new DynamoDBClient()), variable('CONTENT_TABLE')),
  publish: publisherTo(new EventBridgeClient(), variable('EVENT_BUS')),
  origin: variable('PLATFORM_ORIGIN'),
  prefix: variable('API_PREFIX'),
  newId: randomUUID,
  now: () => new Date(),
});
