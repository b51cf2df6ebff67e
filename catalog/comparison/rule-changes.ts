import { type Json, own, sameJson, type Template } from '../template';
import type { FoundChange } from './comparison';
import { compareRules, type RulesVerdict } from './rule-inclusion';

const MEANING: Readonly<Record<RulesVerdict, Pick<FoundChange, 'effect' | 'bump' | 'why'>>> = {
  tightened: {
    effect: 'interface',
    bump: 'major',
    why: 'Answers that the rules accepted are refused now: updates that keep the previous values may fail.',
  },
  unknown: {
    effect: 'interface',
    bump: 'major',
    why: "It can't be proven that the rules still accept all that they accepted, so this counts as a narrower constraint.",
  },
  loosened: {
    effect: 'interface',
    bump: 'minor',
    why: 'The rules accept all that they accepted, and more: a wider constraint is minor.',
  },
  same: { effect: 'none', bump: 'patch', why: 'The rules say it differently and accept the same answers.' },
};

/** Every difference of the rules that two templates have for the answers to their form; judged all together. */
export function ruleChanges(before: Template, after: Template): FoundChange[] {
  const [then, now] = [before, after].map(({ Rules }) => (Rules ?? {}) as unknown as Record<string, Json>);
  const ids = [...new Set([...Object.keys(then ?? {}), ...Object.keys(now ?? {})])].sort();
  const changed = ids.filter((id) => !sameJson(own(then, id), own(now, id)));
  if (changed.length === 0) return [];
  const judged = compareRules(before, after);
  // Fewer rules than before can't refuse more, whatever the rules are about.
  const verdict = judged === 'unknown' && changed.every((id) => own(now, id) === undefined) ? 'loosened' : judged;
  return changed.map((id) => {
    const [old, rule] = [own(then, id), own(now, id)];
    return {
      ...{ logicalId: id, type: 'Rule', property: null, losesData: false },
      ...(old === undefined ? {} : { before: old }),
      ...(rule === undefined ? {} : { after: rule }),
      ...MEANING[verdict],
    };
  });
}
