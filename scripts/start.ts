import { resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { runStart } from './run-start';
import { reportError } from './terminal/report-error';
import type { Shell } from './terminal/shell';
import { DEFAULT_PORT, DEFAULT_STATE, parsePort } from './verbs/sandbox';

// The AWS SDK's notice of the Node versions that it will drop is for who maintains this, not for who uses it.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const { stdout, stderr, stdin, env } = process;
const shell: Shell = { stdout, stderr, stdin, env, root: resolve(__dirname, '..') };

const program = new Command('npm start --')
  .description('Starts AWS on this machine, publishes the catalog into it, and stays until it is stopped.')
  .option('--port <port>', 'port on 127.0.0.1; 0 takes a free one', parsePort, DEFAULT_PORT)
  .option('--state <folder>', 'where the sandbox keeps what it is told', DEFAULT_STATE)
  .exitOverride()
  .action(({ port, state }: { port: number; state: string }) => runStart(shell, { port, stateFolder: state }));

program.parseAsync().catch((error: unknown) => {
  process.exitCode = error instanceof CommanderError ? error.exitCode : reportError(error, shell);
});
