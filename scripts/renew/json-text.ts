/** Columns that a line of a data file may have, as everywhere in this project. */
const WIDTH = 120;

/**
 * JSON as this project's formatter writes it, so that a data file that is made anew differs only where its data do: objects
 * over several lines, lists of scalars in one line where they fit.
 */
export function jsonText(value: unknown): string {
  return `${written(value, '', 0)}\n`;
}

/** @param beside columns that stand on the line before the value and after it */
function written(value: unknown, indent: string, beside: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const line = `[${value.map((item) => JSON.stringify(item)).join(', ')}]`;
    const isFlat = value.every((item) => typeof item !== 'object' || item === null);
    if (isFlat && beside + line.length <= WIDTH) return line;
    return block(
      '[',
      value.map((item) => `${inner}${written(item, inner, inner.length + 1)}`),
      indent,
      ']',
    );
  }
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  if (entries.length === 0) return '{}';
  const lines = entries.map(([key, item], index) => {
    const name = `${inner}${JSON.stringify(key)}: `;
    const comma = index < entries.length - 1 ? 1 : 0;
    return `${name}${written(item, inner, name.length + comma)}`;
  });
  return block('{', lines, indent, '}');
}

function block(open: string, lines: readonly string[], indent: string, close: string): string {
  return `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}
