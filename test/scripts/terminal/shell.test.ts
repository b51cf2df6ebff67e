import { PassThrough, Readable } from 'node:stream';
import { print, type Shell, say } from '../../../scripts/terminal/shell';
import { bold } from '../../../scripts/terminal/visible';

describe('colours', () => {
  // https://no-color.org; TERM of a terminal without any: https://manpages.debian.org/bookworm/ncurses-base/terminfo.5
  it.each<[string, boolean, NodeJS.ProcessEnv, string]>([
    ['are seen at a terminal', true, {}, bold('minor')],
    ['aren’t in a pipe', false, {}, 'minor'],
    ['aren’t in a pipeline’s log, whose CI is set', false, { CI: 'true' }, 'minor'],
    ['aren’t where NO_COLOR is set', true, { NO_COLOR: '1' }, 'minor'],
    ['aren’t at a dumb terminal', true, { TERM: 'dumb' }, 'minor'],
  ])('%s', (_, isTTY, env, expected) => {
    const stream = () => Object.assign(new PassThrough(), { isTTY });
    const [stdout, stderr] = [stream(), stream()];
    const shell: Shell = { stdout, stderr, stdin: Readable.from([]), env, root: '' };
    print(shell, bold('minor'));
    say(shell, bold('minor'));
    expect([String(stdout.read()), String(stderr.read())]).toEqual([`${expected}\n`, `${expected}\n`]);
  });
});
