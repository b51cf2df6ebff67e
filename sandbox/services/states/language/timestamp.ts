/**
 * Instant of a timestamp, in milliseconds since 1970; undefined where a text is none: RFC 3339 with a capital `T`, and with
 * a capital `Z` or an offset.
 *
 * @see https://states-language.net/spec.html#timestamps
 */
export function instantOf(text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined;
  const [found, date] = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.exec(text) ?? [];
  const instant = found === undefined ? Number.NaN : Date.parse(text);
  // JavaScript takes the 30th of February for the 1st of March.
  const isDay = date !== undefined && new Date(`${date}T00:00:00Z`).getUTCDate() === Number(date.slice(8));
  return Number.isNaN(instant) || !isDay ? undefined : instant;
}
