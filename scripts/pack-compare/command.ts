import { Command, CommanderError } from 'commander';
import { comparePaths } from '../../operations/project/compare-files';
import { reportComparisons } from '../compare/report-comparisons';
import { addReportOptions, type ReportOptions } from '../compare/report-options';
import { reportError } from '../terminal/report-error';
import type { Shell } from '../terminal/shell';

/**
 * Runs the packed command.
 *
 * @param args what was typed after its name
 * @returns the exit code: 0; 1 for what its reader can mend, and for a change that `--fail-on` names; 70 for a defect
 */
export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const program = addReportOptions(new Command('cloudformation-compare'))
    .description('says what going from one CloudFormation template to another does to the stacks that run the first')
    .argument('<old>', 'the template that runs, JSON or YAML, or a folder of templates')
    .argument('<new>', 'the template, or folder, that is to come')
    .configureOutput({
      writeOut: (text) => shell.stdout.write(text),
      writeErr: (text) => shell.stderr.write(text),
    })
    .showHelpAfterError('(add --help for the options)')
    .exitOverride()
    .action(async (from: string, to: string, options: ReportOptions) => {
      await reportComparisons(shell, comparePaths(from, to, options), options);
    });
  try {
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    return reportError(error, shell);
  }
}
