import {
  CreateTableCommand,
  type CreateTableCommandInput,
  type DynamoDBClient,
  type Tag,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { launchedTemplate } from '../../catalog/product/evaluated';
import { latestTemplate } from '../latest-template';

/** Properties of a global table as its template has them. */
interface TableProperties
  extends Required<
    Pick<
      CreateTableCommandInput,
      'AttributeDefinitions' | 'BillingMode' | 'KeySchema' | 'SSESpecification' | 'TableName'
    >
  > {
  readonly GlobalSecondaryIndexes?: CreateTableCommandInput['GlobalSecondaryIndexes'];
  readonly Replicas: readonly { readonly DeletionProtectionEnabled: boolean; readonly Tags: Tag[] }[];
  readonly StreamSpecification: { readonly StreamViewType: 'NEW_AND_OLD_IMAGES' };
  readonly TimeToLiveSpecification?: { readonly AttributeName: string; readonly Enabled: boolean };
}

const answers = {
  ...{ EnvironmentName: 'one', EnvironmentType: 'dev', CallbackUrls: 'https://example.com/auth/callback' },
};

/** Tables of the newest data release, by logical id, as they would be launched in `dev`. */
export function releasedTables(): ReadonlyMap<string, TableProperties> {
  const { resources } = launchedTemplate(latestTemplate({ id: 'data' }).template, answers);
  return new Map(
    Object.entries(resources)
      .filter(([, { type }]) => type === 'AWS::DynamoDB::GlobalTable')
      .map(([id, { properties }]) => [id, properties as unknown as TableProperties]),
  );
}

/** Makes a table as CloudFormation does, in the region of the client. */
export async function createTable(client: DynamoDBClient, properties: TableProperties): Promise<void> {
  const { Replicas, StreamSpecification, TimeToLiveSpecification, ...own } = properties;
  const [{ DeletionProtectionEnabled, Tags } = { DeletionProtectionEnabled: false, Tags: [] }] = Replicas;
  await client.send(
    new CreateTableCommand({
      ...{ ...own, DeletionProtectionEnabled, Tags },
      StreamSpecification: { StreamEnabled: true, ...StreamSpecification },
    }),
  );
  if (TimeToLiveSpecification === undefined) return;
  await client.send(new UpdateTimeToLiveCommand({ TableName: own.TableName, TimeToLiveSpecification }));
}
