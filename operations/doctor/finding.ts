import type { Remedy } from '../../catalog/detailed-error';

/** Check that the doctor makes, in the order in which a launch needs what it looks at. */
export type CheckName =
  | 'account'
  | 'principal'
  | 'portfolio'
  | 'delegation'
  | 'share'
  | 'events'
  | 'access'
  | 'version'
  | 'retired'
  | 'path'
  | 'spoke'
  | 'launch-role'
  | 'boundary'
  | 'linked-role'
  | 'catalog-pipeline'
  | 'guard'
  | 'api-logs'
  | 'quota';

/** Subject of a check, where it isn't the account as a whole. */
export interface FindingSubject {
  readonly check: CheckName;
  /** Name of the portfolio. */
  readonly portfolio?: string;
  /** Id of the product in the registry. */
  readonly product?: string;
}

/** Result of one check. */
export interface Finding extends FindingSubject {
  readonly ok: boolean;
  /** Whether the check couldn't be made: what it would have found isn't known. */
  readonly undecided?: true;
  /** Found, where that is of use. */
  readonly detail?: string;
  /** A sentence, where something is wrong. */
  readonly problem?: string;
  /** Mends it; its account is that whose credentials it needs. */
  readonly remedy?: Remedy;
}

/** Finding that all is as it must be. */
export function sound(subject: FindingSubject, detail?: string): Finding {
  return { ...subject, ok: true, ...(detail !== undefined && { detail }) };
}

/** Finding that something is wrong. */
export function broken(subject: FindingSubject, problem: string, remedy: Remedy): Finding {
  return { ...subject, ok: false, problem, remedy };
}

/** Finding of a check that couldn't be made. */
export function undecided(subject: FindingSubject, problem: string): Finding {
  return { ...subject, ok: false, undecided: true, problem };
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
