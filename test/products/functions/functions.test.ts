/**
 * The functions of the newest releases under Lambda's own runtime interface client: their handlers are found, what they answer
 * and what fails reaches Lambda, and what they log is what the metric filters of observability look for.
 */
import { type AddressInfo, createServer } from 'node:net';
import { needing } from '../../tools/needing';
import { lambdaRic } from '../../tools/tools';
import { matchesJsonPattern } from '../observability/json-pattern';
import { seed } from '../search/nodes/node-process';
import { SecretsServer } from '../search/typesense/secrets-server';
import { type FunctionRun, type LogEntry, releaseOfRic, runFunction } from './function-run';
import { logFiltersOn, type ReleasedFunction, releasedFunctions } from './released-functions';

const { describe, it } = needing(lambdaRic);

const functions = releasedFunctions();

/** Runtime of all functions, which the fetched client and its Node.js stand in for. */
const RUNTIME = 'nodejs24.x';

const signedIn = (httpMethod: string, path: string) => ({
  ...{ httpMethod, path, body: null, isBase64Encoded: false },
  requestContext: { authorizer: { claims: { sub: 'ann' } } },
});
const batch = (body: unknown) => ({
  Records: [{ messageId: 'm1', eventSourceARN: 'arn:aws:sqs:eu-central-1:111122223333:q', body: JSON.stringify(body) }],
});
const created = { id: 'e1', source: 'bellyfed.content', 'detail-type': 'ContentCreated', detail: { author: 'ann' } };
const url = (method: string) => ({ requestContext: { http: { method } }, queryStringParameters: { q: 'soup' } });

/** Event that a function takes while AWS and the search nodes refuse every connection, and what follows. */
interface Case {
  readonly says: string;
  readonly event: object;
  /** Answer of it, or the error that it reports. */
  readonly outcome: object;
  /** Levels of its log's entries, each with what they hold. */
  readonly logs: readonly (readonly [level: string, message: object])[];
  /** Metrics that the entries are counted in, in order. */
  readonly counted: readonly string[];
}

/** Error in the format of the runtime API; where its page says `stackTrace`, the client of Node.js says `trace`. */
const reported = (errorMessage: unknown) => ({
  error: { body: { errorType: 'Error', errorMessage, trace: expect.any(Array) } },
});
const unknownTask = reported(expect.stringMatching(/^The task must be one of .*, got: "?dance"?[.]$/));
const thrown = [
  'ERROR',
  { errorType: 'Error', errorMessage: expect.any(String), stackTrace: expect.any(Array) },
] as const;

const cases: Readonly<Record<string, readonly Case[]>> = {
  'app FunctionApi': [
    {
      says: 'answers 404 for what it doesn’t know, and logs nothing',
      event: signedIn('GET', '/none'),
      outcome: { answer: { statusCode: 404, body: '{"message":"There is no such content."}' } },
      ...{ logs: [], counted: [] },
    },
    {
      says: 'reports that the table can’t be reached',
      event: signedIn('GET', '/content'),
      outcome: reported(expect.stringContaining('ECONNREFUSED')),
      logs: [thrown],
      counted: ['FunctionErrors'],
    },
  ],
  'app FunctionEvents': [
    {
      says: 'takes events that nobody counts',
      event: batch({ ...created, source: 'somebody.else' }),
      outcome: { answer: { batchItemFailures: [] } },
      logs: [['INFO', { messageId: 'm1', outcome: 'ignored' }]],
      counted: [],
    },
    {
      says: 'hands back what it couldn’t count, which shows in its log only',
      event: batch(created),
      outcome: { answer: { batchItemFailures: [{ itemIdentifier: 'm1' }] } },
      logs: [['ERROR', { messageId: 'm1', message: expect.stringContaining('ECONNREFUSED') }]],
      counted: ['FunctionErrors'],
    },
  ],
  'app FunctionMaintenance': [
    {
      says: 'reports a task that nobody knows',
      ...{ event: { task: 'dance' }, outcome: unknownTask, logs: [thrown], counted: ['FunctionErrors'] },
    },
  ],
  'search FunctionsIndexer': [
    {
      says: 'hands back events that it can’t read, which shows in its log only',
      event: batch({ time: '2026-01-01T10:00:00Z', detail: { id: 'so up' } }),
      outcome: { answer: { batchItemFailures: [{ itemIdentifier: 'm1' }] } },
      logs: [['ERROR', { messageId: 'm1', message: expect.stringContaining('The event has no id') }]],
      counted: ['SearchFunctionErrors'],
    },
  ],
  'search FunctionsMaintenance': [
    {
      says: 'waits for nodes that don’t answer',
      event: { task: 'prepare' },
      outcome: { answer: null },
      logs: [['WARN', { task: 'prepare', ready: false, waiting: expect.stringContaining('No search node answered') }]],
      counted: ['SearchNotReady'],
    },
    {
      says: 'reports a task that nobody knows',
      ...{ event: { task: 'dance' }, outcome: unknownTask, logs: [thrown], counted: ['SearchFunctionErrors'] },
    },
  ],
  'search FunctionsSearch': [
    {
      says: 'refuses other methods, and logs nothing',
      event: url('POST'),
      outcome: { answer: { statusCode: 405, body: '{"message":"Only GET is answered."}' } },
      ...{ logs: [], counted: [] },
    },
    {
      says: 'asks to come again while no node answers, which shows in its log only',
      event: url('GET'),
      outcome: { answer: { statusCode: 503, body: '{"message":"Search is not available."}' } },
      logs: [['ERROR', { message: expect.stringContaining('No search node answered') }]],
      counted: ['SearchFunctionErrors'],
    },
  ],
};

/** A port of this machine at which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

/** Metrics that the filters on a function's log count its entries in. */
function countedIn(of: ReleasedFunction, log: readonly LogEntry[]): readonly string[] {
  const filters = logFiltersOn(of);
  return log.flatMap((entry) =>
    filters.filter(({ pattern }) => matchesJsonPattern(pattern, entry)).map(({ metric }) => metric),
  );
}

let secrets: SecretsServer;
let variables: Readonly<Record<string, string>>;

beforeAll(async () => {
  secrets = await SecretsServer.start({ SecretsAdminKey: 'all', SecretsSearchKey: 'some', SecretsIdentity: seed });
  const port = await closedPort();
  variables = {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
    NODES: '127.0.0.1',
    API_PORT: String(port),
  };
});

afterAll(() => secrets.stop());

it('they run on the Node.js of their runtime, under its interface client', () => {
  const release = releaseOfRic();
  process.stderr.write(`${release}; Lambda's runtime has its own releases of both, and of the SDK\n`);
  const [, major] = RUNTIME.match(/^nodejs(\d+)[.]x$/) ?? [];
  expect(release).toMatch(new RegExp(`^aws-lambda-ric 4[.]\\d+[.]\\d+ on Node[.]js v${major}[.]`));
});

test('every function of the newest releases has an event here', () => {
  expect(functions.map(({ name }) => name).sort()).toEqual(Object.keys(cases).sort());
  expect(new Set(functions.map(({ properties }) => properties.Runtime))).toEqual(new Set([RUNTIME]));
});

describe.each(functions)('$name', (released) => {
  const { name, properties } = released;
  const expected = cases[name] ?? [];
  let run: FunctionRun;

  beforeAll(async () => {
    run = await runFunction(
      properties,
      variables,
      expected.map(({ event }) => event),
    );
  });

  it('begins with the handler that the template names', () => {
    expect(run.initError).toBeUndefined();
    expect(run.outcomes).toHaveLength(expected.length);
  });

  it.each(expected.map((each, index) => ({ ...each, index })))('$says', ({ index, outcome, logs, counted }) => {
    const { requestId, ...happened } = run.outcomes[index] ?? { requestId: '' };
    expect(happened).toMatchObject(outcome);
    const entries = run.log.filter((entry) => entry.requestId === requestId);
    expect(entries).toMatchObject(logs.map(([level, message]) => ({ level, message })));
    expect(countedIn(released, entries)).toEqual(counted);
  });

  it('logs nothing but entries of Lambda’s JSON, each with its request', () => {
    const requests = run.outcomes.map(({ requestId }) => requestId);
    expect(run.log).not.toEqual([]);
    for (const entry of run.log) {
      expect(Object.keys(entry).sort()).toEqual(['level', 'message', 'requestId', 'timestamp']);
      expect(new Date(entry.timestamp).toISOString()).toBe(entry.timestamp);
      expect(requests).toContain(entry.requestId);
      expect(typeof entry.message).toBe('object');
    }
  });

  it('has no variable that Lambda keeps for itself', () => {
    expect(Object.keys(properties.Environment.Variables).filter((key) => /^(AWS_|LAMBDA_|_|TZ$)/.test(key))).toEqual(
      [],
    );
  });
});

describe.each(functions.filter(({ properties }) => 'CONTENT_TABLE' in properties.Environment.Variables))(
  '$name without a variable',
  (released) => {
    it('doesn’t begin, says which is missing, and is counted', async () => {
      const { initError, log } = await runFunction(released.properties, { ...variables, CONTENT_TABLE: '' }, []);
      const errorMessage = 'The environment variable CONTENT_TABLE is missing.';
      expect(initError).toMatchObject({ type: 'Error', body: { errorType: 'Error', errorMessage } });
      expect(log).toMatchObject([{ level: 'ERROR', message: { errorMessage } }]);
      expect(countedIn(released, log)).toEqual([expect.stringContaining('FunctionErrors')]);
    });
  },
);

it.each(functions.slice(0, 1))('a handler that the code doesn’t export is reported as such', async ({ properties }) => {
  const { initError } = await runFunction({ ...properties, Handler: 'index.other' }, variables, []);
  expect(initError).toMatchObject({
    type: 'Runtime.HandlerNotFound',
    body: { errorMessage: 'index.other is undefined or not exported' },
  });
});
