import { pageOf } from '../../kernel/page';
import { invalidInput } from './refusals';

/** The part of a list operation's input that says which page is asked for. */
export interface PageInput {
  readonly NextToken?: string;
  readonly MaxResults?: number;
}

/** How many items AWS answers at the most, and where no number is asked for. */
const PAGE_SIZE = 20;

/**
 * One page of rows, in the order of their keys.
 *
 * @throws AwsError `InvalidInputException` for a token that no page gave.
 */
export function onePage<T>(
  rows: readonly T[],
  keyOf: (row: T) => string,
  { NextToken: token, MaxResults: size = PAGE_SIZE }: PageInput,
): { readonly items: readonly T[]; readonly next: { readonly NextToken?: string } } {
  const sorted = [...rows].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const badToken = () => invalidInput('INVALID_NEXT_TOKEN', 'You provided an invalid NextToken.');
  const { items, next } = pageOf(sorted, keyOf, { token, size }, badToken);
  return { items, next: next === undefined ? {} : { NextToken: next } };
}
