import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { WorkerLimits } from './runner';

const root = resolve(__dirname, '../..');

/** What jest tells about a file of a fixture project. */
export interface FileReport {
  readonly status: 'passed' | 'failed';
  readonly message: string;
  /** Status of each test by its name. */
  readonly tests: Readonly<Record<string, string>>;
}

/** Runs jest, with this project's runner and one worker, on the files of a project; returns what it tells of each by name. */
export async function runFixture(
  files: Readonly<Record<string, string>>,
  limits: Partial<WorkerLimits> = {},
): Promise<Readonly<Record<string, FileReport>>> {
  const folder = mkdtempSync(join(tmpdir(), 'runner-fixture-'));
  try {
    const part = (name: string) => JSON.stringify(join(root, 'test/runner', name));
    const config = `require(${JSON.stringify(require.resolve('tsx/cjs'))});
      module.exports = { rootDir: ${JSON.stringify(folder)}, roots: ['<rootDir>/test'], testMatch: ['**/*.test.ts'],
        runner: [${part('runner.ts')}, ${JSON.stringify(limits)}], runtime: ${part('runtime.ts')},
        testEnvironment: ${part('environment.ts')}, transform: {}, maxWorkers: 1, testTimeout: 1000 };`;
    for (const [name, text] of Object.entries({ ...files, 'jest.config.cjs': config })) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const told = join(folder, 'report.json');
    const arguments_ = ['--config', join(folder, 'jest.config.cjs'), '--json', '--outputFile', told];
    const jest = spawn(process.execPath, [join(root, 'node_modules/jest/bin/jest.js'), ...arguments_], {
      cwd: root,
      stdio: 'ignore',
    });
    await once(jest, 'exit');
    const report: Report = JSON.parse(readFileSync(told, 'utf8'));
    return Object.fromEntries(
      report.testResults.map(({ name, status, message, assertionResults }) => {
        const tests = Object.fromEntries(assertionResults.map((test) => [test.fullName, test.status]));
        return [name.slice(folder.length + 1), { status, message, tests }];
      }),
    );
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
