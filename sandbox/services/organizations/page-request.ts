import type { PageRequest } from '../../kernel/page';
import { invalidInput } from './refusals';

/** Items of a page at the most, and where no number is asked for. */
const PAGE_SIZE = 20;

/**
 * Page that a list operation's input asks for.
 *
 * @param of the operation: `ListAccounts`.
 */
export function pageRequest(
  { NextToken, MaxResults = PAGE_SIZE }: { readonly NextToken?: string; readonly MaxResults?: number },
  of: string,
): PageRequest {
  const badToken = () => invalidInput('INVALID_NEXT_TOKEN', 'You provided an invalid NextToken.');
  return { token: NextToken, size: MaxResults, of, badToken };
}
