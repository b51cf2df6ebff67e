import { Command } from 'commander';
import { comparePaths } from '../../operations/project/compare-files';
import { reportComparisons } from '../compare/report-comparisons';
import { addReportOptions, type ReportOptions } from '../compare/report-options';
import { newProgram, runProgram } from '../terminal/run-program';
import type { Shell } from '../terminal/shell';

/**
 * Runs the packed command.
 *
 * @param args what was typed after its name
 * @returns the exit code: 0; 1 for what its reader can mend, and for a change that `--fail-on` names; 70 for a defect
 */
export function run(args: readonly string[], shell: Shell): Promise<number> {
  const program = addReportOptions(newProgram(new Command('cloudformation-compare'), shell))
    .description('Says what going from one CloudFormation template to another does to the stacks that run the first.')
    .argument('<old>', 'the template that runs, JSON or YAML, or a folder of templates')
    .argument('<new>', 'the template, or folder, that is to come')
    .action(async (from: string, to: string, options: ReportOptions) => {
      await reportComparisons(shell, comparePaths(from, to, options), options);
    });
  return runProgram(program, args, shell);
}
