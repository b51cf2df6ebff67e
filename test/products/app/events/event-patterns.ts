type Pattern = { readonly [key: string]: Pattern | readonly unknown[] };
type Event = { readonly [key: string]: unknown };

/**
 * Whether an event matches a pattern of EventBridge, for the filters that the rules use: plain values, `prefix` and
 * `exists`.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function matchesPattern(pattern: Pattern, event: Event): boolean {
  return Object.entries(pattern).every(([key, expected]) => {
    const value = event[key];
    if (!Array.isArray(expected)) return matchesPattern(expected as Pattern, (value ?? {}) as Event);
    return expected.some((filter) => passes(filter, value));
  });
}

function passes(filter: unknown, value: unknown): boolean {
  if (typeof filter !== 'object' || filter === null) return filter === value;
  const [kind, operand] = Object.entries(filter)[0] ?? [];
  if (kind === 'prefix') return typeof value === 'string' && value.startsWith(String(operand));
  if (kind === 'exists') return (value !== undefined) === operand;
  throw new Error(`This filter isn't understood: ${JSON.stringify(filter)}`);
}
