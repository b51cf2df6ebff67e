import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CallbackTestRunner,
  type OnTestFailure,
  type OnTestStart,
  type OnTestSuccess,
  type Test,
  type TestWatcher,
} from 'jest-runner';
import type { FileError, FileResult } from './messages';
import { RunningWorker, type WorkerLimits } from './running-worker';

const LIMITS: WorkerLimits = { loading: 120_000, grace: 10_000, memory: 1_000_000_000 };

/**
 * Runner of jest that keeps what modules have loaded from one test file to the next: AWS's database, the validator and the
 * construct library are built once in a process, not once a file. Each file still gets modules of `test/` of its own, and
 * is checked for what it leaves in the process. A process that holds a gigabyte, or whose file failed, ends after that
 * file; one that does not come back from a test is killed, and its file failed.
 */
export default class Runner extends CallbackTestRunner {
  /** Runs all files, the first first, in as many processes as jest is told to use. */
  async runTests(
    tests: Test[],
    watcher: TestWatcher,
    onStart: OnTestStart,
    onResult: OnTestSuccess,
    onFailure: OnTestFailure,
  ): Promise<void> {
    const limits: WorkerLimits = { ...LIMITS, ...this._options };
    const waiting = [...tests];
    const folder = mkdtempSync(join(tmpdir(), 'test-run-'));
    const runInTurn = async () => {
      let worker: RunningWorker | undefined;
      for (let test = waiting.shift(); test && !watcher.isInterrupted(); test = waiting.shift()) {
        await onStart(test);
        worker ??= new RunningWorker(this._globalConfig, test.context.config, limits, folder);
        const { result, memory } = await worker.run(test.path);
        if ('testResults' in result) await onResult(test, result);
        else await onFailure(test, result);
        if (hasFailed(result) || memory > limits.memory) {
          worker.end();
          worker = undefined;
        }
      }
      worker?.end();
    };
    await Promise.all(Array.from({ length: this._globalConfig.maxWorkers }, runInTurn));
    rmSync(folder, { recursive: true });
  }
}

/** Whether a file failed, or some of its tests, or left something behind. */
function hasFailed(result: FileResult | FileError): boolean {
  return !('testResults' in result) || result.numFailingTests > 0 || result.testExecError !== undefined;
}
