import { CatalogError } from '../../catalog/errors';
import type { DoctorOptions } from '../../operations/doctor/examination';
import type { Finding } from '../../operations/doctor/finding';
import { withAwsOptions } from '../options/aws-options';
import { print, printJson, type Shell, say } from '../terminal/shell';
import { type JsonOption, jsonOption, type Verb } from '../verb';

/** `catalog doctor`: whether somebody can launch, from the hub's portfolio to the account's last quota. */
export const doctor: Verb = (program, shell) => {
  withAwsOptions(
    program.command('doctor').description('check whether a role can launch, and name what mends it where it cannot'),
  )
    .option('--account <id>', 'account that launches; @default that of the role, else of the credentials')
    .option('--role-arn <arn>', 'role to look into that account with')
    .option('--principal <role>', 'name or ARN of the role that is to launch; @default the caller')
    .option('--product <id...>', 'products to launch; @default all')
    .option(...jsonOption)
    .action(async (options: DoctorOptions & JsonOption) => {
      const { openExamination } = await import('../../operations/doctor/examination');
      const { examine } = await import('../../operations/doctor/doctor');
      const examination = await openExamination(shell, options);
      const { account, region, launcher, offers } = examination;
      const what = options.product ? offers.map(({ product }) => product.id).join(', ') : 'every product';
      say(shell, `Can ${launcher.name} of account ${account} launch ${what} in ${region}?`);
      const findings = await examine(examination);
      if (options.json) printJson(shell, findings);
      else printFindings(shell, findings);
      const wrong = findings.filter(({ ok }) => !ok);
      if (wrong.length > 0) throw new CatalogError('unhealthy', summary(wrong));
    });
};

function printFindings(shell: Shell, findings: readonly Finding[]): void {
  for (const { check, portfolio, product, ok, undecided, detail, problem, remedy, account } of findings) {
    const subject = [check, portfolio, product].filter(Boolean).join(' · ');
    const mark = ok ? 'ok' : undecided ? '?' : 'NO';
    const said = ok ? detail : problem;
    print(shell, `${mark.padEnd(3)} ${subject}${said ? `: ${said}` : ''}`);
    if (remedy !== undefined) print(shell, `      in account ${account}: ${remedy}`);
  }
}

function summary(wrong: readonly Finding[]): string {
  const open = wrong.filter(({ undecided }) => undecided).length;
  const failed = wrong.length - open;
  const counts = [
    ...(failed > 0 ? [`${failed} ${failed === 1 ? 'check' : 'checks'} failed`] : []),
    ...(open > 0 ? [`${open} could not be made`] : []),
  ];
  return `${counts.join(', ')}.`;
}
