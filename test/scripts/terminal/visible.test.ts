import { bold, plain, red, shown, visible } from '../../../scripts/terminal/visible';

describe('text from elsewhere', () => {
  it.each([
    ['an escape sequence', '\u001b[2J', '\\u001b[2J'],
    ['a command that sets the clipboard', '\u001b]52;c;aGk=\u0007', '\\u001b]52;c;aGk=\\u0007'],
    ['the one-byte beginning of a sequence', '\u009b2J', '\\u009b2J'],
    ['a line break, behind which a line of its own would stand', 'a\r\nok  guard', 'a\\u000d\\u000aok  guard'],
    ['what erases the line', 'a\rb\u0008c\u007f', 'a\\u000db\\u0008c\\u007f'],
    ['what turns text round', 'a\u202eb\u2066c\u200f', 'a\\u202eb\\u2066c\\u200f'],
    ['a line separator', 'a\u2028b', 'a\\u2028b'],
    ['colours', red('all is well'), '\\u001b[31mall is well\\u001b[39m'],
  ])('shows %s as what it is', (_, text, expected) => {
    expect(visible(text)).toBe(expected);
  });

  it('is itself where there is nothing to see through', () => {
    expect(visible('Größe → 10 µm, 日本, 🙂')).toBe('Größe → 10 µm, 日本, 🙂');
  });
});

describe('a text of ours', () => {
  it('keeps its lines and colours, and shows what else it has', () => {
    expect(shown(`${bold('MAJOR')}\n  ${red('loss')} \u001b[2J\u001b[8m\u001b[1;1Hx`)).toBe(
      `${bold('MAJOR')}\n  ${red('loss')} \\u001b[2J\u001b[8m\\u001b[1;1Hx`,
    );
  });

  it('keeps its lines and loses its colours where it is plain', () => {
    expect(plain(`${bold('MAJOR')}\n  ${red('loss')}`)).toBe('MAJOR\n  loss');
  });
});
