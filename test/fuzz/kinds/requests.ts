import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Json } from '../../../catalog/template';
import { startSandbox } from '../../../sandbox';
import type { Random } from '../../sandbox/random';
import type { FuzzKind, Tried } from '../kind';
import { mutateBytes, mutateText, mutateValue } from '../mutate';
import { ACCOUNT, type Captured } from './captured-requests';
import { BUCKET, realRequests } from './real-requests';

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
