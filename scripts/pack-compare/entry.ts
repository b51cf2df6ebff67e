import { run } from './command';

export * from './api';

/** The one file of the package is its program and its library. */
if (require.main === module) {
  const { stdout, stderr, stdin, env } = process;
  // Whoever reads may stop early.
  stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 70));
  run(process.argv.slice(2), { stdout, stderr, stdin, env, root: process.cwd() }).then((code) => {
    process.exitCode = code;
  });
}
