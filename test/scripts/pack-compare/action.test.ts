import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { programOf } from '../../tools/left-out';
import { needing } from '../../tools/needing';
import { bash } from '../../tools/tools';
import { installPacked } from './installed';

const ROOT = resolve(__dirname, '..', '..', '..');
const ACTION = join(ROOT, 'scripts', 'pack-compare', 'action');

interface Step {
  readonly name: string;
  readonly run: string;
  readonly env: Readonly<Record<string, string>>;
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const action: Action = parse(readFileSync(join(ACTION, 'action.yml'), 'utf8'));

/** Comments of the one pull request, as GitHub has them. */
const comments: { id: number; body: string }[] = [];
const calls: string[] = [];
let github: Server;
let folder: string;

beforeAll(async () => {
  const packed = await installPacked();
  folder = packed.folder;
  // In the place of npx, which would ask a registry: runs the package that is installed here.
  mkdirSync(join(folder, 'bin'));
  const program = join(packed.package, 'lib', 'compare', 'index.cjs');
  const npx = `#!/bin/sh\n[ "$1 $2 $3 $4 $5" = "--yes --package $PACKAGE -- cloudformation-compare" ] || exit 9\nshift 5\nexec "${process.execPath}" "${program}" "$@"\n`;
  writeFileSync(join(folder, 'bin', 'npx'), npx, { mode: 0o755 });
  github = createServer((request, response) => {
    let text = '';
    request.on('data', (part) => {
      text += part;
    });
    request.on('end', () => {
      calls.push(`${request.method} ${request.url} ${request.headers.authorization}`);
      const id = Number(/comments\/(\d+)$/.exec(request.url ?? '')?.[1]);
      if (request.method === 'POST') comments.push({ id: comments.length + 1, ...JSON.parse(text) });
      if (request.method === 'PATCH') Object.assign(comments.find((one) => one.id === id) ?? {}, JSON.parse(text));
      response.end(JSON.stringify(request.method === 'GET' ? comments : {}));
    });
  });
  await new Promise<void>((done) => github.listen(0, '127.0.0.1', done));
}, 120_000);

afterAll(() => {
  github.close();
  rmSync(folder, { recursive: true, force: true });
});

const bucket = (days: number) => ({
  Resources: {
    Bucket: {
      Type: 'AWS::S3::Bucket',
      Properties: { LifecycleConfiguration: { Rules: [{ Id: 'old', Status: 'Enabled', ExpirationInDays: days }] } },
    },
  },
});

/** Runs the action's steps as a runner does: in order, until one fails. */
async function runAction(
  inputs: Readonly<Record<string, string>>,
  event: unknown,
): Promise<{ failed?: string; log: string }> {
  const given = Object.fromEntries(
    Object.entries(action.inputs).map(([name, { default: value }]) => [name, inputs[name] ?? value ?? '']),
  );
  const known: Readonly<Record<string, string>> = {
    'github.action_path': ACTION,
    ...Object.fromEntries(Object.entries(given).map(([name, value]) => [`inputs.${name}`, value])),
  };
  writeFileSync(join(folder, 'event.json'), JSON.stringify(event));
  appendFileSync(join(folder, 'summary.md'), '');
  let log = '';
  for (const { name, run, env } of action.runs.steps) {
    const values = Object.entries(env).map(([key, text]) => [
      key,
      text.replace(/\$\{\{ (\S+) \}\}/g, (_, path: string) => known[path] ?? ''),
    ]);
    const { code, output } = await step(run, {
      PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
      RUNNER_TEMP: folder,
      GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
      GITHUB_EVENT_PATH: join(folder, 'event.json'),
      GITHUB_REPOSITORY: 'some/project',
      GITHUB_API_URL: `http://127.0.0.1:${(github.address() as AddressInfo).port}`,
      ...Object.fromEntries(values),
    });
    log += output;
    if (code !== 0) return { failed: name, log };
  }
  return { log };
}

/** A step's script, with the options that GitHub gives to `shell: bash`. */
function step(script: string, env: Readonly<Record<string, string>>): Promise<{ code: number | null; output: string }> {
  const shell = programOf(bash);
  return new Promise((done) => {
    const child = spawn(shell, ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], { cwd: folder, env });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += part));
    child.on('close', (code) => done({ code, output }));
  });
}

needing(bash).describe('the action', () => {
  const pull = { pull_request: { number: 7 } };
  const inputs = { old: 'old.json', new: 'new.json', token: 'secret' };

  it('comments what changes, and passes what loses nothing', async () => {
    writeFileSync(join(folder, 'old.json'), JSON.stringify(bucket(30)));
    writeFileSync(join(folder, 'new.json'), JSON.stringify(bucket(60)));
    const { failed, log } = await runAction(inputs, pull);
    expect({ failed, log }).toEqual({ failed: undefined, log: expect.stringContaining('at least') });
    expect(comments).toEqual([{ id: 1, body: expect.stringContaining('Bucket.LifecycleConfiguration') }]);
    expect(calls.at(-1)).toBe('POST /repos/some/project/issues/7/comments Bearer secret');
    expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toContain('Bucket.LifecycleConfiguration');
  });

  it('updates its own comment among others, and fails on loss of data', async () => {
    comments.unshift({ id: 5, body: 'Looks good.' });
    writeFileSync(join(folder, 'new.json'), JSON.stringify(bucket(1)));
    expect(await runAction(inputs, pull)).toMatchObject({
      failed: 'Judge',
      log: expect.stringContaining('loses data'),
    });
    expect(comments).toHaveLength(2);
    expect(comments[1]).toEqual({ id: 1, body: expect.stringContaining('loses data') });
    expect(calls.at(-1)).toBe('PATCH /repos/some/project/issues/comments/1 Bearer secret');
  });

  it('lets pass what it is told to', async () => {
    writeFileSync(join(folder, 'new.json'), JSON.stringify(bucket(60)));
    expect(await runAction({ ...inputs, 'fail-on': 'minor' }, pull)).not.toHaveProperty('failed');
  });

  it('comments nowhere where there is no pull request', async () => {
    const before = calls.length;
    expect(await runAction(inputs, { ref: 'refs/heads/main' })).not.toHaveProperty('failed');
    expect(calls).toHaveLength(before);
  });

  it('stops at templates that it can’t read', async () => {
    writeFileSync(join(folder, 'new.json'), '{');
    expect(await runAction(inputs, pull)).toMatchObject({
      failed: 'Compare',
      log: expect.stringContaining('not well-formed'),
    });
  });
});
