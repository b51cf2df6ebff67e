import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { WorkerLimits } from './running-worker';

const root = resolve(__dirname, '../..');

/** Report of jest about a file of a fixture project. */
export interface FileReport {
  readonly status: 'passed' | 'failed';
  readonly message: string;
  /** Status of each test by its name. */
  readonly tests: Readonly<Record<string, string>>;
}

/** Reports and output of a run of jest on a fixture project. */
export interface FixtureRun {
  /** Reports by the files' names. */
  readonly files: Readonly<Record<string, FileReport>>;
  /** Everything that it printed. */
  readonly output: string;
  /** Checks that it says were left out, for machines. */
  readonly leftOut: unknown;
}

/** Runs jest, with this project's runner and reporter and one worker, on the files of a project. */
export async function runFixture(
  files: Readonly<Record<string, string>>,
  limits: Partial<WorkerLimits> = {},
  env: NodeJS.ProcessEnv = {},
): Promise<FixtureRun> {
  const folder = mkdtempSync(join(tmpdir(), 'runner-fixture-'));
  try {
    const part = (name: string) => JSON.stringify(join(root, 'test', name));
    const config = `require(${JSON.stringify(require.resolve('tsx/cjs'))});
      module.exports = { rootDir: ${JSON.stringify(folder)}, roots: ['<rootDir>/test'], testMatch: ['**/*.test.ts'],
        runner: [${part('runner/runner.ts')}, ${JSON.stringify(limits)}], runtime: ${part('runner/runtime.ts')},
        testEnvironment: ${part('runner/environment.ts')}, transform: {},
        reporters: ['default', ${part('tools/left-out-reporter.ts')}], maxWorkers: 1, testTimeout: 1000 };`;
    for (const [name, text] of Object.entries({ ...files, 'jest.config.cjs': config })) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const [told, leftOut] = [join(folder, 'report.json'), join(folder, 'left-out.json')];
    const arguments_ = ['--config', join(folder, 'jest.config.cjs'), '--json', '--outputFile', told];
    const jest = spawn(process.execPath, [join(root, 'node_modules/jest/bin/jest.js'), ...arguments_], {
      cwd: root,
      env: { ...process.env, ...env, LEFT_OUT: leftOut },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let output = '';
    jest.stderr.on('data', (chunk: Buffer) => {
      output += chunk;
    });
    await once(jest, 'close');
    const report: Report = JSON.parse(readFileSync(told, 'utf8'));
    const reports = report.testResults.map(({ name, status, message, assertionResults }) => {
      const tests = Object.fromEntries(assertionResults.map((test) => [test.fullName, test.status]));
      return [name.slice(folder.length + 1), { status, message, tests }];
    });
    return { files: Object.fromEntries(reports), output, leftOut: JSON.parse(readFileSync(leftOut, 'utf8')) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Form of jest's `--json`, as far as it is read here. */
interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: FileReport['status'];
    readonly message: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}
