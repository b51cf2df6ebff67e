import { run } from './command';

export * from './api';

/** The one file of the package is its program and its library. */
if (require.main === module) {
  const { stdout, stderr, stdin, env } = process;
  // The AWS SDK's notice of the Node versions that it will drop is for who makes the package, not for who uses it.
  env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  // Whoever reads may stop early.
  stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 70));
  run(process.argv.slice(2), { stdout, stderr, stdin, env, root: process.cwd() }).then((code) => {
    process.exitCode = code;
  });
}
