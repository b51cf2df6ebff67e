import pc from 'picocolors';

/**
 * Characters that do something instead of being seen: control characters of both sets (ESC and the one-byte CSI begin
 * commands to a terminal), the line and paragraph separators, and those that turn the direction of text round.
 *
 * https://www.ecma-international.org/publications-and-standards/standards/ecma-48/,
 * https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters.
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Colours and weights of our own texts, which are written with them; `print` and `say` take them off where nobody sees them. */
export const { bold, red } = pc.createColors(true);

/** Colours and weights of picocolors, which are ours. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they begin with ESC.
const OURS = /(\u001b\[(?:[01234789]|2[234789]|3[0-79]|4[0-79]|9[0-7]|10[0-7])m|\n)/;

/** Text from elsewhere on one line: what a terminal would obey is written as `\u001b`, a line break too. */
export function visible(text: string): string {
  return text.replace(UNSEEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A text of ours with text from elsewhere in it: line breaks and our own colours stay, all else becomes visible. */
export function shown(text: string): string {
  return text
    .split(OURS)
    .map((part, index) => (index % 2 === 1 ? part : visible(part)))
    .join('');
}

/** A text of ours without its colours, for whom they would be noise: a pipe, a file, a log. */
export function plain(text: string): string {
  return text
    .split(OURS)
    .filter((part, index) => index % 2 === 0 || part === '\n')
    .join('');
}
