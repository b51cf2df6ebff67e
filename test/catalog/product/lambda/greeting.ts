/** A part of the handler, to be bundled with it. */
export function greeting(name: string): string {
  return `Hello, ${name}.`;
}
