import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Json } from '../../../catalog/template';
import type { Random } from '../../sandbox/random';
import { runCatalog } from '../../scripts/run-catalog';
import { data, network } from '../../scripts/upgrade/tiers';
import { UpgradeCatalog } from '../../scripts/upgrade/upgrade-catalog';
import { faultOf } from '../ended';
import type { FuzzKind } from '../kind';
import { mutateText, mutateValue } from '../mutate';

/** Verbs that read what AWS answers and change nothing. */
const READERS = [
  ['list'],
  ['status'],
  ['show', 'data'],
  ['outdated'],
  ['outputs', 'one-data'],
  ['answers', 'one-data'],
  ['upgrade', 'one-data', '--plan'],
  ['status', 'one-data'],
];

/** Kind of answers of AWS, in which others wrote names, templates, policies and messages. */
export const awsAnswers: FuzzKind = {
  name: 'aws-answer',
  open: async () => {
    const offered = await UpgradeCatalog.start();
    await offered.offer('network', '1.0.0', network());
    await offered.offer('data', '1.0.0', data());
    await offered.offer('data', '1.0.1', data({ delay: 1 }));
    await offered.launch('one', 'network', '1.0.0');
    await offered.launch('one', 'data', '1.0.0', { Owner: 'somebody' });
    for (const verb of READERS) {
      const { code, stderr } = await offered.run(...verb);
      if (code !== 0) throw new Error(`${verb.join(' ')} fails of itself: ${stderr}`);
    }
    let change = (body: string) => body;
    let turn = 0;
    let changedTurn = 0;
    const proxy = createServer((incoming, answer) => {
      const { hostname, port } = new URL(offered.sandbox.url);
      const { method, url: path, headers } = incoming;
      const outgoing = request({ hostname, port, method, path, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          turn += 1;
          const body = Buffer.concat(chunks).toString();
          const { 'content-length': _, 'transfer-encoding': __, ...kept } = response.headers;
          answer.writeHead(response.statusCode ?? 502, kept);
          answer.end(turn === changedTurn ? change(body) : body);
        });
      });
      incoming.pipe(outgoing);
    });
    await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
    const env = { AWS_ENDPOINT_URL: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` };
    const run = async (random: Random) => {
      const verb = random.pick(READERS);
      let isForm = true;
      turn = 0;
      changedTurn = 1 + random.number(8);
      change = (body) => {
        isForm = random.chance(85);
        return isForm ? mutatedStrings(body, random) : mutateText(body, random);
      };
      const ended = await runCatalog(verb, { root: offered.root, env });
      return { parsed: isForm, fault: faultOf(ended, PLACE) };
    };
    const close = async () => {
      proxy.closeAllConnections();
      proxy.close();
      await offered.stop();
    };
    return { run, close };
  },
};

/** Line by which a verb says where it works, whatever comes of it. */
const PLACE = /^Account \d{12}, region /;

/** An answer in whose texts something else stands; its form stays. */
function mutatedStrings(body: string, random: Random): string {
  if (body.startsWith('{')) return JSON.stringify(withText(JSON.parse(body), random));
  const texts = [...body.matchAll(/>([^<>]+)</g)];
  if (texts.length === 0) return body;
  const { index, 1: text = '' } = random.pick(texts);
  return `${body.slice(0, index + 1)}${escaped(mutatedText(unescaped(text), random))}${body.slice(index + 1 + text.length)}`;
}

function mutatedText(text: string, random: Random): string {
  return /^[{[]/.test(text) && random.chance(70)
    ? JSON.stringify(mutateValue(JSON.parse(text), random))
    : mutateText(text, random);
}

function escaped(text: string): string {
  return text.replace(/[<>&]|[^\x20-\x7e]/g, (character) => `&#${character.codePointAt(0)};`);
}

function unescaped(text: string): string {
  const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (all, hex?: string, decimal?: string, name?: string) =>
    hex !== undefined
      ? String.fromCodePoint(Number.parseInt(hex, 16))
      : decimal !== undefined
        ? String.fromCodePoint(Number(decimal))
        : (named[name ?? ''] ?? all),
  );
}

function withText(value: Json, random: Random): Json {
  const strings: string[] = [];
  const collect = (item: Json): void => {
    if (typeof item === 'string') strings.push(item);
    else if (typeof item === 'object' && item !== null) Object.values(item).forEach(collect);
  };
  collect(value);
  let left = strings.length === 0 ? -1 : random.number(strings.length);
  const walk = (item: Json): Json => {
    if (typeof item === 'string') return left-- === 0 ? mutatedText(item, random) : item;
    if (Array.isArray(item)) return item.map(walk);
    if (typeof item === 'object' && item !== null)
      return Object.fromEntries(Object.entries(item).map(([key, inner]) => [key, walk(inner)]));
    return item;
  };
  return walk(value);
}
