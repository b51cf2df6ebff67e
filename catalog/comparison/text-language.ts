import type { NFA } from 'refa';
import type { TemplateParameter } from '../template';

type Constraints = Pick<TemplateParameter, 'AllowedPattern' | 'MinLength' | 'MaxLength'>;

type Refa = typeof import('refa');

let loaded: Refa | undefined;

/** The module on regular languages: a megabyte, so it is loaded by whoever first compares two constraints. */
function refa(): Refa {
  loaded ??= require('refa') as Refa;
  return loaded;
}

/** More states than any constraint that means something needs. */
const MOST_STATES = 20_000;

/**
 * Whether all texts that some constraints allow are proven to be allowed by others. `false` says only that there is no
 * proof: for patterns that Java and JavaScript read differently, or that are no regular language, none is tried.
 */
export function isProvenWithin(narrow: Constraints, wide: Constraints): boolean {
  const { DFA, isDisjointWith } = refa();
  try {
    const [inside, outside] = [languages(narrow), languages(wide)];
    // Within an intersection is within each of its parts; an intersection is within what one of its parts is within.
    return outside.every((part) => {
      const rest = DFA.fromFA(part, new DFA.LimitedNodeFactory(MOST_STATES));
      rest.complement(new DFA.LimitedNodeFactory(MOST_STATES));
      return isDisjointWith(intersection(inside), rest, MOST_STATES);
    });
  } catch {
    // Too large, or not a pattern that can be judged.
    return false;
  }
}

function intersection(parts: readonly NFA[]): NFA {
  const { NFA } = refa();
  const [first = texts('[^]*'), ...others] = parts;
  return others.reduce(
    (left, right) => NFA.fromIntersection(left, right, new NFA.LimitedNodeFactory(MOST_STATES)),
    first,
  );
}

/** The texts that each constraint allows. */
function languages({ AllowedPattern: pattern, MinLength: least, MaxLength: most }: Constraints): NFA[] {
  const length = least === undefined && most === undefined ? [] : [`[^]{${Number(least ?? 0)},${most ?? ''}}`];
  return [...(pattern === undefined ? [] : [whole(String(pattern))]), ...length].map(texts);
}

function texts(source: string): NFA {
  const { JS, NFA } = refa();
  const { expression, maxCharacter } = JS.Parser.fromLiteral({ source, flags: '' }).parse({
    assertions: 'throw',
    backreferences: 'throw',
    maxNodes: MOST_STATES,
  });
  return NFA.fromRegex(expression, { maxCharacter }, { assertions: 'throw' }, new NFA.LimitedNodeFactory(MOST_STATES));
}

/** Patterns that Java and JavaScript read alike: plain ASCII, and escapes that mean the same in both. */
const COMMON = /^(?:[\n\r\t -[\]-~]|\\[dDwWnrt!-/:-@[-`{-~])*$/;

/** A pattern without the anchors at its ends, since it always matches whole texts. */
function whole(pattern: string): string {
  const isCommon = COMMON.test(pattern) && !/&&|\(\?(?!:)|[*+?}]\+|\[\^?\]|\[[^\]]*\[/.test(pattern);
  if (!isCommon) throw new RangeError(`the pattern ${pattern} can't be judged`);
  const unanchored = alternatives(pattern).map((one) => one.replace(/^\^/, '').replace(/(?<!\\)((?:\\\\)*)\$$/, '$1'));
  return `(?:${unanchored.join('|')})`;
}

/** The parts of a pattern between bars that are in no group and no class. */
function alternatives(pattern: string): string[] {
  const parts = [''];
  let depth = 0;
  let inClass = false;
  for (const [token] of pattern.matchAll(/\\?./gs)) {
    if (inClass) inClass = token !== ']';
    else if (token === '[') inClass = true;
    else if (token === '(') depth += 1;
    else if (token === ')') depth -= 1;
    if (token === '|' && depth === 0 && !inClass) parts.push('');
    else parts[parts.length - 1] += token;
  }
  return parts;
}
