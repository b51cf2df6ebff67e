/** Tokens of JSON, after white space. */
const SPACE = /[ \t\n\r]*/y;
const STRING = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y;
const PLAIN = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Expectations of what comes next, innermost last: after a value the one before it holds again. */
type Expected = 'value' | 'first value or ]' | ', or ]' | 'first key or }' | 'key' | ':' | ', or }' | 'end';

/** Expectations that follow once the token that one wants has come. */
const FOLLOWED: Readonly<Record<string, readonly Expected[]>> = {
  'first value or ]': [', or ]'],
  'first key or }': [', or }', 'value', ':'],
  key: [', or }', 'value', ':'],
};

/**
 * Offset of the first fault in a text that isn't JSON: of the character that can't stand there, or the text's end where
 * something is missing. Node's own messages leave the place out.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8259
 */
export function jsonFault(text: string): number {
  const stack: Expected[] = ['end', 'value'];
  for (let at = after(SPACE, text, 0); ; at = after(SPACE, text, at)) {
    const expected = stack.pop() ?? 'end';
    const character = text[at];
    if (expected === 'end' || character === undefined) return at;
    if (expected === ':' || expected === ', or ]' || expected === ', or }') {
      const closes = expected.at(-1) === character;
      if (!closes && character !== expected[0]) return at;
      if (!closes && expected === ', or ]') stack.push(', or ]', 'value');
      if (!closes && expected === ', or }') stack.push('key');
      at += 1;
      continue;
    }
    if (expected.endsWith(character) && expected.includes('or')) {
      at += 1;
      continue;
    }
    stack.push(...(FOLLOWED[expected] ?? []));
    if (expected.includes('key')) {
      if (character !== '"') return at;
      const end = after(STRING, text, at);
      if (text[end] !== '"') return end;
      at = end + 1;
      continue;
    }
    if (character === '{' || character === '[') {
      stack.push(character === '{' ? 'first key or }' : 'first value or ]');
      at += 1;
      continue;
    }
    const end = after(character === '"' ? STRING : PLAIN, text, at);
    if (character === '"' ? text[end] !== '"' : end === at) return end;
    at = character === '"' ? end + 1 : end;
  }
}

/** Offset after what a pattern matches at an offset; the same where it matches nothing. */
function after(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
}
