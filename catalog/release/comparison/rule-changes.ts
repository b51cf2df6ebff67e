import { own, sameJson, type Template, type TemplateRule } from '../../template';
import { canonical } from './canonical';
import type { FoundChange } from './comparison';

/** Every difference of the rules that two templates have for the answers to their form. */
export function ruleChanges(before: Template, after: Template): FoundChange[] {
  const [then, now] = [before.Rules ?? {}, after.Rules ?? {}];
  const ids = [...new Set([...Object.keys(then), ...Object.keys(now)])];
  return ids.flatMap((id): FoundChange[] => {
    const [old, rule] = [own(then, id), own(now, id)];
    if (sameJson(old as never, rule as never)) return [];
    const about = { logicalId: id, type: 'Rule', property: null, losesData: false };
    const added = (rule === undefined ? [] : demands(rule)).filter(
      (one) => !Object.values(then).flatMap(demands).includes(one),
    );
    const removed = (old === undefined ? [] : demands(old)).filter(
      (one) => !Object.values(now).flatMap(demands).includes(one),
    );
    if (added.length > 0) {
      const why = 'Answers that were accepted may be refused: a rule is added or tightened.';
      return [{ ...about, effect: 'interface', bump: 'major', why }];
    }
    if (removed.length > 0) {
      const why = 'Answers that were refused are accepted: a rule is gone or looser, which is minor.';
      return [{ ...about, effect: 'interface', bump: 'minor', why }];
    }
    return [{ ...about, effect: 'none', bump: 'patch', why: 'The rule is written differently and demands the same.' }];
  });
}

/** What a rule demands, one text an assertion, without what it says to people. */
function demands({ RuleCondition = null, Assertions }: TemplateRule): string[] {
  return Assertions.map(({ Assert }) => canonical([RuleCondition, Assert]));
}
