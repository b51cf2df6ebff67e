import type { Rows } from '../store/rows';
import type { KeyPart, Row, Table } from '../store/store';
import type { AwsError } from './aws-error';

/** One page of a listing. */
export interface Page<T> {
  readonly items: T[];
  /** Token that the next call passes to go on; absent on the last page. */
  readonly next?: string;
}

/** Page that a call asks for. */
export interface PageRequest {
  /** Token that the page before gave as `next`; absent for the first page. */
  readonly token: string | undefined;
  /** Items of a page. */
  readonly size: number;
  /** Listing that the token belongs to, so that none takes another one's: `ListStacks`, `events <uuid>`. */
  readonly of: string;
  /** Last keys first. */
  readonly reverse?: boolean;
  /** Makes the error for a token that no page of the listing gave. */
  readonly badToken: () => AwsError;
}

/**
 * Page of items that are at hand, in the order of their keys. A token names the last item that was answered, so that
 * what appears or vanishes between two pages neither repeats nor hides another item.
 *
 * @param keyOf unique among the items.
 */
export function pageOf<T>(items: readonly T[], keyOf: (item: T) => KeyPart, request: PageRequest): Page<T> {
  const { size, of, reverse } = request;
  const sign = reverse ? -1 : 1;
  const keyed = items.map((item) => ({ item, key: keyOf(item) }));
  keyed.sort((one, other) => sign * compare(one.key, other.key));
  const [last] = positionOf(request) ?? [];
  const rest = last === undefined ? keyed : keyed.filter(({ key }) => sign * compare(key, last) > 0);
  const page = rest.slice(0, size);
  const end = page.at(-1);
  const next = end && rest.length > size ? writeToken([end.key], of) : undefined;
  return { items: page.map(({ item }) => item), next };
}

/**
 * Page of a table's rows whose keys begin with `prefix`, read no further than the page needs. A token holds only what
 * follows the prefix, so that none leads to rows of somebody else.
 *
 * @param accepts leaves rows out.
 */
export function pageOfRows<V>(
  db: Rows,
  table: Table<V>,
  prefix: readonly KeyPart[],
  request: PageRequest,
  accepts: (row: Row<V>) => boolean = () => true,
): Page<Row<V>> {
  const { size, of, reverse } = request;
  const position = positionOf(request);
  const found: Row<V>[] = [];
  let after = position && [...prefix, ...position];
  while (found.length <= size) {
    const rows = db.list(table, prefix, { after, limit: size + 1, reverse });
    found.push(...rows.filter(accepts));
    if (rows.length <= size) break;
    after = [...(rows.at(-1)?.key ?? [])];
  }
  const items = found.slice(0, size);
  const end = items.at(-1);
  const next = end && found.length > size ? writeToken(end.key.slice(prefix.length), of) : undefined;
  return { items, next };
}

function positionOf({ token, of, badToken }: PageRequest): readonly KeyPart[] | undefined {
  if (token === undefined) return undefined;
  const position = readToken(token, of);
  if (!position) throw badToken();
  return position;
}

/** Opaque token of a position: the key after which a listing goes on. */
export function writeToken(position: readonly KeyPart[], of: string): string {
  return Buffer.from(JSON.stringify([of, ...position])).toString('base64url');
}

/** Position in a token; undefined where the listing `of` gave no such token. */
export function readToken(token: string, of: string): readonly KeyPart[] | undefined {
  const [listing, ...position] = partsIn(token);
  return listing === of && position.length > 0 && writeToken(position, of) === token ? position : undefined;
}

function partsIn(token: string): KeyPart[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    return Array.isArray(parts) && parts.every(isKeyPart) ? parts : [];
  } catch {
    return [];
  }
}

function isKeyPart(part: unknown): part is KeyPart {
  return typeof part === 'string' || typeof part === 'number';
}

function compare(one: KeyPart, other: KeyPart): number {
  return one < other ? -1 : Number(one > other);
}
