import type { Remedy } from './remedy';

/** What the doctor looks at, in the order in which a launch needs it. */
export type CheckName =
  | 'account'
  | 'principal'
  | 'portfolio'
  | 'share'
  | 'access'
  | 'version'
  | 'path'
  | 'launch-role'
  | 'guard'
  | 'api-logs'
  | 'quota';

/** What a check is about, where it isn't the account as a whole. */
export interface FindingSubject {
  readonly check: CheckName;
  /** Name of the portfolio. */
  readonly portfolio?: string;
  /** Id of the product in the registry. */
  readonly product?: string;
}

/** What one check found. */
export interface Finding extends FindingSubject {
  readonly ok: boolean;
  /** Whether the check couldn't be made: what it would have found isn't known. */
  readonly undecided?: true;
  /** What was found, where that is of use. */
  readonly detail?: string;
  /** What is wrong, where something is. */
  readonly problem?: string;
  /** The command that mends it. */
  readonly remedy?: string;
  /** The account whose credentials the command needs, 12 digits. */
  readonly account?: string;
}

/** All is as it must be. */
export function sound(subject: FindingSubject, detail?: string): Finding {
  return { ...subject, ok: true, ...(detail !== undefined && { detail }) };
}

/** Something is wrong. */
export function broken(subject: FindingSubject, problem: string, remedy: Remedy): Finding {
  return { ...subject, ok: false, problem, remedy: remedy.command, account: remedy.account };
}

/** A check that couldn't be made. */
export function undecided(subject: FindingSubject, problem: string, remedy?: Remedy): Finding {
  return {
    ...subject,
    ok: false,
    undecided: true,
    problem,
    ...(remedy && { remedy: remedy.command, account: remedy.account }),
  };
}

/**
 * Makes a check. What AWS refuses to tell leaves it undecided, as AWS says it; its message names the action that is missing.
 */
export async function checked(
  subject: FindingSubject,
  check: () => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof Error) || !('$fault' in error)) throw error;
    return [undecided(subject, `It can't be looked at: ${error.name}: ${error.message}`)];
  }
}
