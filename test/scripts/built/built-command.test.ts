import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { endOf } from '../../fresh-clone/processes';
import { copyProject, type ProjectCopy } from '../project-copy';

const TEXTS = 'scripts/texts/list-text.ts';

let project: ProjectCopy;
let kept: string;

/** A run of the copy's command, and whether it was the built one: what a process has loaded says so at its end. */
async function run(args: readonly string[], env: NodeJS.ProcessEnv = {}, user: { uid?: number; gid?: number } = {}) {
  const { PATH, HOME } = process.env;
  const child = spawn(
    process.execPath,
    ['-r', join(kept, 'tell.cjs'), join(project.root, 'scripts/bin.cjs'), ...args],
    {
      ...{ env: { PATH, HOME, ...env }, cwd: project.root, stdio: ['ignore', 'pipe', 'pipe'], ...user },
    },
  );
  const { stderr, ...ended } = await endOf(child);
  const [, said, loaded] = /^([\s\S]*)loaded (built|source)\n$/.exec(stderr) ?? [];
  return { ...ended, stderr: said, loaded };
}

function build(): ReturnType<typeof endOf> {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/build.ts'], {
    ...{ cwd: project.root, env: { PATH, HOME }, stdio: ['ignore', 'pipe', 'pipe'] },
  });
  return endOf(child);
}

function change(path: string, from: string, to: string): void {
  const file = join(project.root, path);
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
}

function currentFolder(): string {
  return join(project.root, '.built', readFileSync(join(project.root, '.built/current'), 'utf8'));
}

const since = (path: string, kind: string) =>
  `Runs from source, since ${path} was ${kind} after the command was built; "npm run build" builds it anew.\n`;

beforeAll(async () => {
  project = copyProject();
  kept = mkdtempSync(join(tmpdir(), 'built-'));
  chmodSync(kept, 0o755);
  writeFileSync(
    join(kept, 'tell.cjs'),
    `process.on('exit', () => {
      const fromSource = Object.keys(require.cache).some((file) => file.endsWith('catalog.ts'));
      process.stderr.write('loaded ' + (fromSource ? 'source' : 'built') + '\\n');
    });`,
  );
  expect(await run(['list'])).toMatchObject({ code: 0, stderr: '', loaded: 'source' });
  expect(await build()).toEqual({ code: 0, stdout: '', stderr: '' });
  cpSync(join(project.root, TEXTS), join(kept, 'list-text.ts'));
  cpSync(join(project.root, '.built'), join(kept, 'built'), { recursive: true });
});

afterAll(() => {
  project.remove();
  rmSync(kept, { recursive: true });
});

afterEach(() => {
  cpSync(join(kept, 'list-text.ts'), join(project.root, TEXTS));
  rmSync(join(project.root, '.built'), { recursive: true });
  cpSync(join(kept, 'built'), join(project.root, '.built'), { recursive: true });
});

it.each([
  [['list', '--json']],
  [['show', 'data', '1.0.0']],
  [['render', 'network']],
  [['compare', 'network', '1.0.0', '1.1.0', '--format', 'markdown']],
  [['completion', 'bash']],
  [['launch', '--help']],
  [['show', 'nothing']],
])('the built command says what the sources say: %s', async (args) => {
  const built = await run(args);
  const fromSource = await run(args, { CATALOG_FROM_SOURCE: '1' });
  expect(built.loaded).toBe('built');
  expect(fromSource).toEqual({ ...built, loaded: 'source' });
});

it('a changed source is run, and is named', async () => {
  change(TEXTS, 'NEWEST', 'LATEST');
  const { stdout, ...rest } = await run(['list']);
  expect(rest).toEqual({ code: 0, stderr: since(TEXTS, 'changed'), loaded: 'source' });
  expect(stdout).toContain('LATEST');
  expect(await build()).toMatchObject({ code: 0 });
  expect(await run(['list'])).toEqual({ code: 0, stdout, stderr: '', loaded: 'built' });
});

it('a change that keeps size and time is seen too', async () => {
  const file = join(project.root, TEXTS);
  const { size, atime, mtime } = statSync(file);
  change(TEXTS, 'NEWEST', 'LATEST');
  utimesSync(file, atime, mtime);
  expect(statSync(file)).toMatchObject({ size, mtime });
  expect(await run(['list'])).toMatchObject({ stderr: since(TEXTS, 'changed'), loaded: 'source' });
});

it('a source that was written anew as it was is no change, and its time is kept for the next run', async () => {
  const file = join(project.root, TEXTS);
  let began: number;
  do {
    began = Date.now();
    writeFileSync(file, readFileSync(file));
    const past = new Date(began - 60_000);
    utimesSync(file, past, past);
    expect(await run(['list'])).toMatchObject({ stderr: '', loaded: 'built' });
    // Where a run takes as long as a file needs to settle, another may be quicker.
  } while (Date.now() - began > 3000);
  // Changed but now, by the clock that can't be set: it may change once more in the same instant.
  expect(recorded(TEXTS)).toEqual([statSync(file).size, 0, 0, expect.any(String)]);
  await pause(3100);
  expect(await run(['list'])).toMatchObject({ stderr: '', loaded: 'built' });
  const { size, mtimeMs, ctimeMs } = statSync(file);
  expect(recorded(TEXTS)).toEqual([size, mtimeMs, ctimeMs, expect.any(String)]);
});

function recorded(path: string) {
  return JSON.parse(readFileSync(join(currentFolder(), 'sources.json'), 'utf8')).sources[path];
}

it('a source that was deleted is named', async () => {
  const file = join(project.root, 'scripts/renew/json-text.ts');
  renameSync(file, join(kept, 'json-text.ts'));
  const ended = await run(['list']);
  renameSync(join(kept, 'json-text.ts'), file);
  expect(ended).toMatchObject({ code: 0, stderr: since('scripts/renew/json-text.ts', 'deleted'), loaded: 'source' });
});

it('a source that was added is named: an import may find it before another', async () => {
  const file = join(project.root, 'scripts/terminal/table.js');
  writeFileSync(file, '');
  const ended = await run(['--version']);
  rmSync(file);
  expect(ended).toMatchObject({ stderr: since('scripts/terminal/table.js', 'added'), loaded: 'source' });
});

it('another branch is run from source, and the branch that was built as it was built', async () => {
  const git = (...args: readonly string[]) => {
    const { status, stderr } = spawnSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], {
      ...{ cwd: project.root, encoding: 'utf8' },
    });
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  };
  git('init', '--quiet', '--initial-branch=main');
  git('add', 'scripts');
  git('commit', '--quiet', '-m', 'One');
  git('checkout', '--quiet', '-b', 'other');
  change(TEXTS, 'NEWEST', 'LATEST');
  git('commit', '--quiet', '-am', 'Two');
  expect(await run(['list'])).toMatchObject({ stderr: since(TEXTS, 'changed'), loaded: 'source' });
  git('checkout', '--quiet', 'main');
  expect(await run(['list'])).toMatchObject({ stderr: '', loaded: 'built' });
});

it('what can be read alone is run as it was built, and from source where it was changed', async () => {
  const folders = [project.root, join(project.root, '.built'), currentFolder()];
  writeFileSync(join(project.root, TEXTS), readFileSync(join(project.root, TEXTS)));
  const before = recorded(TEXTS);
  try {
    for (const folder of folders) chmodSync(folder, 0o555);
    // Root writes everywhere: this test is another user then, where the dependencies aren't hidden from that.
    const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const { status } = spawnSync(process.execPath, ['-p', 'require("commander")'], { cwd: project.root, ...nobody });
    const user = status === 0 ? nobody : {};
    expect(await run(['list'], {}, user)).toMatchObject({ code: 0, stderr: '', loaded: 'built' });
    expect(recorded(TEXTS)).toEqual(before);
    change(TEXTS, 'NEWEST', 'LATEST');
    expect(await run(['list'], {}, user)).toMatchObject({ stderr: since(TEXTS, 'changed'), loaded: 'source' });
  } finally {
    for (const folder of folders) chmodSync(folder, 0o755);
  }
});

it('two may build at once', async () => {
  change(TEXTS, 'NEWEST', 'LATEST');
  const ended = await Promise.all([build(), build()]);
  expect(ended.map(({ code, stderr }) => ({ code, stderr }))).toEqual(Array(2).fill({ code: 0, stderr: '' }));
  expect(await run(['list'])).toMatchObject({ stderr: '', loaded: 'built', stdout: expect.stringContaining('LATEST') });
});

it('a build that is killed leaves what was built before', async () => {
  change(TEXTS, 'NEWEST', 'LATEST');
  const before = currentFolder();
  // At the last moment, when all of it is built and nothing names it yet.
  writeFileSync(join(kept, 'kill.cjs'), "require('fs').renameSync = () => process.kill(process.pid, 'SIGKILL');");
  const { PATH, HOME } = process.env;
  const args = ['-r', join(kept, 'kill.cjs'), '--import', 'tsx', 'scripts/build.ts'];
  const { signal } = spawnSync(process.execPath, args, { cwd: project.root, env: { PATH, HOME } });
  expect(signal).toBe('SIGKILL');
  expect(readdirSync(join(project.root, '.built')).length).toBeGreaterThan(2);
  expect(currentFolder()).toBe(before);
  expect(await run(['list'])).toMatchObject({ stderr: since(TEXTS, 'changed'), loaded: 'source' });
  cpSync(join(kept, 'list-text.ts'), join(project.root, TEXTS));
  expect(await run(['list'])).toMatchObject({ stderr: '', loaded: 'built' });
});

it('what was built and is no longer whole is said, and the sources are run', async () => {
  truncateSync(join(currentFolder(), 'catalog.cjs'), 1000);
  expect(await run(['list'])).toMatchObject({
    ...{ code: 0, loaded: 'source' },
    stderr: `Runs from source, since the built command can't be used: catalog.cjs isn't whole. "npm run build" builds it anew.\n`,
  });
});

it('what was built and is gone is as if it had never been', async () => {
  rmSync(currentFolder(), { recursive: true });
  expect(await run(['list'])).toMatchObject({ code: 0, stderr: '', loaded: 'source' });
});

it('a defect of the built command is shown where it is in the sources', async () => {
  const path = 'operations/project/list-products.ts';
  const text = readFileSync(join(project.root, path), 'utf8');
  try {
    change(path, '  return (await', "  throw new Error('A defect.');\n  return (await");
    await build();
    const built = await run(['list']);
    const fromSource = await run(['list'], { CATALOG_FROM_SOURCE: '1' });
    const place = /\S+list-products\.ts:\d+/;
    expect(built).toMatchObject({ code: 70, loaded: 'built' });
    expect(built.stderr?.match(place)?.[0]).toBe(fromSource.stderr?.match(place)?.[0]);
    expect(built.stderr).toMatch(place);
  } finally {
    writeFileSync(join(project.root, path), text);
  }
});
