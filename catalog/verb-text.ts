import type { RemedyOptions, RemedyVerb } from './detailed-error';
import { shellWord } from './shell-word';

/** Text of a verb as it is typed in a terminal, in the project's folder. */
export function verbText({ verb, operands = [], options = {} }: RemedyVerb): string {
  return ['npm run catalog --', verb, ...operands, ...optionTexts(options)].join(' ');
}

/** Options as they are typed, one text each: `--to 1.0.0`, `--wait`. */
export function optionTexts(options: RemedyOptions): string[] {
  return Object.entries(options).flatMap(([name, value]) => {
    if (typeof value === 'boolean') return [`--${name}`];
    return (typeof value === 'string' ? [value] : value).map((one) => `--${name} ${shellWord(one)}`);
  });
}
