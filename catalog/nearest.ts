import { distance } from 'fastest-levenshtein';

/**
 * The candidate that was most likely meant: one that is near enough to be a slip of the keyboard, or the only one that was cut
 * short or written out (`production` for `prod`). Of numbers and versions each is as likely as the next: only one that was
 * written otherwise is meant (`v1.0.0`).
 */
export function nearest(typed: string, candidates: readonly string[]): string | undefined {
  const same = candidates.find((candidate) => asNumber(candidate) === asNumber(typed));
  if (same !== undefined) return same;
  const words = candidates.filter((candidate) => /[a-z]/i.test(candidate));
  const [best] = words
    .map((candidate) => ({ candidate, away: distance(typed.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.away - b.away);
  if (best && best.away <= Math.max(2, Math.floor(best.candidate.length / 3))) return best.candidate;
  const [only, ...others] = words.filter((candidate) => isBeginning(candidate, typed) || isBeginning(typed, candidate));
  return others.length === 0 ? only : undefined;
}

/** Whether a text begins with another that says enough to be told from others. */
function isBeginning(short: string, long: string): boolean {
  return short.length >= 3 && long.toLowerCase().startsWith(short.toLowerCase());
}

/** A number or a version without what it may be written with or without. */
function asNumber(text: string): string {
  return text.trim().replace(/^v?0*(?=\d)/i, '');
}
