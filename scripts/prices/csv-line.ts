/** Cells of one line of comma-separated values, of which any may stand in quotes: RFC 4180, section 2. */
export function csvCells(line: string): string[] {
  const cells: string[] = [];
  for (const [, quoted, plain = '', end] of line.matchAll(/(?:"((?:[^"]|"")*)"|([^,]*))(,|$)/g)) {
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '') break;
  }
  return cells;
}
