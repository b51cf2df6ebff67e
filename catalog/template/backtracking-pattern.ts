import { runInNewContext } from 'node:vm';

/** Whether a pattern matches a whole text. */
export type Matcher = (text: string) => boolean;

/** Deadline of a match that needs backtracking, in milliseconds; a match takes microseconds. */
const PATIENCE = 100;

/**
 * Matcher for a pattern that needs backtracking; undefined for one that JavaScript can't read.
 *
 * In a file of its own since only Node can put a deadline on a match: a build for a browser puts one in its place that
 * reads nothing, and leaves such patterns to AWS.
 */
export function compileBacktracking(pattern: string): Matcher | undefined {
  const inline = /^\(\?([imsu]+)\)/.exec(pattern);
  const source = pattern
    .slice(inline?.[0].length ?? 0)
    .replace(/\\A/g, '^')
    .replace(/\\[zZ]/g, '$');
  try {
    const expression = new RegExp(`^(?:${source})$`, inline?.[1] ?? '');
    return (text) => {
      try {
        return runInNewContext('expression.test(text)', { expression, text }, { timeout: PATIENCE }) === true;
      } catch {
        return false;
      }
    };
  } catch {
    return undefined;
  }
}
