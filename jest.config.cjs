/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/cdk.out', '<rootDir>/.sandbox'],
  testTimeout: 60_000,
  // Two processes at least, begun anew once they hold a gigabyte: each suite loads the construct library and AWS's database,
  // and leaves them behind.
  maxWorkers: '100%',
  workerIdleMemoryLimit: '1GB',
};
