import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { ProcessState } from './process-state';

/** Traces that `change` leaves behind, in words, after the process was put back. */
async function left(change: () => void): Promise<readonly string[]> {
  const before = new ProcessState();
  change();
  return before.putBack(0);
}

describe('a process is put back', () => {
  it('names nothing where nothing was changed', async () => {
    expect(await left(() => {})).toEqual([]);
  });

  it('takes an environment variable away, and gives one back', async () => {
    const { PATH } = process.env;
    const change = () => {
      process.env.LEFT = 'here';
      delete process.env.PATH;
    };
    expect(await left(change)).toEqual(['the environment variable LEFT', 'the environment variable PATH']);
    expect(process.env).not.toHaveProperty('LEFT');
    expect(process.env.PATH).toBe(PATH);
  });

  it('gives the process its own variables back where they were replaced', async () => {
    const { env } = process;
    const change = () => {
      process.env = { ...process.env };
    };
    expect(await left(change)).toEqual(['another object as process.env']);
    expect(process.env).toBe(env);
  });

  it('goes back to its folder', async () => {
    const folder = process.cwd();
    expect(await left(() => process.chdir('/'))).toEqual(['another current folder']);
    expect(process.cwd()).toBe(folder);
  });

  it('takes a listener away, and gives one back', async () => {
    const kept = () => {};
    process.on('SIGWINCH', kept);
    const change = () => {
      process.on('SIGHUP', () => {});
      process.removeListener('SIGWINCH', kept);
    };
    expect(await left(change)).toEqual(['other listeners of "SIGHUP"', 'other listeners of "SIGWINCH"']);
    expect(process.listeners('SIGHUP')).toEqual([]);
    expect(process.listeners('SIGWINCH')).toEqual([kept]);
    process.removeListener('SIGWINCH', kept);
  });

  it('takes its exit code back, which a command may have set', async () => {
    const { exitCode } = process;
    const change = () => {
      process.exitCode = 3;
    };
    expect(await left(change)).toEqual([]);
    expect(process.exitCode).toBe(exitCode);
  });
});

describe('what is still open is named', () => {
  it('a timer', async () => {
    const before = new ProcessState();
    const timer = setInterval(() => {}, 60_000);
    expect(await before.putBack(0)).toEqual(['a timer']);
    clearInterval(timer);
  });

  it('a server', async () => {
    const server = createServer();
    expect(await left(() => void server.listen(0))).toEqual(['a server']);
    await new Promise((done) => server.close(done));
  });

  it('a child process', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 60_000)'], { stdio: 'ignore' });
    const before = new ProcessState();
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 60_000)'], { stdio: 'ignore' });
    expect(await before.putBack(0)).toEqual(['a child process']);
    for (const each of [child, other]) {
      each.kill('SIGKILL');
      await once(each, 'exit');
    }
  });

  it('nothing that closes by itself in a moment', async () => {
    const before = new ProcessState();
    setTimeout(() => {}, 100);
    expect(await before.putBack()).toEqual([]);
  });
});
