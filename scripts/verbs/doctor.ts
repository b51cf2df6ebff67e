import { CatalogError } from '../../catalog/errors';
import { type AwsOptions, awsTarget } from '../../operations/aws/aws-target';
import type { DoctorQuestion } from '../../operations/doctor/examination';
import { withAwsOptions } from '../options/aws-options';
import { examples } from '../options/examples';
import { print, printJson, say } from '../terminal/shell';
import { type JsonOption, jsonOption, type Verb } from '../verb';

/** `catalog doctor`: whether somebody can launch, from the hub's portfolio to the account's last quota. */
export const doctor: Verb = (program, shell) => {
  withAwsOptions(
    program
      .command('doctor')
      .summary('check whether a role can launch; name what mends it if not')
      .description('check whether a role can launch, and name what mends it where it cannot'),
  )
    .option('--account <id>', 'account that launches; that of the role by default, else of the credentials')
    .option('--role-arn <arn>', 'role to look into that account with')
    .option('--principal <role>', 'name or ARN of the role that is to launch; the caller by default')
    .option('--product <product...>', 'products to launch; all by default')
    .option(...jsonOption)
    .addHelpText(
      'after',
      examples(
        ['Whether you can launch', 'doctor'],
        ['Whether a role of an account can', 'doctor --account 222222222222 --principal BellyfedDeveloper-web'],
        ['Of one product alone', 'doctor --product network'],
      ),
    )
    .action(async (options: DoctorQuestion & AwsOptions & JsonOption) => {
      const { openExamination } = await import('../../operations/doctor/examination');
      const { examine } = await import('../../operations/doctor/doctor');
      const { findingsJson, findingsText, questionText, unhealthyText } = await import('../texts/doctor-text');
      const context = { project: { root: shell.root }, target: await awsTarget(options, shell) };
      const examination = await openExamination(context, options);
      say(shell, questionText(examination, options.product !== undefined));
      const findings = await examine(examination);
      if (options.json) printJson(shell, findingsJson(findings));
      else print(shell, findingsText(findings));
      const wrong = findings.filter(({ ok }) => !ok);
      if (wrong.length > 0) throw new CatalogError('unhealthy', unhealthyText(wrong));
    });
};
