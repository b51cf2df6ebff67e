import { PassThrough } from 'node:stream';
import { confirmByName } from '../../../scripts/terminal/confirm';
import type { Shell } from '../../../scripts/terminal/shell';

const onAws = { endpointUrl: 'https://aws.example.com' };

/** A shell with somebody in front of it who types one line. */
function typing(line: string): Shell {
  const terminal = () => Object.assign(new PassThrough(), { isTTY: true });
  const stdin = terminal();
  stdin.write(`${line}\n`);
  return { stdin, stdout: terminal(), stderr: terminal(), env: {}, root: '.' };
}

it('goes on when the name is typed', async () => {
  await expect(confirmByName(typing('dev'), onAws, 'Delete?', 'dev')).resolves.toBeUndefined();
});

it.each(['yes', 'y', 'de', 'DEV', ''])('goes no further when %j is typed', async (line) => {
  await expect(confirmByName(typing(line), onAws, 'Delete?', 'dev')).rejects.toMatchObject({ code: 'declined' });
});

it('asks nothing where that is answered, or nothing can be lost', async () => {
  await confirmByName(typing('no'), { ...onAws, yes: true }, 'Delete?', 'dev');
  await confirmByName(typing('no'), { endpointUrl: 'http://127.0.0.1:4566' }, 'Delete?', 'dev');
});

it('refuses where nobody is there to type', async () => {
  const shell = { ...typing('dev'), stdin: Object.assign(new PassThrough(), { isTTY: false }) };
  await expect(confirmByName(shell, onAws, 'Delete?', 'dev')).rejects.toMatchObject({ code: 'not-confirmed' });
});

it.each([
  ['the input ends', ''],
  ['it is left by Ctrl-C', '\u0003'],
])('goes no further when %s', async (_, typed) => {
  const shell = typing('');
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => stdin });
  stdin.end(typed);
  await expect(confirmByName({ ...shell, stdin }, onAws, 'Delete?', 'dev')).rejects.toMatchObject({ code: 'declined' });
});
