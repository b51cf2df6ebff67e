import { PassThrough } from 'node:stream';
import { startProgress } from '../../../scripts/terminal/progress';

/** Screen that a text leaves on a terminal of some columns, and its rows at each time that something was drawn. */
function screenOf(text: string, columns: number): { left: string[]; heights: number[] } {
  let rows: string[] = [''];
  let [row, column, wraps] = [0, 0, true];
  const heights: number[] = [];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: commands to a terminal begin with ESC.
  for (const [token, mode, number, command] of text.matchAll(/\u001b\[(\??)(\d*)([A-Za-z])|[\s\S]/gu)) {
    if (command === 'A') row -= Number(number);
    else if (command === 'J') rows = [...rows.slice(0, row), (rows[row] ?? '').slice(0, column)];
    else if (mode === '?') {
      wraps = command === 'h';
      if (wraps) heights.push(rows.length);
    } else if (token === '\r') column = 0;
    else if (token === '\n' || column === columns) {
      // Without wrapping, the last column is written once more.
      if (token !== '\n' && !wraps) continue;
      row += 1;
      column = 0;
      rows[row] ??= '';
    }
    if (command !== undefined || token === '\r' || token === '\n') continue;
    rows[row] = `${(rows[row] ?? '').slice(0, column)}${token}`;
    column += 1;
  }
  return { left: rows, heights };
}

/** Terminal of some columns and rows, and what was written on it. */
function terminal(columns: number, rows = 24) {
  return Object.assign(new PassThrough(), { isTTY: true, columns, rows });
}

describe('progress', () => {
  it.each([20, 60, 80, 120])(
    'is drawn in place on a terminal of %d columns, no wider than that, and leaves nothing',
    (columns) => {
      const stderr = terminal(columns);
      stderr.write('before\n');
      const progress = startProgress(stderr);
      progress.update(['one', 'x'.repeat(200), 'three']);
      progress.update(['one', 'y'.repeat(200)]);
      progress.update(['one']);
      progress.stop();
      stderr.write('after\n');
      const { left, heights } = screenOf(String(stderr.read()), columns);
      expect(heights).toEqual([4, 3, 2]);
      expect(left).toEqual(['before', 'after', '']);
    },
  );

  it('leaves out the lines that its terminal has no room for', () => {
    const stderr = terminal(80, 3);
    const progress = startProgress(stderr);
    progress.update(['one', 'two', 'three', 'four']);
    progress.stop();
    expect(screenOf(String(stderr.read()), 80).heights).toEqual([2]);
  });

  it('erases what wrapped when its terminal was made narrower', () => {
    const stderr = terminal(80);
    const progress = startProgress(stderr);
    progress.update(['one', 'x'.repeat(70)]);
    stderr.columns = 40;
    progress.update(['two']);
    progress.stop();
    // One line up from the second row of the second line, which is the third row.
    expect(String(stderr.read())).toContain('\r\u001b[2A\u001b[J');
  });

  it('shows what would drive the terminal, and does not obey it', () => {
    const stderr = terminal(80);
    const progress = startProgress(stderr);
    progress.update(['one \u001b[2J', 'two\nthree']);
    progress.stop();
    expect(String(stderr.read())).toContain('one \\u001b[2J\n  two\\u000athree');
  });
});
