/** Value as one word of a shell, quoted where it must be. */
export function shellWord(value: string | number | boolean): string {
  const text = String(value);
  return /^[\w./:@=,+…-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
