// The runner is TypeScript, as the tests are.
require('tsx/cjs');

/** @type {import('jest').Config} */
module.exports = {
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // The engines are loaded once in a process, not once a file: see the runner. tsx compiles, and so jest transforms nothing.
  runner: '<rootDir>/test/runner/runner.ts',
  runtime: '<rootDir>/test/runner/runtime.ts',
  testSequencer: '<rootDir>/test/runner/order.ts',
  testEnvironment: '<rootDir>/test/runner/environment.ts',
  transform: {},
  reporters: ['default', '<rootDir>/test/tools/left-out-reporter.ts'],
  modulePathIgnorePatterns: ['<rootDir>/cdk.out', '<rootDir>/.sandbox'],
  testTimeout: 120_000,
  maxWorkers: '100%',
};
