import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { variable } from './environment.lambda';
import { maintenanceHandler } from './maintenance-handler.lambda';

/** Entry of the function that the schedules start. */
export const handler = maintenanceHandler({
  client: DynamoDBDocumentClient.from(new DynamoDBClient()),
  table: variable('CONTENT_TABLE'),
  now: () => new Date(),
});
