import { table } from '../../../scripts/terminal/table';

describe('table', () => {
  it('makes columns as wide as their widest cell and leaves no space at the end', () => {
    expect(table(['A', 'LONG'], [['first', '1'], ['x']])).toBe('A      LONG\nfirst  1\nx');
  });

  it('counts control codes as nothing', () => {
    expect(table(['A', 'B'], [['\u001b[32mgreen\u001b[39m', 'x']])).toBe('A      B\n\u001b[32mgreen\u001b[39m  x');
  });
});

describe('with room for less than its last column', () => {
  const rows = [['first', 'a text of several words which is long']];

  it('goes on below that', () => {
    expect(table(['A', 'TEXT'], rows, 32)).toBe('A      TEXT\nfirst  a text of several words\n       which is long');
  });

  it('is as it was where nobody knows how much there is', () => {
    expect(table(['A', 'TEXT'], rows)).toBe('A      TEXT\nfirst  a text of several words which is long');
  });
});
