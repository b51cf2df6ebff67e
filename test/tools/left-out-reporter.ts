import { writeFileSync, writeSync } from 'node:fs';
import { basename, relative } from 'node:path';
import type { Config, Test } from 'jest-runner';
import type { FileResult } from '../runner/messages';
import { type Missing, remedy } from './left-out';

/** Checks of one file that were left out. */
interface LeftOut {
  /** Path in the project. */
  readonly file: string;
  readonly tests: readonly string[];
  readonly missing: readonly Missing[];
}

/**
 * Reporter that ends a run with one line on the checks that were left out because a tool is missing, and how to have them.
 * `LEFT_OUT`, where it is set, is the path of a file that gets them as JSON.
 */
export default class LeftOutReporter {
  readonly #leftOut: LeftOut[] = [];

  constructor(private readonly globalConfig: Config.GlobalConfig) {}

  onTestResult(test: Test, { missing = [], testResults }: FileResult): void {
    const tests = testResults.filter(({ status }) => status === 'pending').map(({ fullName }) => fullName);
    if (missing.length > 0 && tests.length > 0) {
      this.#leftOut.push({ file: relative(this.globalConfig.rootDir, test.path), tests, missing });
    }
  }

  onRunComplete(): void {
    const { LEFT_OUT } = process.env;
    if (LEFT_OUT) writeFileSync(LEFT_OUT, JSON.stringify(this.#leftOut, null, 2));
    // jest itself has more to say after its reporters.
    if (this.#leftOut.length > 0) process.once('exit', () => writeSync(2, `\n${line(this.#leftOut)}\n`));
  }
}

/** Line on what was left out: `Left out: 2 tests that need AWS CLI (doctor.test.ts; not found): apt-get install awscli, …`. */
export function line(leftOut: readonly LeftOut[]): string {
  const tools = new Map(leftOut.flatMap(({ missing }) => missing).map((each) => [each.tool.name, each]));
  const parts = [...tools.values()].map(({ tool, problem }) => {
    const needing = leftOut.filter(({ missing }) => missing.some((each) => each.tool.name === tool.name));
    const count = needing.reduce((sum, { tests }) => sum + tests.length, 0);
    const files = needing
      .map(({ file }) => basename(file))
      .sort()
      .join(', ');
    return `${count} tests that need ${tool.name} (${problem}; ${files}): ${remedy(tool)}`;
  });
  return `Left out: ${parts.join('. ')}.`;
}
