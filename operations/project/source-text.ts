/** The formatter's. */
const LINE_WIDTH = 120;

/**
 * A value as TypeScript, as the formatter leaves it: objects one key a line, lists on one line where they fit.
 *
 * @param indent columns before the line that it begins on
 * @param before columns of that line that are taken already
 */
export function sourceText(value: unknown, indent = 0, before = indent): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return list(value, indent, before);
  if (typeof value !== 'object' || value === null) return String(value);
  const margin = ' '.repeat(indent + 2);
  const lines = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => {
      const name = /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key);
      const text = sourceText(item, indent + 2, indent + 2 + name.length + 2);
      const fits = indent + 2 + name.length + 2 + text.length < LINE_WIDTH || !isText(item);
      return fits ? `${margin}${name}: ${text},\n` : `${margin}${name}:\n${margin}  ${text},\n`;
    });
  return lines.length === 0 ? '{}' : `{\n${lines.join('')}${' '.repeat(indent)}}`;
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function list(items: readonly unknown[], indent: number, before: number): string {
  const texts = items.map((item) => sourceText(item, indent + 2));
  const line = `[${texts.join(', ')}]`;
  if (!line.includes('\n') && before + line.length < LINE_WIDTH) return line;
  return `[\n${texts.map((text) => `${' '.repeat(indent + 2)}${text},\n`).join('')}${' '.repeat(indent)}]`;
}

/** Single quotes, but for text that would need fewer escapes in double ones. */
export function quoted(text: string): string {
  const doubled = JSON.stringify(text);
  const count = (character: string) => text.split(character).length - 1;
  if (count("'") > count('"')) return doubled;
  return `'${doubled.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
