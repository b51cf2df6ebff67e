import { InvalidArgumentError } from 'commander';

/**
 * Collects options of the form `Key=Value`; the value may hold further equals signs, and the last one of a key counts.
 *
 * @throws commander's error for what has no key or no equals sign
 */
export function collectKeyValues(text: string, before: Readonly<Record<string, string>>): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('It must be Key=Value.');
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}
