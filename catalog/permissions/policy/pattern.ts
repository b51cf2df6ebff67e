/** Any number of characters, none included. */
const ANY = Symbol('*');
/** Exactly one character. */
const ONE = Symbol('?');

/** A text in which some places stand for others: one entry a character or wildcard. */
export type Pattern = readonly (string | typeof ANY | typeof ONE)[];

/** The pattern of a text in which `*` and `?` are wildcards. */
export function wildcards(text: string): Pattern {
  return [...text].map((character) => (character === '*' ? ANY : character === '?' ? ONE : character));
}

/** Whether a text with wildcards matches the whole other text: for those that are compared once and thrown away. */
export function matchesWildcards(text: string, other: string): boolean {
  return /[*?]/.test(text) ? matches(wildcards(text), other) : text === other;
}

/** The pattern that matches this text only. */
export function literally(text: string): Pattern {
  return [...text];
}

/** Whether the pattern matches the whole text. Takes at most time in proportion to the product of both lengths. */
export function matches(pattern: Pattern, text: string): boolean {
  return matchesAll(pattern, [...text]);
}

/**
 * Whether the outer pattern matches everything that the inner one matches. It may miss that (`a*` and `?*` do not cover
 * each other here, though `?*` matches all that `a*` does), but never claims it wrongly.
 */
export function covers(outer: Pattern, inner: Pattern): boolean {
  return matchesAll(outer, inner);
}

/** Greedy, with one point to return to: the last `*`. A wildcard of the text is matched by itself or by `*`. */
function matchesAll(pattern: Pattern, text: Pattern): boolean {
  let at = 0;
  let retryPattern = -1;
  let retryText = 0;
  let next = 0;
  while (next < text.length) {
    const here = pattern[at];
    if (here === ANY) {
      retryPattern = at;
      retryText = next;
      at += 1;
    } else if (at < pattern.length && (here === text[next] || (here === ONE && typeof text[next] === 'string'))) {
      at += 1;
      next += 1;
    } else if (retryPattern >= 0) {
      at = retryPattern + 1;
      retryText += 1;
      next = retryText;
    } else {
      return false;
    }
  }
  return pattern.slice(at).every((rest) => rest === ANY);
}

/**
 * The six parts of an ARN pattern, each for itself: partition, service, region and account end at a colon, what follows
 * the fifth may hold more. Undefined for what has no six parts.
 */
export function arnParts(pattern: Pattern): readonly Pattern[] | undefined {
  const colons = pattern.flatMap((character, index) => (character === ':' ? [index] : [])).slice(0, 5);
  if (colons.length < 5) return undefined;
  const starts = [0, ...colons.map((colon) => colon + 1)];
  return starts.map((start, part) => pattern.slice(start, colons[part] ?? pattern.length));
}
