import type { KeyPart, Row, Store, Table } from '../../store/store';
import { invalid } from './refusals';

/** The part of a list operation's input that says which page is asked for. */
export interface PageRequest {
  readonly PageSize?: number;
  readonly PageToken?: string;
}

/** One page, and the token of the next where there is one. */
export interface Page<T> {
  readonly items: T[];
  readonly next?: string;
}

/** How many items AWS answers where no size is asked for. */
const DEFAULT_PAGE_SIZE = 20;

/**
 * One page of items that are at hand, in the order of their sort keys. A token names the last item's sort key, so that
 * what is added or removed between two calls neither repeats nor hides other items.
 *
 * @throws AwsError `InvalidParametersException` for a token that no page gave.
 */
export function page<T>(
  items: readonly T[],
  request: PageRequest,
  sortKey: (item: T) => string,
  order: 'ascending' | 'descending' = 'ascending',
): Page<T> {
  const sign = order === 'ascending' ? 1 : -1;
  const keyed = items.map((item) => ({ item, key: sortKey(item) }));
  keyed.sort((a, b) => sign * compare(a.key, b.key));
  const last = request.PageToken === undefined ? undefined : decodeToken(request.PageToken, 1)[0];
  const rest = last === undefined ? keyed : keyed.filter(({ key }) => sign * compare(key, String(last)) > 0);
  const taken = rest.slice(0, request.PageSize || DEFAULT_PAGE_SIZE);
  const end = taken.at(-1);
  return {
    items: taken.map(({ item }) => item),
    next: end && rest.length > taken.length ? encodeToken([end.key]) : undefined,
  };
}

/**
 * One page of a table's rows below `prefix`, read no further than the page needs. `accepts` leaves rows out.
 *
 * @throws AwsError `InvalidParametersException` for a token that no page gave.
 */
export function tablePage<V>(
  db: Store,
  table: Table<V>,
  prefix: readonly KeyPart[],
  request: PageRequest,
  options: { readonly reverse?: boolean; readonly accepts?: (row: Row<V>) => boolean } = {},
): Page<Row<V>> {
  const size = request.PageSize || DEFAULT_PAGE_SIZE;
  const found: Row<V>[] = [];
  let after = request.PageToken === undefined ? undefined : [...prefix, ...decodeToken(request.PageToken)];
  while (found.length <= size) {
    const rows = db.list(table, prefix, { after, limit: size + 1, reverse: options.reverse });
    found.push(...rows.filter((row) => options.accepts?.(row) ?? true));
    if (rows.length <= size) break;
    after = [...(rows.at(-1)?.key ?? [])];
  }
  const items = found.slice(0, size);
  const end = items.at(-1);
  return { items, next: end && found.length > size ? encodeToken(end.key.slice(prefix.length)) : undefined };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function encodeToken(key: readonly KeyPart[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

function decodeToken(token: string, length?: number): KeyPart[] {
  const key = parse(Buffer.from(token, 'base64url').toString('utf8'));
  const valid =
    Array.isArray(key) &&
    key.length > 0 &&
    (length === undefined || key.length === length) &&
    key.every((part) => typeof part === 'string' || typeof part === 'number');
  if (!valid) throw invalid('Invalid page token.');
  return key;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
