import { PassThrough } from 'node:stream';
import { startProgress } from '../../../scripts/terminal/progress';

describe('progress', () => {
  it('is plain lines, each once, where there is no terminal', () => {
    const stderr = new PassThrough();
    const progress = startProgress({ stderr });
    for (const text of ['one', 'one', 'two']) progress.update(text);
    progress.stop();
    expect(String(stderr.read())).toBe('one\ntwo\n');
  });

  it('is one line on a terminal, no wider than that, and leaves nothing', () => {
    const stderr = Object.assign(new PassThrough(), { isTTY: true, columns: 20 });
    const progress = startProgress({ stderr });
    progress.update('x'.repeat(200));
    progress.stop();
    const text = String(stderr.read());
    expect(text).not.toContain('\n');
    expect(text).toContain(` ${'x'.repeat(17)}\r`);
    expect(text.endsWith('\r\u001b[K')).toBe(true);
  });
});
