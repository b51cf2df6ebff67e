/** One page of a listing. */
export interface Page<T> {
  readonly items: readonly T[];
  /** What the next call passes to go on; absent on the last page. */
  readonly next?: string;
}

/** Where a page starts and how long it is. */
export interface PageRequest {
  /** What the last page gave as `next`. */
  readonly token?: string;
  readonly size: number;
}

const PREFIX = 'after:';

/**
 * The page of `items` that a token asks for. A token names the last item that was answered, so that what is added or
 * removed between two pages neither repeats nor hides another item.
 *
 * @param items sorted by `keyOf`, whose values are unique among them.
 * @param badToken makes the error for a token that no page gave.
 */
export function pageOf<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  { token, size }: PageRequest,
  badToken: () => Error,
): Page<T> {
  const after = token === undefined ? undefined : readToken(token);
  if (token !== undefined && after === undefined) throw badToken();
  const rest = after === undefined ? items : items.filter((item) => keyOf(item) > after);
  const page = rest.slice(0, size);
  const last = page.at(-1);
  return rest.length > page.length && last !== undefined
    ? { items: page, next: writeToken(keyOf(last)) }
    : { items: page };
}

/** An opaque token that carries a position. */
export function writeToken(position: string): string {
  return Buffer.from(PREFIX + position, 'utf8').toString('base64url');
}

/** The position in a token, or undefined where it isn't one. */
export function readToken(token: string): string | undefined {
  const text = Buffer.from(token, 'base64url').toString('utf8');
  return text.startsWith(PREFIX) && writeToken(text.slice(PREFIX.length)) === token
    ? text.slice(PREFIX.length)
    : undefined;
}
