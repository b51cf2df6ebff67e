import { Command } from 'commander';
import { addStackOptions, compareGiven, type GivenOptions } from '../compare/compare-given';
import { reportComparisons } from '../compare/report-comparisons';
import { addReportOptions } from '../compare/report-options';
import { newProgram, runProgram } from '../terminal/run-program';
import type { Shell } from '../terminal/shell';

/** Name of the package, and of its command. */
const NAME = 'cloudformation-compare';

/**
 * Runs the packed command.
 *
 * @param args what was typed after its name
 * @returns the exit code: 0; 1 for what its reader can mend, and for a change that `--fail-on` names; 70 for a defect
 */
export function run(args: readonly string[], shell: Shell): Promise<number> {
  let profile: string | undefined;
  const program = addStackOptions(addReportOptions(newProgram(new Command(NAME), shell)))
    .description('Says what going from one CloudFormation template to another does to the stacks that run the first.')
    .argument('[old]', 'the template that runs, JSON or YAML, or a folder of templates; left out with --from-stack')
    .argument('[new]', 'the template, or folder, that is to come; left out with --change-set')
    .action(async (from: string | undefined, to: string | undefined, options: GivenOptions) => {
      ({ profile } = options);
      const files = [from, to].filter((file) => file !== undefined);
      await reportComparisons(shell, await compareGiven(files, options, shell, `${NAME} old.yaml new.json`), options);
    });
  return runProgram(program, args, shell, async (error) => {
    const { withSignIn } = await import('../../operations/aws/sign-in');
    return withSignIn(error, { profile, env: shell.env });
  });
}
