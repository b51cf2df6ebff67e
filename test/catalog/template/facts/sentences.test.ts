import { factsOf, propertyImpact, updateEffectsOf } from '../../../../catalog/template';
import { type JudgedSentence, judgedSentences, judgedTypes } from '../../../../catalog/template/documented-effects';
import { propertySpecs } from '../../../../catalog/template/resource-types';
import { updateSentences } from './update-sentences';

/** Reasons why a sentence that was read is no fact about an update of its property. */
const REASONS = [
  'about deletion',
  'about something else than an update',
  'changes nothing that runs',
  'depends on what no template shows',
  'judged by physical names',
  'the database says replacement',
  "told in the service's facts",
];

const sentences = updateSentences();
const judged = judgedTypes().flatMap((type) =>
  judgedSentences(type).map((one): [string, JudgedSentence] => [type, one]),
);
const documented = judged.filter(([, { marked }]) => marked === undefined);
const key = (type: string, says: string) => `${type}: ${says}`;

describe('the sentences of AWS’s documentation that may say what an update does', () => {
  it('are all judged: a new version of the database brings none that nobody has read', () => {
    const known = new Set(documented.map(([type, { says }]) => key(type, says)));
    const unread = sentences.filter(({ type, says }) => !known.has(key(type, says)));
    expect(unread).toEqual([]);
  });

  it('are all there still', () => {
    const there = new Set(sentences.map(({ type, says }) => key(type, says)));
    expect(documented.map(([type, { says }]) => key(type, says)).filter((one) => !there.has(one))).toEqual([]);
    expect(documented.length).toBeGreaterThan(1000);
  });

  it('are each a fact, or read with the reason why they are none', () => {
    const halves = judged.filter(
      ([, { update, at, not }]) => (update !== undefined && at !== undefined) === (not !== undefined),
    );
    expect(halves).toEqual([]);
    expect([...new Set(judged.flatMap(([, { not }]) => not ?? []))].sort()).toEqual(REASONS);
  });

  it('that say it of a place are told of that place, or of one above or below it', () => {
    const facts = documented.filter(([, { update }]) => update !== undefined);
    const untold = facts.flatMap(([type, { says, at = [] }]) =>
      sentences
        .filter((one) => one.type === type && one.says === says && one.path !== '')
        .filter(({ path }) => !replaces(type, path))
        .filter(({ path }) => !at.some((told) => isSameOrBelow(told, path) || isSameOrBelow(path, told)))
        .map(({ path }) => `${type} ${path}`),
    );
    expect(untold).toEqual([]);
  });

  it('are told by hand where they say so', () => {
    const told = judged.filter(([, { not }]) => not === "told in the service's facts").map(([type]) => type);
    expect([...new Set(told)].filter((type) => factsOf(type).length + updateEffectsOf(type).length === 0)).toEqual([]);
  });

  it('of which the database says replacement stand where it does', () => {
    const wrong = judged
      .filter(([, { not }]) => not === 'the database says replacement')
      .filter(([type, { says }]) =>
        sentences
          .filter((one) => one.type === type && one.says === says && one.path !== '')
          .some(({ path }) => !replaces(type, path)),
      );
    expect(wrong).toEqual([]);
  });
});

describe('a fact that follows from a sentence', () => {
  const facts = judged.flatMap(([type, { at = [] }]) => at.map((path): [string, string] => [type, path]));

  it.each(facts)('is told of what exists: %s %s', (type, path) => {
    let specs = propertySpecs(type);
    for (const name of path.split('.')) {
      expect([...(specs?.keys() ?? [])]).toContain(name);
      specs = specs?.get(name)?.below;
    }
  });

  it('is found among the effects of its type', () => {
    const missing = facts.filter(([type, path]) => !updateEffectsOf(type).some(({ property }) => property === path));
    expect(missing).toEqual([]);
  });
});

/** Whether an update of the path makes another resource, or is refused for wanting one. */
function replaces(type: string, path: string): boolean {
  return ['replacement', 'refused'].includes(propertyImpact(type, path.split('.')));
}

function isSameOrBelow(path: string, above: string): boolean {
  return path === above || path.startsWith(`${above}.`);
}
