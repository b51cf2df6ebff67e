import { type Assumption, notReached, settledIn, type Verdict, type Verdicts } from '../assumption';

/** Step, or probe, as it ended. */
export interface Ended {
  readonly id: string;
  readonly result: 'done' | 'failed' | 'not run';
  /** Words of the failure, or reason why it wasn't run; empty where it was done. */
  readonly words: string;
  /** Whole seconds. */
  readonly seconds: number;
}

/** Everything that a run found out. */
export interface Report {
  readonly run: string;
  readonly region: string;
  readonly isSandbox: boolean;
  /** ISO 8601. */
  readonly began: string;
  readonly ended: string;
  readonly probes: readonly Ended[];
  readonly steps: readonly Ended[];
  readonly assumptions: readonly Judged[];
  /** Things of the run that are still there, each with its reason. */
  readonly stays: readonly string[];
}

/** Assumption with its verdict. */
export interface Judged extends Assumption, Verdict {}

/**
 * Verdicts of a run on all assumptions, in their order: one that nothing was seen of is not reached, and in a sandbox
 * none is anything else.
 */
export function judged(
  assumptions: readonly Assumption[],
  verdicts: Verdicts,
  place: { readonly isSandbox: boolean },
): readonly Judged[] {
  return assumptions.map((assumption) => ({
    ...assumption,
    ...settledIn(place, verdicts[assumption.id] ?? notReached('nothing was seen that settles it')),
  }));
}

/** Number of every verdict, as one line. */
export function summary({ assumptions }: Pick<Report, 'assumptions'>): string {
  const count = (wanted: Verdict['verdict']) => assumptions.filter(({ verdict }) => verdict === wanted).length;
  const open = count('not reached') + count('not reached (sandbox)');
  return `${count('agrees')} agree, ${count('differs')} differ, ${open} not reached`;
}

/** The report as JSON, without ids of accounts. */
export function reportJson(report: Report): string {
  const written = JSON.stringify(report, (_, value) => (typeof value === 'string' ? withoutAccounts(value) : value), 2);
  return `${written}\n`;
}

/**
 * Text without ids of accounts: every number of 12 digits that stands alone, since one of them may be an account that
 * this run knows nothing of.
 */
export function withoutAccounts(text: string): string {
  return text.replaceAll(/(?<![0-9A-Za-z])\d{12}(?![0-9A-Za-z])/g, '<account>');
}
