import type { NormalizedSchema } from '@smithy/core/schema';
import cloudformationConstraints from '../../sandbox/http/protocol/constraints/cloudformation.json';
import iamConstraints from '../../sandbox/http/protocol/constraints/iam.json';
import organizationsConstraints from '../../sandbox/http/protocol/constraints/organizations.json';
import servicecatalogConstraints from '../../sandbox/http/protocol/constraints/servicecatalog.json';
import ssmConstraints from '../../sandbox/http/protocol/constraints/ssm.json';
import { type OperationModel, requiredMembers, ServiceModel } from '../../sandbox/http/protocol/model';
import type { RpcService } from '../../sandbox/kernel/service';
import { cloudControl } from '../../sandbox/services/cloudcontrol';
import { cloudformation } from '../../sandbox/services/cloudformation';
import { iam } from '../../sandbox/services/iam';
import { organizations } from '../../sandbox/services/organizations';
import { rds } from '../../sandbox/services/rds';
import { serviceCatalog } from '../../sandbox/services/service-catalog';
import { ssm } from '../../sandbox/services/ssm';
import { sts } from '../../sandbox/services/sts';
import { tagging } from '../../sandbox/services/tagging';
import type { Random } from './random';
import { plausible, TEXTS, text } from './random-values';

/** A request as bytes leave for it. */
export interface RandomRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

interface Target {
  readonly service: RpcService;
  readonly all: readonly OperationModel[];
  readonly served: readonly OperationModel[];
}

function target(service: RpcService): Target {
  const model = new ServiceModel(service.model);
  const names = Object.keys(service.model).flatMap((name) => /^(.+)Command$/.exec(name)?.[1] ?? []);
  const operations = (each: readonly string[]) => each.flatMap((name) => model.operation(name) ?? []);
  return { service, all: operations(names), served: operations(Object.keys(service.operations)) };
}

const targets: readonly Target[] = [
  ...[cloudformation, iam, organizations, sts, serviceCatalog, serviceCatalog, ssm],
  ...[cloudControl, rds, tagging],
].map(target);

interface Listed {
  readonly enum?: readonly string[];
  readonly [other: string]: unknown;
}

/** Values that the models list, by structure and member. */
const listed: Readonly<Record<string, Readonly<Record<string, Listed | undefined>>>> = {
  ...cloudformationConstraints,
  ...iamConstraints,
  ...organizationsConstraints,
  ...servicecatalogConstraints,
  ...ssmConstraints,
};

function anything(random: Random, depth = 0): unknown {
  const kind = random.number(depth > 4 ? 5 : 7);
  if (kind === 0) return null;
  if (kind === 1) return random.chance(50);
  if (kind === 2) return random.pick([0, -1, 1.5, 1e308, 2 ** 53, random.number(1000)]);
  if (kind < 5) return text(random);
  if (kind === 5) return Array.from({ length: random.number(4) }, () => anything(random, depth + 1));
  return Object.fromEntries(
    Array.from({ length: random.number(4) }, () => [text(random), anything(random, depth + 1)]),
  );
}

/** Chances by which an input is drawn: that something else stands in a value's place, that members are left out. */
interface Manner {
  readonly wild: number;
  readonly kept: number;
}

const MANNERS: readonly Manner[] = [
  { wild: 6, kept: 70 },
  { wild: 0, kept: 90 },
  { wild: 0, kept: 35 },
  { wild: 1, kept: 0 },
];

/** An input drawn from its schema. */
function drawn(schema: NormalizedSchema, random: Random, manner: Manner, name = '', depth = 0): unknown {
  if (random.chance(manner.wild) || depth > 6) return anything(random, depth);
  if (schema.isStructSchema()) {
    const required = new Set(requiredMembers(schema));
    const members: Record<string, unknown> = random.chance(manner.wild) ? { [text(random)]: anything(random) } : {};
    for (const [key, member] of schema.structIterator()) {
      const needed = required.has(key) && random.chance(100 - manner.wild);
      if (!needed && !random.chance(manner.kept)) continue;
      const values = listed[schema.getName() ?? '']?.[key]?.enum;
      const takes = values !== undefined && random.chance(100 - 2 * manner.wild);
      members[key] = takes ? random.pick(values) : drawn(member, random, manner, key, depth + 1);
    }
    return members;
  }
  if (schema.isListSchema()) {
    const item = () => drawn(schema.getValueSchema(), random, manner, name, depth + 1);
    return Array.from({ length: random.number(3) }, item);
  }
  if (schema.isMapSchema()) {
    return Object.fromEntries([[text(random), drawn(schema.getValueSchema(), random, manner, '', depth + 1)]]);
  }
  if (schema.isBooleanSchema()) return random.chance(50);
  if (schema.isNumericSchema()) return random.pick(manner.wild > 0 ? [0, 1, 5, -1, 2 ** 31, 0.5] : [1, 2, 5, 20]);
  if (schema.isTimestampSchema()) return random.pick([0, 1.7e9, -1, 1e15, 1e300]);
  if (manner.wild < 5 && random.chance(90)) return plausible(name, random) ?? text(random);
  return text(random);
}

/** A value as the fields of a query request. */
function fields(name: string, value: unknown, into: URLSearchParams): void {
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      fields(`${name}.member.${index + 1}`, item, into);
    });
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) fields(name ? `${name}.${key}` : key, item, into);
  } else {
    into.append(name, String(value));
  }
}

function authorization(signingName: string, random: Random): string {
  const account = random.chance(80)
    ? '111111111111'
    : random.pick(['222222222222', 'anything', 'ASIAFFFFFFFFFFFFFFFF', '12345']);
  const region = random.chance(90) ? random.pick(['us-east-1', 'eu-west-1']) : text(random);
  const scope = `${account}/20261122/${region}/${signingName}/aws4_request`;
  return `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
}

function operationRequest(random: Random): RandomRequest {
  const { service, all, served } = random.pick(targets);
  const { signingName, targetPrefix, version = '' } = service;
  const operation = random.pick(random.chance(85) ? served : all);
  const input = operation.input ? drawn(operation.input, random, random.pick(MANNERS)) : anything(random);
  if (targetPrefix !== undefined) {
    const headers = {
      authorization: authorization(signingName, random),
      'content-type': random.chance(95) ? 'application/x-amz-json-1.1' : 'text/plain',
      'x-amz-target': random.chance(97) ? `${targetPrefix}.${operation.name}` : text(random),
    };
    return { method: 'POST', path: '/', headers, body: Buffer.from(JSON.stringify(input) ?? '') };
  }
  const form = new URLSearchParams({ Action: operation.name, Version: random.chance(95) ? version : text(random) });
  fields('', input, form);
  const headers = {
    authorization: authorization(signingName, random),
    'content-type': 'application/x-www-form-urlencoded',
  };
  const body = form.toString();
  if (random.chance(10) && body.length < 6_000)
    return { method: 'GET', path: `/?${body}`, headers, body: Buffer.alloc(0) };
  return { method: 'POST', path: '/', headers, body: Buffer.from(body) };
}

const SUBRESOURCES = [
  ...[
    '',
    'acl',
    'versioning',
    'uploads',
    'uploadId=x',
    'partNumber=1&uploadId=y',
    'tagging',
    'policy',
    'delete',
    'location',
  ],
  ...[
    'versions',
    'list-type=2',
    'list-type=2&max-keys=x',
    'prefix=%ff',
    'delimiter=/',
    'encryption',
    'lifecycle',
    'cors',
  ],
  ...['continuation-token=x', 'versionId=x', 'torrent', 'max-keys=99999999999', 'encoding-type=x', 'website', 'select'],
  ...['X-Amz-Credential=1/2/3/s3/4', 'key-marker=a&version-id-marker=b&versions', 'publicAccessBlock', 'object-lock'],
];

const XML = [
  '<Delete><Object><Key>a</Key></Object></Delete>',
  '<Delete/>',
  '<Tagging><TagSet><Tag><Key>a</Key></Tag></TagSet></Tagging>',
  '<CompleteMultipartUpload><Part><PartNumber>1</PartNumber></Part></CompleteMultipartUpload>',
  '<VersioningConfiguration><Status>Maybe</Status></VersioningConfiguration>',
  '<CreateBucketConfiguration><LocationConstraint>x</LocationConstraint></CreateBucketConfiguration>',
  '<!DOCTYPE a [<!ENTITY b "c">]><Delete><Object><Key>&b;</Key></Object></Delete>',
  `${'<a>'.repeat(3_000)}${'</a>'.repeat(3_000)}`,
  '<Delete><Object><__proto__>a</__proto__></Object></Delete>',
  '<',
];

function objectRequest(random: Random): RandomRequest {
  const bucket = random.pick(['fuzz-bucket', 'fuzz-bucket', 'absent', 'Bad_Name', '', '%00', '..']);
  const key = random.chance(60)
    ? `/${encodeURIComponent(random.pick(['a', 'b/c', 'ä', ' ', '__proto__', 'x'.repeat(1_100)]))}`
    : '';
  const headers: Record<string, string> = { authorization: authorization('s3', random) };
  if (random.chance(20)) headers.range = random.pick(['bytes=0-1', 'bytes=-', 'bytes=9999-', 'pages=1']);
  if (random.chance(10)) headers['x-amz-copy-source'] = random.pick(['fuzz-bucket/a', '/', 'x', '%zz/%zz', 'absent/a']);
  if (random.chance(10)) headers['if-none-match'] = random.pick(['*', '"x"', '']);
  if (random.chance(10)) headers['if-modified-since'] = random.pick(['yesterday', 'Sun, 22 Nov 2026 00:00:00 GMT']);
  if (random.chance(10))
    headers['x-amz-content-sha256'] = random.pick(['STREAMING-UNSIGNED-PAYLOAD-TRAILER', '0'.repeat(64)]);
  if (random.chance(5)) headers['content-md5'] = 'x';
  if (random.chance(5)) headers['x-amz-tagging'] = 'a=1&a=2&aws:x';
  if (random.chance(5)) headers['x-amz-expected-bucket-owner'] = '999999999999';
  const body = random.chance(40) ? Buffer.from(random.pick(XML)) : random.buffer(80);
  const method = random.pick(['GET', 'PUT', 'POST', 'DELETE', 'HEAD', 'PATCH', 'OPTIONS']);
  return { method, path: `/${bucket}${key}?${random.pick(SUBRESOURCES)}`, headers, body };
}

function shapelessRequest(random: Random): RandomRequest {
  const headers: Record<string, string> = {};
  const put = (name: string, value: string) => {
    headers[name] = value;
  };
  if (random.chance(80))
    put(
      'authorization',
      random.chance(50) ? text(random) : authorization(random.pick(['s3', 'ssm', 'x', 'iam']), random),
    );
  if (random.chance(50)) put('content-type', text(random));
  if (random.chance(50)) put('x-amz-target', text(random));
  if (random.chance(20)) put('content-encoding', 'aws-chunked');
  const path = `/${encodeURI(random.buffer(20).toString('latin1'))}${random.chance(20) ? '%' : ''}`;
  const method = random.pick(['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'TRACE', 'PROPFIND', 'OPTIONS']);
  const body = random.chance(50) ? random.buffer(200) : Buffer.from(random.pick(TEXTS));
  return { method, path, headers, body };
}

/** A request that nobody should send, or one that somebody might. */
export function randomRequest(random: Random): RandomRequest {
  const kind = random.number(100);
  const drawn = kind < 65 ? operationRequest(random) : kind < 85 ? objectRequest(random) : shapelessRequest(random);
  return { ...drawn, headers: sendable(drawn.headers) };
}

/** Headers that Node's client agrees to send. */
function sendable(headers: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(headers);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, value.replace(/[^\t\x20-\x7e]/g, '').slice(0, 4_000)]),
  );
}

/** Bytes that are hardly HTTP. */
export function randomBytesForSocket(random: Random): Buffer {
  const auth = authorization('s3', random);
  return Buffer.from(
    random.pick([
      'GET / HTTP/1.1\r\n\r\n',
      'NONSENSE\r\n\r\n',
      `PUT /fuzz-bucket/a HTTP/1.1\r\nhost: a\r\nauthorization: ${auth}\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n`,
      `PUT /fuzz-bucket/a HTTP/1.1\r\nhost: a\r\nauthorization: ${auth}\r\ntransfer-encoding: chunked\r\n\r\n5\r\nab`,
      `PUT /fuzz-bucket/a HTTP/1.1\r\nhost: a\r\nauthorization: ${auth}\r\ncontent-length: 100\r\n\r\nshort`,
      `POST / HTTP/1.1\r\nhost: a\r\ncontent-length: -1\r\n\r\n`,
      `POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nx`,
      `GET / HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`,
      `GET /\u0001 HTTP/1.1\r\nhost: a\r\n\r\n`,
      `GET /%zz HTTP/1.1\r\nhost: a\r\nauthorization: ${auth}\r\n\r\n`,
      `CONNECT a:1 HTTP/1.1\r\nhost: a\r\n\r\n`,
      `GET / HTTP/1.1\r\nhost: a\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n`,
      `POST / HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: 2\r\n\r\n{}`,
      `POST / HTTP/9.9\r\n\r\n`,
      random.buffer(300).toString('latin1'),
    ]),
    'latin1',
  );
}
