/**
 * Whether a JSON entry matches a filter pattern of CloudWatch Logs, for what the filters use: properties compared with
 * strings, `*` as any number of characters, joined by `&&` alone or by `||` alone; or one property with `IS FALSE`.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function matchesJsonPattern(pattern: string, entry: object): boolean {
  const [, inner = ''] = pattern.match(/^{ (.*) }$/) ?? [];
  const terms = inner.split(/ (?:&&|[|][|]) /);
  const holds = terms.map((term) => matchesTerm(term, entry));
  if (inner.includes('&&') && inner.includes('||')) throw new Error(`Too much for this reader: ${pattern}`);
  return inner.includes('||') ? holds.some(Boolean) : holds.every(Boolean);
}

function matchesTerm(term: string, entry: object): boolean {
  const [, flag] = term.match(/^[$][.]([A-Za-z.]+) IS FALSE$/) ?? [];
  if (flag !== undefined) return valueAt(entry, flag) === false;
  const match = term.match(/^[(]?[$][.]([A-Za-z.]+) = "([^"]*)"[)]?$/);
  if (!match) throw new Error(`This term isn't understood: ${term}`);
  const [, path = '', expected = ''] = match;
  const value = valueAt(entry, path);
  const words = expected.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return typeof value === 'string' && new RegExp(`^${words.join('.*')}$`).test(value);
}

function valueAt(entry: object, path: string): unknown {
  return path.split('.').reduce<unknown>((at, name) => property(at, name), entry);
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;
}
