import { table } from '../../../scripts/terminal/table';

describe('table', () => {
  it('makes columns as wide as their widest cell and leaves no space at the end', () => {
    expect(table(['A', 'LONG'], [['first', '1'], ['x']])).toBe('A      LONG\nfirst  1\nx');
  });

  it('counts control codes as nothing', () => {
    expect(table(['A', 'B'], [['\u001b[32mgreen\u001b[39m', 'x']])).toBe('A      B\n\u001b[32mgreen\u001b[39m  x');
  });
});
