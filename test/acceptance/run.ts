/** Trial of this project's assumptions on an AWS account: `npm run acceptance`. docs/acceptance.md says what it does. */
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { CatalogError } from '../../catalog/errors';
import { runAcceptance } from './acceptance';
import { readOptions } from './options';
import { rememberCommand } from './run-file';

async function main(): Promise<number> {
  // It is for who maintains this, not for who runs it.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const options = readOptions(process.argv.slice(2));
  const stopped = new AbortController();
  process.once('SIGINT', () => {
    console.error('Stopping: what was made is taken away. Once more ends at once, and the next run takes it away.');
    process.once('SIGINT', () => process.exit(130));
    stopped.abort();
  });
  return runAcceptance(options, {
    env: process.env,
    signal: stopped.signal,
    say: (line) => console.error(line),
    log: logTo(options.report),
    atWork: (pid) => rememberCommand(options.report, pid),
    ask: process.stdin.isTTY ? ask : async () => undefined,
  });
}

/** Log of what the commands of a run were told and said, beside its report; it stays on this machine. */
function logTo(folder: string): (text: string) => void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'commands.log');
  return (text) => appendFileSync(file, text);
}

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await terminal.question(`${question} `)).trim();
  } finally {
    terminal.close();
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof CatalogError ? error.message : error);
    process.exitCode = error instanceof CatalogError ? 1 : 70;
  },
);
