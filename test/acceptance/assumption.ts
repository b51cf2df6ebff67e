/** Assumption about AWS that the project rests on, and that no page settles. */
export interface Assumption {
  /** Kebab-case, unique: `empty-index-list`. */
  readonly id: string;
  /** Sentence that agrees with AWS or doesn't. */
  readonly text: string;
  /** Part of the project that stands as long as it agrees. */
  readonly stands: string;
  /** Change to make where it falls. */
  readonly mend: Mend;
}

/** Change where an assumption falls: files of the project, by path from its root, and what to do there. */
export interface Mend {
  readonly where: readonly string[];
  readonly change: string;
}

/** Verdict on an assumption, with what was seen: an answer of AWS, or why none was had. */
export interface Verdict {
  readonly verdict: 'agrees' | 'differs' | 'not reached' | 'not reached (sandbox)';
  readonly seen: string;
}

/** Verdicts on assumptions, by id; one that is left out wasn't reached. */
export type Verdicts = Readonly<Partial<Record<string, Verdict>>>;

/** Verdict that AWS does as was assumed. */
export function agrees(seen: string): Verdict {
  return { verdict: 'agrees', seen };
}

/** Verdict that AWS does otherwise. */
export function differs(seen: string): Verdict {
  return { verdict: 'differs', seen };
}

/** Verdict that nothing was seen that settles it. */
export function notReached(why: string): Verdict {
  return { verdict: 'not reached', seen: why };
}

/**
 * Verdict as the report may give it: a sandbox says what this project believes, and so settles nothing about AWS,
 * whatever was seen there.
 */
export function settledIn({ isSandbox }: { readonly isSandbox: boolean }, verdict: Verdict): Verdict {
  if (!isSandbox) return verdict;
  const { verdict: opinion, seen } = verdict;
  if (opinion === 'not reached') return { verdict: 'not reached (sandbox)', seen };
  return { verdict: 'not reached (sandbox)', seen: `the sandbox's own opinion: ${opinion}: ${seen}` };
}
