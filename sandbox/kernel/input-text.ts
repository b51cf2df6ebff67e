/** A text that a member of a call's input holds; undefined where it holds none. */
export function inputText(input: Readonly<Record<string, unknown>>, member: string): string | undefined {
  const value = input[member];
  return typeof value === 'string' ? value : undefined;
}
