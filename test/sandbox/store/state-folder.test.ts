import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { defineTable, Store } from '../../../sandbox/store/store';
import { programOf } from '../../tools/left-out';
import { needing } from '../../tools/needing';
import { bash, unshare } from '../../tools/tools';
import { bundleProgram, type Program } from '../sandbox-process';

const rows = defineTable<string>('test/rows');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'state-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ownerFile = () => join(folder, 'owner.json');

it('says who has it while a store is open, and nothing afterwards', async () => {
  const store = await Store.open(folder);
  expect(JSON.parse(readFileSync(ownerFile(), 'utf8'))).toMatchObject({ pid: process.pid });
  await store.close();
  expect(readdirSync(folder)).not.toContain('owner.json');
});

it('that can’t be written to is refused with the reason', async () => {
  // Nobody writes there, not even root.
  await expect(Store.open('/proc/self')).rejects.toMatchObject({
    code: 'bad-state-folder',
    message: expect.stringMatching(
      /^State folder \/proc\/self can't be written to \(.*\); choose another with --state\.$/,
    ),
  });
});

describe('of a process in another namespace of ids', () => {
  const foreign = { pid: 1, started: '7', namespace: 'pid:[1]', id: 'other' };

  it('is refused while it gives signs of life', async () => {
    writeFileSync(ownerFile(), JSON.stringify(foreign));
    const beat = setInterval(() => utimesSync(ownerFile(), new Date(), new Date()), 200);
    await expect(Store.open(folder)).rejects.toMatchObject({
      code: 'state-in-use',
      message: expect.stringContaining('is in use by process 1 of another container'),
    });
    clearInterval(beat);
    // It was not even opened.
    expect(readdirSync(folder)).toEqual(['owner.json']);
  });

  it('is taken over once it gives none any more, with what it kept', async () => {
    const first = await Store.open(folder);
    await first.transact(() => {
      first.put(rows, ['kept'], 'yes');
      first.put(defineTable('sandbox/owner'), [], foreign);
    });
    // As a kill leaves it.
    Object.assign(first, { release: () => {} });
    await first.close();
    writeFileSync(ownerFile(), JSON.stringify(foreign));
    const began = Date.now();
    const second = await Store.open(folder);
    expect(Date.now() - began).toBeGreaterThan(9_000);
    expect(second.get(rows, ['kept'])).toBe('yes');
    await second.close();
  }, 60_000);
});

describe('without room', () => {
  let program: Program;
  beforeAll(() => {
    program = bundleProgram('test/sandbox/store/fill-store.ts');
  });
  afterAll(() => program.remove());

  const { it: itWithBash } = needing(bash);

  /** Fills a store in a process whose files may have no more than these bytes; the signal of a larger one is left alone. */
  itWithBash('ends in one error, keeps what was answered, and refuses all that comes after it', async () => {
    const limit = `trap '' XFSZ; ulimit -f 8000; exec "$0" "$@"`;
    const child = spawn(programOf(bash), ['-c', limit, process.execPath, program.path, folder], {
      env: { ...process.env, NODE_PATH: resolve(__dirname, '../../../node_modules') },
    });
    let output = '';
    child.stdout.on('data', (data) => {
      output += data;
    });
    const [code] = await once(child, 'exit');
    const told = JSON.parse(output);
    expect(told).toMatchObject({
      first: { code: 'state-unwritable', message: expect.stringContaining(`${folder} can't be written to any more`) },
      second: { code: 'state-unwritable' },
      failure: 'state-unwritable',
    });
    expect(code).toBe(3);
    expect(told.answered).toBeGreaterThan(10);
    const store = await Store.open(folder);
    expect(store.count(defineTable('test/fill'))).toBe(told.answered);
    await store.close();
  });
});

const { it: itUnshared } = needing(unshare);

itUnshared(
  'a second sandbox in a container of its own is refused, and the first goes on',
  async () => {
    const program = bundleProgram('sandbox/main.ts');
    const start = () =>
      spawn(
        programOf(unshare),
        ['--pid', '--fork', '--kill-child', process.execPath, program.path, '--port', '0', '--state', folder],
        {
          env: { ...process.env, NODE_PATH: resolve(__dirname, '../../../node_modules') },
        },
      );
    const first = start();
    const [url] = await once(first.stdout, 'data');
    const second = start();
    let errors = '';
    second.stderr.on('data', (data) => {
      errors += data;
    });
    const [code] = await once(second, 'exit');
    expect(code).toBe(1);
    expect(errors.trim().split('\n')).toEqual([
      expect.stringMatching(/is in use by process \d+ of another container\./),
    ]);
    expect((await fetch(`${String(url).trim()}/_sandbox/health`)).status).toBe(200);
    const ended = once(first, 'exit');
    first.kill('SIGKILL');
    await ended;
    expect(existsSync(ownerFile())).toBe(true);
    program.remove();
  },
  60_000,
);
