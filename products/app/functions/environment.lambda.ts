/**
 * A variable of the function's environment.
 *
 * @throws `Error` when it is missing: the template and the function disagree
 */
export function variable(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`The environment variable ${name} is missing.`);
  return value;
}
