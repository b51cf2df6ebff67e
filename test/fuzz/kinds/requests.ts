import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { EventBridge } from '@aws-sdk/client-eventbridge';
import { IAM } from '@aws-sdk/client-iam';
import { Organizations } from '@aws-sdk/client-organizations';
import { S3 } from '@aws-sdk/client-s3';
import { ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { SFN } from '@aws-sdk/client-sfn';
import { SSM } from '@aws-sdk/client-ssm';
import type { Json } from '../../../catalog/template';
import { startSandbox } from '../../../sandbox';
import type { Random } from '../../sandbox/random';
import { clientSettings } from '../../sandbox/with-sandbox';
import type { FuzzKind, Tried } from '../kind';
import { mutateBytes, mutateText, mutateValue } from '../mutate';

interface Captured {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const allowAll = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: 's3:*',
      Resource: 'arn:aws:s3:::bucket/*',
      Condition: { StringLike: { 's3:prefix': ['a/*'] } },
    },
  ],
};
const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'states.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};
const machine = {
  StartAt: 'Choose',
  States: {
    Choose: {
      Type: 'Choice',
      Choices: [{ Variable: '$.count', NumericGreaterThan: 3, Next: 'Each' }],
      Default: 'Call',
    },
    Each: {
      Type: 'Map',
      ItemsPath: '$.items',
      ItemSelector: { 'one.$': '$$.Map.Item.Value' },
      ItemProcessor: {
        StartAt: 'Pass',
        States: { Pass: { Type: 'Pass', Parameters: { 'a.$': "States.Format('{}', $.one)" }, End: true } },
      },
      ResultPath: '$.each',
      Next: 'Call',
    },
    Call: {
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:cloudformation:describeStacks',
      Parameters: { 'StackName.$': '$.name' },
      Retry: [{ ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 1, MaxAttempts: 1 }],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'End' }],
      Next: 'End',
    },
    End: { Type: 'Succeed' },
  },
};
const pattern = {
  source: ['aws.cloudformation'],
  detail: {
    'stack-id': [{ prefix: 'arn:' }, { wildcard: '*SC-*' }],
    count: [{ numeric: ['>', 1, '<=', 5] }],
    $or: [{ a: [{ exists: true }] }, { b: [{ 'anything-but': ['x'] }] }],
  },
};
const stack = {
  Parameters: { Name: { Type: 'String', Default: 'a', AllowedPattern: '[a-z]+' } },
  Conditions: { Is: { 'Fn::Equals': [{ Ref: 'Name' }, 'a'] } },
  Resources: {
    Topic: {
      Type: 'AWS::SNS::Topic',
      Condition: 'Is',
      Properties: { DisplayName: { 'Fn::Sub': '${Name}-${AWS::Region}' } },
    },
    Queue: { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: 1 } },
  },
  Outputs: {
    Arn: { Value: { 'Fn::GetAtt': ['Queue', 'Arn'] }, Export: { Name: { 'Fn::Sub': '${AWS::StackName}-arn' } } },
  },
};
const stackPolicy = {
  Statement: [
    {
      Effect: 'Deny',
      Action: ['Update:Replace', 'Update:Delete'],
      Principal: '*',
      Resource: '*',
      Condition: { StringEquals: { ResourceType: ['AWS::SQS::Queue'] } },
    },
  ],
};
const text = (value: object) => JSON.stringify(value);

/** Requests as AWS's clients write them, each after those that it needs. */
async function realRequests(): Promise<Captured[][]> {
  const settings = clientSettings('http://127.0.0.1:4566', ACCOUNT, 'us-east-1');
  const captured = async (calls: (clients: ReturnType<typeof clientsOf>) => readonly (() => Promise<unknown>)[]) => {
    const requests: Captured[] = [];
    const clients = clientsOf(settings, (request) => requests.push(request));
    for (const call of calls(clients)) await call().catch(() => {});
    return requests;
  };
  const RoleArn = `arn:aws:iam::${ACCOUNT}:role/fuzzed`;
  const role = { RoleName: 'fuzzed', AssumeRolePolicyDocument: text(trust) };
  return Promise.all([
    captured(({ cloudFormation: it }) => [
      () =>
        it.createStack({
          StackName: 'one',
          TemplateBody: text(stack),
          Parameters: [{ ParameterKey: 'Name', ParameterValue: 'b' }],
          Tags: [{ Key: 'a', Value: 'b' }],
        }),
    ]),
    captured(({ cloudFormation: it }) => [() => it.validateTemplate({ TemplateBody: text(stack) })]),
    captured(({ cloudFormation: it }) => [
      () => it.createStack({ StackName: 'one', TemplateBody: text(stack) }),
      () =>
        it.createChangeSet({
          StackName: 'one',
          ChangeSetName: 'two',
          TemplateBody: text(stack),
          Parameters: [{ ParameterKey: 'Name', UsePreviousValue: true }],
        }),
    ]),
    captured(({ cloudFormation: it }) => [
      () => it.createStack({ StackName: 'one', TemplateBody: text(stack) }),
      () => it.setStackPolicy({ StackName: 'one', StackPolicyBody: text(stackPolicy) }),
    ]),
    captured(({ cloudFormation: it }) => [() => it.describeStackEvents({ StackName: 'one', NextToken: 'eyJhIjoxfQ' })]),
    captured(({ iam: it }) => [() => it.createRole(role)]),
    captured(({ iam: it }) => [
      () => it.createRole(role),
      () => it.putRolePolicy({ RoleName: 'fuzzed', PolicyName: 'one', PolicyDocument: text(allowAll) }),
    ]),
    captured(({ iam: it }) => [
      () => it.createPolicy({ PolicyName: 'one', PolicyDocument: text(allowAll), Tags: [{ Key: 'a', Value: 'b' }] }),
    ]),
    captured(({ iam: it }) => [
      () =>
        it.simulateCustomPolicy({
          PolicyInputList: [text(allowAll)],
          ActionNames: ['s3:GetObject'],
          ResourceArns: ['arn:aws:s3:::bucket/a'],
          ContextEntries: [{ ContextKeyName: 's3:prefix', ContextKeyType: 'string', ContextKeyValues: ['a/b'] }],
        }),
    ]),
    captured(({ events: it }) => [() => it.putRule({ Name: 'one', EventPattern: text(pattern) })]),
    captured(({ events: it }) => [
      () =>
        it.testEventPattern({
          EventPattern: text(pattern),
          Event: text({
            id: '1',
            account: ACCOUNT,
            source: 'aws.cloudformation',
            time: '2026-01-01T00:00:00Z',
            region: 'us-east-1',
            resources: [],
            'detail-type': 'x',
            detail: { 'stack-id': 'arn:aws:SC-x', count: 3, a: [1, { b: null }] },
          }),
        }),
    ]),
    captured(({ events: it }) => [
      () => it.putEvents({ Entries: [{ Source: 'one', DetailType: 'two', Detail: text({ a: [1] }) }] }),
    ]),
    captured(({ states: it }) => [
      () => it.createStateMachine({ name: 'one', definition: text(machine), roleArn: RoleArn }),
    ]),
    captured(({ iam, states: it }) => [
      () => iam.createRole(role),
      () => it.createStateMachine({ name: 'one', definition: text(machine), roleArn: RoleArn }),
      () =>
        it.startExecution({
          stateMachineArn: `arn:aws:states:us-east-1:${ACCOUNT}:stateMachine:one`,
          input: text({ count: 4, items: [1, 'a', null], name: 'x' }),
        }),
    ]),
    captured(({ s3: it }) => [
      () => it.createBucket({ Bucket: BUCKET }),
      () => it.putBucketPolicy({ Bucket: BUCKET, Policy: text(allowAll) }),
    ]),
    captured(({ s3: it }) => [
      () => it.createBucket({ Bucket: BUCKET }),
      () => it.putBucketTagging({ Bucket: BUCKET, Tagging: { TagSet: [{ Key: 'a', Value: 'b' }] } }),
    ]),
    captured(({ s3: it }) => [
      () => it.createBucket({ Bucket: BUCKET }),
      () => it.putObject({ Bucket: BUCKET, Key: 'a/b', Body: 'hello', Metadata: { a: 'b' } }),
    ]),
    captured(({ s3: it }) => [
      () => it.createBucket({ Bucket: BUCKET }),
      () => it.deleteObjects({ Bucket: BUCKET, Delete: { Objects: [{ Key: 'a' }, { Key: 'b' }] } }),
    ]),
    captured(({ s3: it }) => [
      () => it.createBucket({ Bucket: BUCKET }),
      () => it.listObjectsV2({ Bucket: BUCKET, Prefix: 'a', Delimiter: '/', MaxKeys: 3 }),
    ]),
    captured(({ ssm: it }) => [
      () => it.putParameter({ Name: '/a/b', Value: 'c', Type: 'String', Tags: [{ Key: 'a', Value: 'b' }] }),
    ]),
    captured(({ ssm: it }) => [
      () => it.describeParameters({ ParameterFilters: [{ Key: 'Path', Option: 'Recursive', Values: ['/a'] }] }),
    ]),
    captured(({ catalog: it }) => [
      () =>
        it.createProduct({
          Name: 'one',
          Owner: 'two',
          ProductType: 'CLOUD_FORMATION_TEMPLATE',
          ProvisioningArtifactParameters: { Info: { LoadTemplateFromURL: `https://s3.amazonaws.com/${BUCKET}/a` } },
        }),
    ]),
    captured(({ catalog: it }) => [
      () => it.createPortfolio({ DisplayName: 'one', ProviderName: 'two', Tags: [{ Key: 'a', Value: 'b' }] }),
    ]),
    captured(({ catalog: it }) => [
      () => it.searchProductsAsAdmin({ Filters: { FullTextSearch: ['one'] }, PageSize: 5 }),
    ]),
    captured(({ organizations: it }) => [
      () => it.createOrganization({ FeatureSet: 'ALL' }),
      () => it.inviteAccountToOrganization({ Target: { Id: '222233334444', Type: 'ACCOUNT' }, Notes: 'x' }),
    ]),
  ]);
}

const ACCOUNT = '100000000000';
const BUCKET = 'fuzzed-bucket';

type Settings = ReturnType<typeof clientSettings>;

/** Clients whose requests are kept and not sent. */
function clientsOf(settings: Settings, keep: (request: Captured) => void) {
  const requestHandler = {
    handle: (request: Sent): Promise<never> => {
      keep(written(request));
      return Promise.reject(new Error('It is kept.'));
    },
  };
  const kept = { ...settings, requestHandler };
  return {
    cloudFormation: new CloudFormation(kept),
    iam: new IAM(kept),
    events: new EventBridge(kept),
    states: new SFN(kept),
    s3: new S3({ ...kept, requestChecksumCalculation: 'WHEN_REQUIRED' }),
    ssm: new SSM(kept),
    catalog: new ServiceCatalog(kept),
    organizations: new Organizations(kept),
  };
}

/** Part of the SDK's request that is written. */
interface Sent {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

function written({ method, path, query = {}, headers, body }: Sent): Captured {
  const pairs = Object.entries(query).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value ?? ''))}`,
  );
  return {
    method,
    path: pairs.length > 0 ? `${path}?${pairs.join('&')}` : path,
    headers,
    body: Buffer.from(body ?? '').toString(),
  };
}

/** Kind of requests to the sandbox: what AWS's clients write, with one changed on its way. */
export const requests: FuzzKind = {
  name: 'sandbox-request',
  open: async () => {
    const stateFolder = mkdtempSync(join(tmpdir(), 'fuzz-'));
    const server = await startSandbox({ port: 0, stateFolder });
    const real = await realRequests();
    // The first of each kind loads what answers it; no case is to wait for that.
    for (const call of real.flat()) await send(server.url, message(call));
    const defects: string[] = [];
    const { error } = console;
    console.error = (...parts: unknown[]) => defects.push(parts.map(String).join(' '));
    const run = async (random: Random, number: number): Promise<Tried> => {
      // An account and a bucket of its own: what other cases left changes nothing.
      const own = (message: string) =>
        message.replaceAll(ACCOUNT, String(Number(ACCOUNT) + number)).replaceAll(BUCKET, `${BUCKET}-${number}`);
      const calls = random.pick(real);
      for (const before of calls.slice(0, -1)) await send(server.url, own(message(before)));
      const last = calls.at(-1);
      if (last === undefined) throw new Error('A case has a request.');
      const { bytes, isWhole } = mutated(last, random, own);
      const answer = await send(server.url, bytes, isWhole);
      const fault =
        defects.length > 0 ? `a stack trace: ${defects.splice(0).join('\n').slice(0, 1_500)}` : faultOfAnswer(answer);
      return { parsed: isPastParser(answer), fault: fault && `${fault}\n${bytes.toString('latin1').slice(0, 1_500)}` };
    };
    const close = async () => {
      console.error = error;
      await server.close();
      rmSync(stateFolder, { recursive: true, force: true });
    };
    return { run, close };
  },
};

function message({ method, path, headers, body }: Captured): string {
  const { 'content-length': _, 'transfer-encoding': __, connection: ___, host: ____, ...others } = lowerCase(headers);
  const length = Buffer.byteLength(body);
  const lines = Object.entries({ host: 'localhost', ...others, 'content-length': String(length), connection: 'close' });
  return `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`;
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** Request as it leaves. One that may not be whole waits for more at the other end. */
interface Mutant {
  readonly bytes: Buffer;
  readonly isWhole: boolean;
}

/** The request with its body, or what is around it, changed. */
function mutated(request: Captured, random: Random, own: (message: string) => string): Mutant {
  const kind = random.number(10);
  const whole = (changes: Partial<Captured>) => ({
    bytes: Buffer.from(own(message({ ...request, ...changes }))),
    isWhole: true,
  });
  if (kind < 8) return whole({ body: mutatedBody(request.body, random) });
  if (kind < 9)
    return whole({
      path: mutateText(request.path, random)
        .replace(/[^\x21-\x7e]/g, '+')
        .slice(0, 4_000),
    });
  return { bytes: mutateBytes(Buffer.from(own(message(request))), random), isWhole: false };
}

/** A body whose form stays what it was in most cases: JSON's values, a form's, and the JSON within them. */
function mutatedBody(body: string, random: Random): string {
  if (random.chance(25) || body === '') return mutateText(body, random);
  if (body.startsWith('{')) return JSON.stringify(inner(JSON.parse(body), random));
  if (!/^\w+=/.test(body)) return mutateText(body, random);
  const form = new URLSearchParams(body);
  const names = [...form.keys()].filter((name) => name !== 'Action' && name !== 'Version');
  if (names.length === 0) return mutateText(body, random);
  const name = random.pick(names);
  form.set(name, mutatedText(form.get(name) ?? '', random));
  return form.toString();
}

function inner(value: Json, random: Random): Json {
  if (random.chance(40) || typeof value !== 'object' || value === null || Array.isArray(value))
    return mutateValue(value, random);
  const names = Object.keys(value);
  const name = random.pick(names.length > 0 ? names : ['a']);
  const item = value[name];
  return { ...value, [name]: typeof item === 'string' ? mutatedText(item, random) : mutateValue(item ?? null, random) };
}

/** A text, or the JSON that it is. */
function mutatedText(value: string, random: Random): string {
  return value.startsWith('{') && random.chance(80)
    ? JSON.stringify(mutateValue(JSON.parse(value), random))
    : mutateText(value, random);
}

/** Milliseconds after which a client gives up whose request may not be whole, so that nobody answers it. */
const PATIENCE = 200;

/** Sends bytes as they are, and gives what comes back until the sandbox ends the connection. */
function send(url: string, bytes: Buffer | string, isWhole = true): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((done) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname);
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => {});
    socket.on('close', () => done(Buffer.concat(chunks).toString()));
    socket.write(bytes);
    if (!isWhole) socket.setTimeout(PATIENCE, () => socket.destroy());
  });
}

function faultOfAnswer(answer: string): string | undefined {
  const [, status] = /^HTTP\/1\.1 (\d+)/.exec(answer) ?? [];
  // A request that isn't whole has no answer.
  if (answer === '') return undefined;
  if (status === undefined) return `no HTTP: ${answer.slice(0, 300)}`;
  if (Number(status) >= 500 && !/NotImplemented|HTTP Version Not Supported/i.test(answer))
    return `status ${status}: ${answer.slice(0, 600)}`;
  return /\n\s+at .*\d+:\d+/.test(answer) ? `a stack trace: ${answer.slice(0, 600)}` : undefined;
}

/** Codes of what isn't read at all. */
function isPastParser(answer: string): boolean {
  return (
    answer !== '' &&
    !/SerializationException|MalformedQueryString|MalformedXML|MalformedInput|UnknownOperation|InvalidAction|MissingAction|IncompleteSignature|MissingAuthentication|AuthorizationHeaderMalformed|400 Bad Request\r\nConnection: close\r\n\r\n$/.test(
      answer,
    )
  );
}
