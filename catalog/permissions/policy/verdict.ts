/**
 * Whether something holds, where part of what would tell may be unknown: then the reason why nobody can tell.
 * Unknown is contagious only where it matters: `false` and anything is false, `true` or anything is true.
 */
export type Verdict = boolean | { readonly unknown: string };

export function isUnknown(verdict: Verdict): verdict is { readonly unknown: string } {
  return typeof verdict === 'object';
}

/** All hold. With nothing to hold: true. */
export function every(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(false)) return false;
  return verdicts.find(isUnknown) ?? true;
}

/** One at least holds. With nothing to hold: false. */
export function some(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(true)) return true;
  return verdicts.find(isUnknown) ?? false;
}

export function not(verdict: Verdict): Verdict {
  return isUnknown(verdict) ? verdict : !verdict;
}
