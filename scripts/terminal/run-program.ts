import { type Command, CommanderError } from 'commander';
import { commandLineError } from './command-line-error';
import { withHelp } from './help';
import { reportError } from './report-error';
import type { Shell } from './shell';

/** Program whose help and errors are those of this project, before it has any options; `runProgram` runs it. */
export function newProgram(program: Command, shell: Shell): Command {
  return withHelp(program, shell).exitOverride();
}

/**
 * Runs a program that `newProgram` began.
 *
 * @param args what was typed after its name
 * @returns the exit code: 0; 1 for a known error or one that AWS answered; 70 for a defect
 */
export async function runProgram(program: Command, args: readonly string[], shell: Shell): Promise<number> {
  try {
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    const json = args.includes('--json');
    if (!(error instanceof CommanderError)) return reportError(error, shell, { json });
    // A help or the version that was asked for is printed by now; so is the help where nothing was.
    if (SHOWN.includes(error.code)) return error.exitCode;
    return reportError(commandLineError(error), shell, { json });
  }
}

const SHOWN = ['commander.help', 'commander.helpDisplayed', 'commander.version'];
