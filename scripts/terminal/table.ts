import { stripVTControlCharacters } from 'node:util';
import { shown } from './visible';
import { wrapped } from './wrapped';

/** Columns that a cell is never made narrower than. */
const LEAST = 24;

/**
 * Lays rows out in columns under their headings, two spaces apart.
 *
 * @param headings one a column
 * @param rows cells as text; missing ones are empty
 * @param room columns that there are: the last cell of a row goes on below itself. @default - each row is one line
 */
export function table(
  headings: readonly string[],
  rows: readonly (readonly (string | undefined)[])[],
  room?: number,
): string {
  const lines = [headings, ...rows].map((cells) =>
    headings.map((_, column) => shown(cells[column] ?? '').replaceAll('\n', '\\u000a')),
  );
  const widths = headings.map((_, column) => Math.max(...lines.map((cells) => width(cells[column] ?? ''))));
  const before = widths.slice(0, -1).reduce((sum, each) => sum + each + 2, 0);
  const last = room === undefined ? undefined : Math.max(LEAST, room - before);
  return lines
    .map((cells) =>
      cells
        .map((cell, column) => {
          if (column < cells.length - 1) return cell + ' '.repeat((widths[column] ?? 0) - width(cell));
          return last === undefined ? cell : wrapped(cell, last).replaceAll('\n', `\n${' '.repeat(before)}`);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Columns that a text takes: control codes take none. */
function width(text: string): number {
  return stripVTControlCharacters(text).length;
}
