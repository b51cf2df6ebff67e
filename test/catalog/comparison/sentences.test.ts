/** Comparison of resources that differ in what a sentence of AWS's is about: what it says is what the comparison says. */
import { judgedSentences, judgedTypes } from '../../../catalog/template/documented-effects';
import { compared } from './compared';
import { type SentencePair, sentencePairs } from './sentence-pairs';

const pairs = judgedTypes().flatMap((type) => sentencePairs(type, judgedSentences(type)));

/** Effects that say at least what a sentence says. */
const ENOUGH: Readonly<Record<string, readonly string[]>> = {
  none: ['none'],
  interruption: ['interruption', 'replacement', 'failure', 'removal'],
  conditional: ['replacement', 'failure'],
  replacement: ['replacement', 'failure'],
  refused: ['failure'],
};

/** Effect of the changed property, the gravest where several are said. */
function effectsOf({ type, path, before, after }: SentencePair): string[] {
  const resource = (properties: SentencePair['before']) => ({ It: { Type: type, Properties: properties } });
  const { changes } = compared({ Resources: resource(before) }, { Resources: resource(after) });
  const [name] = path.split('.');
  return changes.filter(({ property }) => property === name).map(({ effect }) => effect);
}

it('has pairs of more than 90 sentences and 70 types', () => {
  expect(new Set(pairs.map(({ says }) => says)).size).toBeGreaterThan(90);
  expect(new Set(pairs.map(({ type }) => type)).size).toBeGreaterThan(70);
});

it.each(pairs.map((pair): [string, SentencePair] => [`${pair.type} ${pair.path}: ${pair.says.slice(0, 80)}`, pair]))(
  'says no less than AWS: %s',
  (_, pair) => {
    const enough = ENOUGH[pair.update] ?? [];
    expect(effectsOf(pair).some((effect) => enough.includes(effect))).toBe(true);
  },
);
