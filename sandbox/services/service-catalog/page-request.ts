import type { PageRequest } from '../../kernel/page';
import { invalid } from './refusals';

/** Items of a page where no size is asked for. */
const DEFAULT_PAGE_SIZE = 20;

/**
 * Page that a list operation's input asks for.
 *
 * @param of the operation: `ListPortfolios`.
 */
export function pageRequest(
  { PageSize, PageToken }: { readonly PageSize?: number; readonly PageToken?: string },
  of: string,
): PageRequest {
  return { token: PageToken, size: PageSize || DEFAULT_PAGE_SIZE, of, badToken: () => invalid('Invalid page token.') };
}
