import type { Matcher } from '../../catalog/template/backtracking-pattern';

/** No matcher: a pattern that needs backtracking is left to AWS, since a page can put no deadline on it. */
export function compileBacktracking(): Matcher | undefined {
  return undefined;
}
