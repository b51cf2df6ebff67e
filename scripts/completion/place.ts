import type { Argument, Command, Option } from 'commander';

/** Place in a command line at which a word is to be completed. */
export interface Place {
  /** Command that the words before have led to. */
  readonly command: Command;
  /** Operands of it that stand before, by the names of its arguments. */
  readonly operands: Readonly<Record<string, string>>;
  /** Options that stand before with their values, by their long names without dashes. */
  readonly options: Readonly<Record<string, string>>;
  /** Kind of word that stands there. */
  readonly asked:
    | { readonly kind: 'option' }
    | { readonly kind: 'verb' }
    | { readonly kind: 'operand'; readonly argument: Argument | undefined }
    | { readonly kind: 'value'; readonly option: Option };
  /** Beginning of a value, as far as it is typed. */
  readonly typed: string;
  /** Text of the same word before the value: `--to=`. */
  readonly before: string;
}

/**
 * Finds the place that a command line ends at, as commander reads it.
 *
 * @param words what is typed after the program's name; the last one is to be completed
 */
export function placeOf(program: Command, words: readonly string[]): Place {
  const typed = words.at(-1) ?? '';
  const options: Record<string, string> = {};
  const found: string[] = [];
  let command = program;
  let open: Option | undefined;
  for (const word of words.slice(0, -1)) {
    if (open !== undefined && !word.startsWith('-')) {
      options[open.name()] = word;
      if (!open.variadic) open = undefined;
    } else if (word.startsWith('-')) {
      const { option, value } = readFlag(command, word);
      open = value === undefined ? option : undefined;
      if (option !== undefined && value !== undefined) options[option.name()] = value;
    } else {
      const verb = found.length === 0 ? command.commands.find((each) => each.name() === word) : undefined;
      if (verb === undefined) found.push(word);
      command = verb ?? command;
    }
  }
  const operands = Object.fromEntries(found.map((word, index) => [argumentAt(command, index)?.name() ?? '', word]));
  const place = { command, operands, options, typed, before: '' };
  if (open !== undefined && !typed.startsWith('-')) return { ...place, asked: { kind: 'value', option: open } };
  const { option, value } = readFlag(command, typed);
  if (option !== undefined && value !== undefined) {
    return {
      ...place,
      asked: { kind: 'value', option },
      typed: value,
      before: typed.slice(0, -value.length || undefined),
    };
  }
  if (typed.startsWith('-')) return { ...place, asked: { kind: 'option' } };
  if (command.commands.length > 0 && found.length === 0) return { ...place, asked: { kind: 'verb' } };
  return { ...place, asked: { kind: 'operand', argument: argumentAt(command, found.length) } };
}

/** Option that a word names, where it takes a value, and the value that stands behind an equals sign. */
function readFlag(command: Command, word: string): { readonly option?: Option | undefined; readonly value?: string } {
  const [, flag = word, value] = /^(--[^=]+)=(.*)$/s.exec(word) ?? [];
  const option = command.options.find(
    ({ long, short, required, optional }) => (long === flag || short === flag) && (required || optional),
  );
  return { option, ...(value !== undefined && { value }) };
}

function argumentAt(command: Command, index: number): Argument | undefined {
  const { registeredArguments: all } = command;
  const last = all.at(-1);
  return all[index] ?? (last?.variadic ? last : undefined);
}
