import { AwsError } from '../../../kernel/aws-error';
import type { Row, Store, Table } from '../../../store/store';

/** Answers a page holds. */
const PAGE = 100;

/** A page of answers, and the token that asks for the next. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextToken: string | undefined;
}

/** Where a page goes on: the position of the last item that was answered, as the listing understands it. */
type Position = readonly (string | number)[];

/**
 * The position that a token holds.
 *
 * @param of what is listed, so that no listing takes another one's token.
 * @throws AwsError `ValidationError`.
 */
function positionIn(token: string | undefined, of: string): Position | undefined {
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
function tokenFor(position: Position, of: string): string {
  return Buffer.from(JSON.stringify([of, ...position])).toString('base64');
}

/**
 * A page of a table's rows whose keys begin with `prefix`, in the order of their keys. Tokens hold only what follows the
 * prefix, so that none leads to rows of somebody else.
 */
export function pageOfRows<V>(
  db: Store,
  table: Table<V>,
  prefix: Position,
  request: {
    readonly token: string | undefined;
    readonly of: string;
    readonly reverse?: boolean;
    /** Default and most: a hundred. */
    readonly size?: number;
  },
): Page<Row<V>> {
  const { token, of, reverse, size = PAGE } = request;
  const position = positionIn(token, of);
  const after = position && [...prefix, ...position];
  const found = db.list(table, prefix, { after, limit: size + 1, reverse });
  const items = found.slice(0, size);
  const last = items.at(-1);
  const isLast = found.length <= size || !last;
  return { items, nextToken: isLast ? undefined : tokenFor(last.key.slice(prefix.length), of) };
}

/** A page of what is at hand already. */
export function pageOf<T>(token: string | undefined, of: string, all: readonly T[], size = PAGE): Page<T> {
  const [last = -1] = positionIn(token, of) ?? [];
  const start = Number(last) + 1;
  const end = start + size;
  return { items: all.slice(start, end), nextToken: end < all.length ? tokenFor([end - 1], of) : undefined };
}
