import { isDemanded, missing, programOf } from './left-out';
import type { Tool } from './tool';

/** Words by which a file defines its tests. */
export interface Definers {
  readonly describe: jest.Describe;
  readonly it: jest.It;
  readonly test: jest.It;
}

/**
 * `describe`, `it` and `test` for what needs tools: where one is missing, the tests are left out, and the run says so; one that
 * is demanded fails.
 */
export function needing(...tools: readonly Tool[]): Definers {
  const absent = missing(tools);
  if (absent.length === 0) return { describe, it, test };
  for (const { tool } of absent.filter((each) => isDemanded(each.tool)))
    it(`has ${tool.name}`, () => void programOf(tool));
  return { describe: describe.skip, it: it.skip, test: test.skip };
}
