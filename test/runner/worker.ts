import TestRunner, { type Test, type TestWatcher } from 'jest-runner';
import { takeMissed } from '../tools/left-out';
import { type FileToRun, type Outcome, tellParent } from './messages';

/** Runs one file with jest's own runner, in this process. */
async function run({ path, globalConfig, projectConfig }: FileToRun): Promise<Outcome['result']> {
  const runner = new TestRunner(globalConfig, {});
  let outcome: Outcome['result'] = { message: 'the runner told no result', stack: undefined };
  runner.on('test-file-success', ([, result]) => {
    // What was expected and received may hold what no message can carry; its text stands in the failure's message.
    const testResults = result.testResults.map((each) => ({ ...each, failureDetails: [] }));
    outcome = { ...result, testResults, missing: takeMissed() };
  });
  runner.on('test-file-failure', ([, { message, stack }]) => {
    outcome = { message, stack };
  });
  // Node finds the modules: jest's index of files is not needed.
  const test = { path, context: { config: projectConfig } } as Test;
  await runner.runTests([test], { isInterrupted: () => false } as TestWatcher, { serial: true });
  return outcome;
}

process.on('message', async (file: FileToRun) => {
  const result = await run(file);
  await tellParent({ kind: 'outcome', result, memory: process.memoryUsage.rss() });
});

// The parent has no more work, or is gone: so goes what was started here, after libraries have removed their folders.
const { exit } = process;
process.on('disconnect', () => {
  process.on('exit', () => process.kill(-process.pid, 'SIGKILL'));
  exit(0);
});
