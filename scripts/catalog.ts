import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { unknownVerb } from './terminal/command-line-error';
import { newProgram, runProgram } from './terminal/run-program';
import type { Shell } from './terminal/shell';
import { verbGroups } from './verbs';

/**
 * Runs the `catalog` command.
 *
 * @param args what was typed after `catalog`
 * @returns the exit code: 0; 1 for a known error or one that AWS answered; 70 for a defect
 */
export function catalog(args: readonly string[], shell: Shell): Promise<number> {
  return runProgram(commandLine(shell), args, shell);
}

/** The program with all its verbs, before it has read a command line. */
export function commandLine(shell: Shell): Command {
  const program = newProgram(new Command('catalog'), shell)
    .usage('<verb> [options]')
    .description('Products of the Bellyfed service catalog: launched, upgraded, written and published.')
    .version(version(), '-V, --version', 'print the version')
    .addHelpText('after', MORE)
    // Verbs have a --version of their own.
    .enablePositionalOptions()
    .helpCommand(false);
  for (const { heading, verbs } of verbGroups) {
    program.commandsGroup(heading);
    for (const verb of verbs) verb(program, shell);
  }
  for (const parent of [program, ...program.commands].filter(({ commands }) => commands.length > 0)) {
    parent.on('command:*', ([typed]: readonly [string]) => {
      throw unknownVerb(typed, parent);
    });
  }
  return program;
}

const MORE = `
"catalog <verb> --help" has the options of a verb, and
examples. README.md begins with the first launch, and
docs/runbook.md says what goes wrong and what to type.`;

function version(): string {
  return JSON.parse(readFileSync(join(__dirname, '../package.json'), 'utf8')).version;
}

/** Runs the command in the process it was typed in. */
export async function main(): Promise<void> {
  const { stdout, stderr, stdin, env } = process;
  // Whoever reads may stop early: `catalog render network | head`.
  stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 70));
  process.exitCode = await catalog(process.argv.slice(2), {
    stdout,
    stderr,
    stdin,
    env,
    root: resolve(__dirname, '..'),
  });
}
