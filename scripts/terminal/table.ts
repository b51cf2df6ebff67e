import { stripVTControlCharacters } from 'node:util';
import { shown } from './visible';

/**
 * Lays rows out in columns under their headings, two spaces apart.
 *
 * @param headings one a column
 * @param rows cells as text; missing ones are empty
 */
export function table(headings: readonly string[], rows: readonly (readonly (string | undefined)[])[]): string {
  const lines = [headings, ...rows].map((cells) =>
    headings.map((_, column) => shown(cells[column] ?? '').replaceAll('\n', '\\u000a')),
  );
  const widths = headings.map((_, column) => Math.max(...lines.map((cells) => width(cells[column] ?? ''))));
  return lines
    .map((cells) =>
      cells
        .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Columns that a text takes: control codes take none. */
function width(text: string): number {
  return stripVTControlCharacters(text).length;
}
