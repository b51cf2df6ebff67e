import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { Random } from '../random';
import { type RandomRequest, randomBytesForSocket, randomRequest } from '../random-requests';
import { seenIds } from '../random-values';
import { startTestSandbox, type TestSandbox } from '../with-sandbox';

const COUNT = 10_000;
const SOCKETS = 300;
const AT_ONCE = 16;

/** Parts of an answer that identify something. */
const IDS =
  /\b(prod|port|pa|pp|cons|tag|rec|lpv3|plan|share)-[a-z0-9]{13}\b|\b(o|r|ou|h|car)-[a-z0-9-]{4,32}\b|arn:aws:cloudformation:[\w:/-]+/g;

let sandbox: TestSandbox;
let defects: jest.SpyInstance;
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
beforeAll(async () => {
  defects = jest.spyOn(console, 'error').mockImplementation(() => {});
  sandbox = await startTestSandbox();
  await new S3Client(sandbox.client('111111111111')).send(new CreateBucketCommand({ Bucket: 'fuzz-bucket' }));
});
afterAll(async () => {
  agent.destroy();
  defects.mockRestore();
  await sandbox.stop();
});

interface Answer {
  readonly status: number;
  readonly body: string;
}

function send({ method, path, headers, body }: RandomRequest): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request(`${sandbox.url}`, { method, path, headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }));
      response.on('error', reject);
    });
    call.on('error', reject);
    call.end(method === 'GET' || method === 'HEAD' || method === 'TRACE' ? undefined : body);
  });
}

/** Problem of an answer; undefined where it is one that AWS could give. */
function problem({ status, body }: Answer, method: string): string | undefined {
  if (status >= 500) return `status ${status}: ${body.slice(0, 300)}`;
  if (status < 400 || method === 'HEAD') return undefined;
  return errorCode(body) ? undefined : `status ${status} without an error of AWS: ${body.slice(0, 300)}`;
}

/** The error's code, as JSON or XML carries it. */
function errorCode(body: string): string | undefined {
  if (body.startsWith('{')) return JSON.parse(body).__type;
  if (XMLValidator.validate(body) !== true) return undefined;
  const parsed = new XMLParser().parse(body);
  return parsed.ErrorResponse?.Error?.Code ?? parsed.Error?.Code;
}

/** Keeps ids that an answer gave, a hundred of them, for the requests that follow. */
function remember({ status, body }: Answer): void {
  if (status !== 200) return;
  const ids = body.match(IDS) ?? [];
  seenIds.push(...ids.slice(0, 3));
  seenIds.splice(0, seenIds.length - 100);
}

function describeRequest({ method, path, headers, body }: RandomRequest): string {
  const shown = {
    method,
    path: path.slice(0, 300),
    target: headers['x-amz-target'],
    body: body.toString().slice(0, 600),
  };
  return JSON.stringify({ ...shown, authorization: headers.authorization });
}

test(`${COUNT} random requests are all answered as AWS answers`, async () => {
  const failures: string[] = [];
  let next = 0;
  const statuses = new Set<number>();
  const worker = async () => {
    while (next < COUNT && failures.length < 5) {
      const number = next;
      next += 1;
      const each = randomRequest(new Random(`requests/${number}`));
      const answer = await send(each);
      statuses.add(answer.status);
      remember(answer);
      const wrong = problem(answer, each.method);
      if (wrong)
        failures.push(`#${number} ${wrong}\n${describeRequest(each)}\n${defects.mock.calls.at(-1)?.[0]?.stack ?? ''}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  expect(failures).toEqual([]);
  expect(defects.mock.calls).toEqual([]);
  // The requests reach the services: some succeed, some are refused by each of the layers.
  expect([...statuses]).toEqual(expect.arrayContaining([200, 400, 403, 404, 405]));
});

test('bytes that are hardly HTTP end their connection, not the sandbox', async () => {
  const port = Number(new URL(sandbox.url).port);
  for (let number = 0; number < SOCKETS; number += 1) {
    await new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      let answer = '';
      socket.on('data', (data) => {
        answer += data.toString('latin1');
        socket.destroy();
      });
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        expect(answer).not.toMatch(/^HTTP\/1.1 5/);
        resolve();
      });
      socket.end(randomBytesForSocket(new Random(`sockets/${number}`)));
    });
  }
  expect((await fetch(`${sandbox.url}/_sandbox/health`)).status).toBe(200);
});
