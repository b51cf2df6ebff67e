import { AwsError } from '../../kernel/aws-error';
import type { PageRequest } from '../../kernel/page';

/** Items of a page at the most, and where no number is asked for. */
const PAGE_SIZE = 100;

/**
 * Page that a list operation's input asks for.
 *
 * @param of what is listed: `ListStacks`, `events <uuid>`.
 */
export function pageRequest(
  { NextToken, MaxResults = PAGE_SIZE }: { readonly NextToken?: string; readonly MaxResults?: number },
  of: string,
): PageRequest {
  const badToken = () => new AwsError('ValidationError', 'Invalid token provided');
  return { token: NextToken, size: MaxResults, of, badToken };
}
