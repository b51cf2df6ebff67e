import { type Comparison, compareBumps, compareTemplates } from '../../../../catalog/comparison';
import { CatalogError } from '../../../../catalog/errors';
import type { CorpusCase } from './corpus';

/** Verdict of the comparison on a case, beside the case's own. */
export interface Verdict {
  readonly case: CorpusCase;
  readonly comparison: Comparison;
  /** Why the comparison refuses to answer. */
  readonly fault?: string;
  /** Whether the comparison asks for the bump that is needed, for more, or for less. */
  readonly bump: 'exact' | 'over' | 'under';
  readonly losesData: 'right' | 'wrong';
  /** Whether the decisive change is among the changes with its effect and, where the case says, its environment types. */
  readonly decisive: 'right' | 'wrong';
}

/** Compares the templates of a case and judges the answer. */
export function judge(one: CorpusCase): Verdict {
  const { comparison, code, fault } = answer(one);
  if (one.refuses !== undefined && one.refuses === code) {
    return { case: one, comparison, bump: 'exact', losesData: 'right', decisive: 'right' };
  }
  // One that answers where nothing is known asks for too little, whatever it asks for.
  const excess = one.refuses === undefined ? compareBumps(one.needs, comparison.bump) : -1;
  return {
    case: one,
    comparison,
    ...(fault !== undefined && { fault }),
    bump: excess === 0 ? 'exact' : excess > 0 ? 'over' : 'under',
    losesData: comparison.losesData === one.losesData ? 'right' : 'wrong',
    decisive: hasDecisive(one, comparison) ? 'right' : 'wrong',
  };
}

/** The answer; a comparison that refuses asks for nothing. */
function answer({ before, after }: CorpusCase): { comparison: Comparison; code?: string; fault?: string } {
  try {
    return { comparison: compareTemplates(before, after) };
  } catch (error) {
    if (!(error instanceof CatalogError)) throw error;
    return { comparison: { bump: 'none', losesData: false, changes: [] }, code: error.code, fault: error.message };
  }
}

/** Whether nothing of the answer is wrong. */
export function isRight({ bump, losesData, decisive }: Verdict): boolean {
  return bump === 'exact' && losesData === 'right' && decisive === 'right';
}

/** The share of cases that get exactly the bump that they need, from 0 to 1. */
export function accuracy(verdicts: readonly Verdict[]): number {
  return verdicts.filter(({ bump }) => bump === 'exact').length / verdicts.length;
}

function hasDecisive({ decisive, environmentTypes, needs }: CorpusCase, { changes }: Comparison): boolean {
  if (decisive === undefined) return true;
  return changes.some(
    (change) =>
      change.logicalId === decisive.logicalId &&
      change.bump === needs &&
      (decisive.effect === undefined || change.effect === decisive.effect) &&
      (environmentTypes === undefined || sameMembers(change.environmentTypes, environmentTypes)),
  );
}

function sameMembers(some: readonly string[], others: readonly string[]): boolean {
  return [...some].sort().join() === [...others].sort().join();
}
