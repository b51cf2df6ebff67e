/** Entry of a function's log: its level, and what there is to say, by name. */
export type LogEntry = { readonly level: 'ERROR' | 'INFO' | 'WARN' } & Readonly<Record<string, unknown>>;

const methods = { ERROR: 'error', INFO: 'info', WARN: 'warn' } as const;

/**
 * Writes an entry into the log of a function whose format is JSON: Lambda takes the level from the console's method, and the
 * entry, as an object, as the `message` whose fields can be asked for.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
 */
export function log({ level, ...entry }: LogEntry): void {
  console[methods[level]](entry);
}
