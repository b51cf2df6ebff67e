import type { Examination } from '../../operations/doctor/examination';
import type { Finding } from '../../operations/doctor/finding';
import { remedyText } from '../terminal/remedy-text';

/** Finding as `--json` prints it. */
export interface FindingJson extends Omit<Finding, 'remedy'> {
  /** The command that mends it. */
  readonly remedy?: string;
  /** The account whose credentials the command needs, 12 digits. */
  readonly account?: string;
}

/** Findings as `--json` prints them. */
export function findingsJson(findings: readonly Finding[]): FindingJson[] {
  return findings.map(({ remedy, ...finding }) => ({
    ...finding,
    ...(remedy && { remedy: remedyText(remedy), account: remedy.account }),
  }));
}

/** The question that an examination answers. */
export function questionText(examination: Examination, isForSome: boolean): string {
  const { account, region, launcher, offers } = examination;
  const what = isForSome ? offers.map(({ product }) => product.id).join(', ') : 'every product';
  return `Can ${launcher.name} of account ${account} launch ${what} in ${region}?`;
}

/** Text of findings, a line each, and another for the command that mends it. */
export function findingsText(findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ check, portfolio, product, ok, undecided, detail, problem, remedy }) => {
    const subject = [check, portfolio, product].filter(Boolean).join(' · ');
    const mark = ok ? 'ok' : undecided ? '?' : 'NO';
    const said = ok ? detail : problem;
    return [
      `${mark.padEnd(3)} ${subject}${said ? `: ${said}` : ''}`,
      ...(remedy ? [`      in account ${remedy.account}: ${remedyText(remedy)}`] : []),
    ];
  });
  return lines.join('\n');
}

/** Count of the checks that failed, and of those that could not be made. */
export function unhealthyText(wrong: readonly Finding[]): string {
  const open = wrong.filter(({ undecided }) => undecided).length;
  const failed = wrong.length - open;
  const counts = [
    ...(failed > 0 ? [`${failed} ${failed === 1 ? 'check' : 'checks'} failed`] : []),
    ...(open > 0 ? [`${open} could not be made`] : []),
  ];
  return `${counts.join(', ')}.`;
}
