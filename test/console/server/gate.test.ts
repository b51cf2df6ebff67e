/** Every row of the console's gate, against a console that listens: what passes, what doesn't, and what an answer carries. */
import { networkInterfaces } from 'node:os';
import type { RunningConsole } from '../../../console/server/start-console';
import { type Asked, send, startTestConsole, tokenOf } from '../start-test-console';

let console_: RunningConsole;
let now = 0;
const links: string[] = [];
beforeAll(async () => {
  const settings = { now: () => now, onLocked: (link: string) => links.push(link) };
  // Nothing here gets as far as AWS.
  console_ = await startTestConsole('http://127.0.0.1:9', settings);
});
afterAll(() => console_.close());

const host = () => new URL(console_.url).host;
const authorization = () => `Bearer ${tokenOf(console_.link)}`;
const ask = (asked: Asked) => send(console_.url, { ...asked, headers: { host: host(), ...asked.headers } });
const askApi = (asked: Asked) =>
  ask({ path: '/api/operations', ...asked, headers: { authorization: authorization(), ...asked.headers } });

it('listens on 127.0.0.1 and on no other address of the machine', async () => {
  const { port } = new URL(console_.url);
  const others = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal);
  for (const { address } of others) await expect(send(`http://${address}:${port}`, {})).rejects.toThrow('ECONNREFUSED');
  await expect(send(`http://127.0.0.2:${port}`, {})).rejects.toThrow('ECONNREFUSED');
  expect(await ask({})).toMatchObject({ status: 200 });
});

describe('Host', () => {
  it.each([
    'evil.example',
    '127.0.0.1.evil.example',
    '127.0.0.1',
    '127.0.0.1:1',
    '[::1]',
    'localhost',
    'localhost.evil.example',
    '127.0.0.2:PORT',
    'evil.example:PORT',
    '127.1:PORT',
    '0.0.0.0:PORT',
  ])('%s is refused, for the page, its files and the API', async (name) => {
    const headers = { host: name.replace('PORT', new URL(console_.url).port) };
    for (const path of ['/', '/assets/main.js', '/api/operations']) {
      const answer = await ask({ path, headers: { authorization: authorization(), ...headers } });
      expect([path, answer.status, answer.text]).toEqual([path, 421, expect.stringContaining('other-host')]);
    }
  });

  it('localhost is led to the address, and gets nothing of the API', async () => {
    const headers = { host: `localhost:${new URL(console_.url).port}`, authorization: authorization() };
    const page = await ask({ path: '/products/network?x=1', headers });
    expect(page).toMatchObject({ status: 308, headers: { location: `${console_.url}/products/network?x=1` } });
    expect(await ask({ path: '/api/operations', headers })).toMatchObject({ status: 421 });
    expect(await ask({ method: 'POST', headers })).toMatchObject({ status: 421 });
  });
});

describe('Origin', () => {
  it.each(['null', 'http://evil.example', 'http://localhost:PORT', 'https://127.0.0.1:PORT', 'http://127.0.0.1:1', ''])(
    '%j is refused',
    async (name) => {
      const origin = name.replace('PORT', new URL(console_.url).port);
      expect(await askApi({ headers: { origin } })).toMatchObject({ status: 403 });
      expect(await ask({ headers: { origin } })).toMatchObject({ status: 403 });
    },
  );

  it('its own passes, and no answer lets another page read it', async () => {
    const answer = await askApi({ headers: { origin: console_.url } });
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it.each(['cross-site', 'same-site', 'none'])('a fetch from %s is refused by the API', async (site) => {
    expect(await askApi({ headers: { 'sec-fetch-site': site } })).toMatchObject({ status: 403 });
  });

  it('a fetch of the page itself passes, and so does a program that is no browser', async () => {
    expect(await askApi({ headers: { 'sec-fetch-site': 'same-origin' } })).toMatchObject({ status: 200 });
    expect(await askApi({})).toMatchObject({ status: 200 });
  });
});

describe('the token', () => {
  it('is 32 bytes in the fragment, and new for each console', async () => {
    const other = await startTestConsole('http://127.0.0.1:9');
    await other.close();
    expect(Buffer.from(tokenOf(console_.link), 'base64url')).toHaveLength(32);
    expect(tokenOf(other.link)).not.toBe(tokenOf(console_.link));
    expect(new URL(console_.link).search).toBe('');
  });

  it.each([
    undefined,
    'Bearer',
    'Bearer ',
    'Bearer wrong',
    'Basic TOKEN',
    'bearer TOKEN',
    'Bearer TOKENx',
    'Bearer TOKEN x',
    'TOKEN',
  ])('%j gets nothing of the API', async (text) => {
    const given = text?.replace('TOKEN', tokenOf(console_.link));
    const answer = await ask({ path: '/api/operations', headers: given === undefined ? {} : { authorization: given } });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([401, expect.objectContaining({ code: 'no-token' })]);
  });

  it.each([
    '/%61pi/operations',
    '/ap%69/operations',
    '/api/%6fperations',
    'http://127.0.0.1/api/operations',
    'http://evil.example/%61pi/operations',
  ])('is asked for however the API is written: %s', async (path) => {
    expect(await ask({ path })).toMatchObject({ status: 401 });
    expect(await ask({ path, headers: { 'sec-fetch-site': 'cross-site' } })).toMatchObject({ status: 403 });
    expect(await askApi({ path })).toMatchObject({ status: 200 });
  });

  it('is taken from the header alone: neither a cookie nor the address proves anything', async () => {
    const token = tokenOf(console_.link);
    const headers = { cookie: `token=${token}` };
    expect(await ask({ path: `/api/operations?token=${token}`, headers })).toMatchObject({ status: 401 });
    expect((await ask({})).headers['set-cookie']).toBeUndefined();
  });

  it('of before ends after an idle hour, and the new link is told', async () => {
    const before = authorization();
    now += 59 * 60_000;
    expect(await askApi({})).toMatchObject({ status: 200 });
    now += 61 * 60_000;
    const answer = await ask({ path: '/api/operations', headers: { authorization: before } });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([401, expect.objectContaining({ code: 'locked' })]);
    expect(links).toEqual([console_.link]);
    expect(authorization()).not.toBe(before);
    expect(await askApi({})).toMatchObject({ status: 200 });
  });
});

describe('a request', () => {
  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'TRACE'])('by %s is refused', async (method) => {
    expect(await askApi({ method })).toMatchObject({ status: 405 });
    expect(await ask({ method })).toMatchObject({ status: 405 });
  });

  it('that posts to the page is refused', async () => {
    expect(await ask({ method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } })).toMatchObject({
      status: 405,
    });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/jsonx', undefined])(
    'with a body of the type %s is refused',
    async (type) => {
      const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type };
      expect(await askApi({ method: 'POST', path: '/api/plans', body: '{}', headers })).toMatchObject({ status: 415 });
    },
  );

  it('of more than 256 KB is refused, and so is one that is no JSON, or another than is asked for', async () => {
    const post = (body: string) =>
      askApi({ method: 'POST', path: '/api/plans', body, headers: { 'content-type': 'application/json' } });
    expect(await post(JSON.stringify({ kind: 'x'.repeat(256 * 1024) }))).toMatchObject({ status: 413 });
    expect(await post('{')).toMatchObject({ status: 400 });
    expect(await post('{}')).toMatchObject({ status: 400 });
    expect(await post('{"__proto__":{}}')).toMatchObject({ status: 400 });
    const texts = { product: '', version: '', name: '', path: '' };
    const launch = { kind: 'launch', ...texts, answers: {}, hidden: {}, tags: {} };
    expect(await post(JSON.stringify({ ...launch, more: '' }))).toMatchObject({ status: 400 });
    expect(await post(JSON.stringify({ ...launch, answers: { Count: 3 } }))).toMatchObject({ status: 400 });
    expect(await post(JSON.stringify(launch))).toMatchObject({ status: 404 });
  });

  it.each([
    '/assets/..%2f..%2fpackage.json',
    '/assets/../../package.json',
    '/..%2f..%2fetc%2fpasswd',
    '/%2e%2e/package.json',
    '/assets/none.js',
    '//evil.example/',
    '/products/network',
  ])('for %s gets the page’s document: no path reaches the file system', async (path) => {
    const answer = await ask({ path });
    expect([answer.status, answer.text]).toEqual([200, expect.stringContaining('the page')]);
  });

  it.each(['/api', '/api/', '/api/none', '/api/plans/x', '/api/../package.json'])(
    'for %s, which is none of the API’s, gets a refusal in JSON',
    async (path) => {
      const answer = await askApi({ path });
      expect([answer.status, JSON.parse(answer.text)]).toEqual([404, expect.objectContaining({ kind: 'refused' })]);
    },
  );

  it('that can’t be read at all is refused with the same headers', async () => {
    const answer = await ask({ path: '/%zz' });
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
  });
});

it.each([
  ['the page', {}],
  ['a file of it', { path: '/assets/main.js' }],
  ['an answer', { path: '/api/operations', headers: { authorization: 'TOKEN' } }],
  ['a refusal', { path: '/api/operations' }],
  ['another host’s refusal', { headers: { host: 'evil.example' } }],
] satisfies [string, Asked][])('%s carries the headers that keep others out', async (_name, asked: Asked) => {
  const headers = { ...asked.headers, ...(asked.headers?.authorization && { authorization: authorization() }) };
  const answer = await ask({ ...asked, headers });
  expect(answer.headers).toMatchObject({
    'content-security-policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; " +
      "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  });
});

it('names the port that is in use or is none, and what chooses another', async () => {
  const port = Number(new URL(console_.url).port);
  await expect(startTestConsole('http://127.0.0.1:9', { port })).rejects.toMatchObject({ code: 'port-in-use' });
  const none = { port: 65_536, portOption: '--console-port' };
  await expect(startTestConsole('http://127.0.0.1:9', none)).rejects.toMatchObject({
    ...{ code: 'bad-port', message: expect.stringContaining('with --console-port') },
  });
});
