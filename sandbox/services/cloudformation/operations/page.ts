import { AwsError } from '../../../aws-error';

/** A page of answers, and the token that asks for the next. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextToken: string | undefined;
}

/** Where a page goes on: the position of the last item that was answered, as the listing understands it. */
export type Position = readonly (string | number)[];

/**
 * The position that a token holds.
 *
 * @param of what is listed, so that no listing takes another one's token.
 * @throws AwsError `ValidationError`.
 */
export function positionIn(token: string | undefined, of: string): Position | undefined {
  if (token === undefined) return undefined;
  try {
    const [kind, ...position]: unknown[] = JSON.parse(Buffer.from(token, 'base64').toString('utf8'));
    if (kind === of && position.every(isPart)) return position;
  } catch {
    // Not one of ours.
  }
  throw new AwsError('ValidationError', 'Invalid token provided');
}

function isPart(part: unknown): part is string | number {
  return typeof part === 'string' || typeof part === 'number';
}

/** A token for going on after a position. */
export function tokenFor(position: Position, of: string): string {
  return Buffer.from(JSON.stringify([of, ...position])).toString('base64');
}

/**
 * A page of a listing.
 *
 * @param list answers so many items after a position, each with its own position.
 */
export function page<T>(
  token: string | undefined,
  of: string,
  size: number,
  list: (after: Position | undefined, limit: number) => readonly { readonly key: Position; readonly value: T }[],
): Page<T> {
  const found = list(positionIn(token, of), size + 1);
  const shown = found.slice(0, size);
  const last = shown.at(-1);
  return {
    items: shown.map(({ value }) => value),
    nextToken: found.length > size && last ? tokenFor(last.key, of) : undefined,
  };
}

/** A page of what is at hand already. */
export function pageOf<T>(token: string | undefined, of: string, size: number, all: readonly T[]): Page<T> {
  return page(token, of, size, (after, limit) => {
    const start = after === undefined ? 0 : Number(after[0]) + 1;
    return all.slice(start, start + limit).map((value, index) => ({ key: [start + index], value }));
  });
}
