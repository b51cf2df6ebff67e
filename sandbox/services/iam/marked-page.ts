import { AwsError } from '../../kernel/aws-error';
import { pageOf } from '../../kernel/page';

/** Request of a listing of IAM. */
export interface MarkedRequest {
  readonly Marker?: string;
  readonly MaxItems?: number;
}

/** Page of a listing of IAM, and the end of the answer that says whether there are more. */
export interface MarkedPage<T> {
  readonly items: T[];
  readonly end: { readonly IsTruncated: boolean; readonly Marker: string | undefined };
}

/**
 * Page of a listing of IAM: a hundred items unless the call asks for fewer or more.
 *
 * @param of the operation: `ListRoles`.
 */
export function markedPage<T>(
  items: readonly T[],
  keyOf: (item: T) => string | number,
  { Marker: token, MaxItems: size = 100 }: MarkedRequest,
  of: string,
): MarkedPage<T> {
  const badToken = () => new AwsError('ValidationError', 'Invalid Marker.');
  const { items: page, next } = pageOf(items, keyOf, { token, size, of, badToken });
  return { items: page, end: { IsTruncated: next !== undefined, Marker: next } };
}
