import type { LineCounter, YAMLParseError } from 'yaml';

/** First fault of a text that isn't YAML. */
export interface YamlTextFault {
  /** The first line is 1, and so is the first column. */
  readonly line: number;
  readonly column: number;
  /** Words of the reader, without the place. */
  readonly reason: string;
}

/**
 * Place and reason of a fault that the YAML reader found: of the first character that can't stand there, where the reader
 * names the beginning of its line.
 */
export function yamlFault({ pos, message }: YAMLParseError, text: string, lines: LineCounter): YamlTextFault {
  const [offset] = pos;
  const isLineStart = offset === 0 || text[offset - 1] === '\n';
  const indented = isLineStart ? (/^ */.exec(text.slice(offset))?.[0].length ?? 0) : 0;
  const { line, col: column } = lines.linePos(offset + indented);
  const [reason = ''] = message.split('\n');
  return { line, column, reason: reason.replace(/ at line \d+, column \d+:?$/, '') };
}

/** Words for a place, as CloudFormation has them. */
export function placeText({ line, column }: Pick<YamlTextFault, 'line' | 'column'>): string {
  return `(line ${line}, column ${column})`;
}
