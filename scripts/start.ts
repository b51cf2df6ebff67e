import { resolve } from 'node:path';
import { Command } from 'commander';
import { runStart } from './run-start';
import { newProgram, runProgram } from './terminal/run-program';
import type { Shell } from './terminal/shell';
import { DEFAULT_PORT, DEFAULT_STATE, parsePort } from './verbs/sandbox';

// The AWS SDK's notice of the Node versions that it will drop is for who maintains this, not for who uses it.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const { stdout, stderr, stdin, env } = process;
const shell: Shell = { stdout, stderr, stdin, env, root: resolve(__dirname, '..') };

const program = newProgram(new Command('npm start --'), shell)
  .description('Starts AWS on this machine, publishes the catalog into it, and stays until it is stopped.')
  .option('--port <port>', 'port on 127.0.0.1; 0 takes a free one', parsePort, DEFAULT_PORT)
  .option(
    '--console-port <port>',
    "port of the console; the sandbox's and one, or a free one, where none is said",
    parsePort,
  )
  .option('--state <folder>', 'where the sandbox keeps what it is told', DEFAULT_STATE)
  .action(({ state, ...ports }: { port: number; consolePort?: number; state: string }) =>
    runStart(shell, { ...ports, stateFolder: state }),
  );

runProgram(program, process.argv.slice(2), shell).then((code) => {
  process.exitCode = code;
});
