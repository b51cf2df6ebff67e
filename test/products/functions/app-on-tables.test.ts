/** The app's functions, as their runtime runs them, on the tables of the newest data release and a bus in moto's server. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateEventBusCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { needing } from '../../tools/needing';
import { lambdaRic, motoServer } from '../../tools/tools';
import { MotoServer } from '../tables/moto-server';
import { createTable, releasedTables } from '../tables/released-tables';
import { runFunction } from './function-run';
import { releasedFunctions } from './released-functions';

const functions = releasedFunctions();
const tables = releasedTables();

const prefix = '/api';
const rest = (httpMethod: string, path: string, body: object | null = null) => ({
  ...{ httpMethod, path, body: body && JSON.stringify(body), isBase64Encoded: false },
  requestContext: { authorizer: { claims: { sub: 'ann' } } },
});
const web = (path: string) => ({
  ...{ httpMethod: 'GET', path: `${prefix}${path}`, body: '', isBase64Encoded: false },
  requestContext: { elb: { targetGroupArn: 'arn' } },
});

needing(lambdaRic, motoServer).describe('the functions of the app', () => {
  let moto: MotoServer;

  beforeAll(async () => {
    moto = await MotoServer.start();
    jest.replaceProperty(process, 'env', { ...process.env, ...moto.variables });
    const client = new DynamoDBClient();
    for (const properties of tables.values()) await createTable(client, properties);
    await new EventBridgeClient().send(new CreateEventBusCommand({ Name: 'bus' }));
    jest.restoreAllMocks();
  });

  afterAll(() => moto.stop());

  /** Answers of a function to some events; an error that it reports is in the place of its answer. */
  async function answers(name: string, ...events: readonly object[]): Promise<readonly unknown[]> {
    const [found] = functions.filter((each) => each.name === name);
    if (found === undefined) throw new Error(`No newest release has ${name}.`);
    const variables = {
      ...moto.variables,
      CONTENT_TABLE: tables.get('TablesContent')?.TableName ?? '',
      IDEMPOTENCY_TABLE: tables.get('TablesIdempotency')?.TableName ?? '',
      EVENT_BUS: 'bus',
      API_PREFIX: prefix,
    };
    const { outcomes } = await runFunction(found.properties, variables, events);
    return outcomes.map((outcome) => ('answer' in outcome ? outcome.answer : outcome.error.body));
  }

  const api = async (...events: readonly object[]) =>
    (await answers('app FunctionApi', ...events)).map((answer) => {
      const { statusCode, body } = answer as { readonly statusCode: number; readonly body: string };
      return [statusCode, JSON.parse(body)];
    });
  const happened = (id: string, type: string) => ({
    ...{ messageId: id, eventSourceARN: 'arn:aws:sqs:eu-central-1:111122223333:queue' },
    body: JSON.stringify({ id, source: 'bellyfed.content', 'detail-type': type, detail: { author: 'ann' } }),
  });

  it('write content, show it, count it and sum it up, until it is removed', async () => {
    const [[status, created] = []] = await api(rest('POST', '/content', { title: 'Soup', body: 'Hot' }));
    expect([status, created]).toEqual([201, expect.objectContaining({ title: 'Soup', author: 'ann' })]);
    const path = `/content/${created.id}`;
    expect(await api(web('/content'), web(path), rest('GET', '/content/none'))).toEqual([
      [200, { items: [created] }],
      [200, created],
      [404, expect.anything()],
    ]);
    const Records = [happened('e1', 'ContentCreated'), happened('e1', 'ContentCreated')];
    expect(await answers('app FunctionEvents', { Records })).toEqual([{ batchItemFailures: [] }]);
    const summary = { task: 'summarize' };
    expect(await answers('app FunctionMaintenance', summary)).toEqual([{ published: 1, removed: 0 }]);
    expect(await api(rest('DELETE', path), rest('DELETE', path), web('/content'))).toEqual([
      [200, { id: created.id }],
      [404, expect.anything()],
      [200, { items: [] }],
    ]);
    expect(await answers('app FunctionMaintenance', summary, { task: 'purge-removed' })).toEqual([
      { published: 0, removed: 1 },
      { deleted: 0 },
    ]);
  });
});
