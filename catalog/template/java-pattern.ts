import { RE2JS } from 're2js';
import { compileBacktracking, type Matcher } from './backtracking-pattern';

/** Java's names for character classes, which neither RE2 nor JavaScript know. */
const JAVA_CLASSES: Readonly<Record<string, string>> = {
  Alnum: 'A-Za-z0-9',
  Alpha: 'A-Za-z',
  ASCII: '\\x00-\\x7F',
  Blank: ' \\t',
  Cntrl: '\\x00-\\x1F\\x7F',
  Digit: '0-9',
  Graph: '\\x21-\\x7E',
  Lower: 'a-z',
  Print: '\\x20-\\x7E',
  Punct: '!-/:-@\\[-`{-~',
  Space: ' \\t\\n\\x0B\\f\\r',
  Upper: 'A-Z',
  XDigit: '0-9A-Fa-f',
};

const compiled = new Map<string, Matcher | undefined>();
const MOST_COMPILED = 1_000;

/**
 * Whether a Java regular expression matches a whole text: what `AllowedPattern` means.
 *
 * RE2 decides where it can, in linear time whatever the pattern is. Lookaround and back references, which RE2 has not,
 * go to JavaScript's engine with a deadline (`backtracking-pattern.ts`); a pattern that misses it does not match.
 *
 * @returns `undefined` when neither engine can read the pattern.
 * @see https://docs.oracle.com/javase/8/docs/api/java/util/regex/Pattern.html
 */
export function matchesWhole(pattern: string, text: string): boolean | undefined {
  if (!compiled.has(pattern)) {
    if (compiled.size >= MOST_COMPILED) compiled.clear();
    compiled.set(pattern, compile(withoutJavaClasses(pattern)));
  }
  return compiled.get(pattern)?.(text);
}

function compile(pattern: string): Matcher | undefined {
  // RE2 and JavaScript would read Java's intersection of classes as plain characters.
  if (/&&/.test(pattern)) return undefined;
  try {
    const linear = RE2JS.compile(pattern);
    return (text) => linear.matches(text);
  } catch {
    return compileBacktracking(pattern);
  }
}

/** Writes `\p{Alpha}` and its like as the characters they stand for. */
function withoutJavaClasses(pattern: string): string {
  let inClass = false;
  return pattern.replace(/\\([pP])\{(\w+)\}|\\.|\[|\]/gs, (token, kind?: string, name?: string) => {
    if (token === '[') inClass = true;
    if (token === ']') inClass = false;
    const characters = name !== undefined && Object.hasOwn(JAVA_CLASSES, name) ? JAVA_CLASSES[name] : undefined;
    if (characters === undefined) return token;
    if (kind === 'P') return inClass ? token : `[^${characters}]`;
    return inClass ? characters : `[${characters}]`;
  });
}
