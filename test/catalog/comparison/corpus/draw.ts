import { judgedSentences, judgedTypes } from '../../../../catalog/template/documented-effects';

/** Sentence of AWS's documentation on a type. */
export interface DrawnSentence {
  readonly type: string;
  readonly says: string;
}

/** Reasons by which a sentence says nothing of what an update of the type does; it isn't drawn. */
const ELSEWHERE: readonly string[] = ['about something else than an update', 'about deletion'];

/** Seed of the pairs in `drawn.yaml`. */
export const SEED = 20261130;

/**
 * Sentences on updates drawn without looking: whether our facts follow them doesn't count.
 *
 * @param seed the same one draws the same of the same sentences
 * @returns as many, or all that there are
 */
export function drawSentences(seed: number, count: number): DrawnSentence[] {
  const all = judgedTypes()
    .sort()
    .flatMap((type) =>
      judgedSentences(type)
        .filter(({ not = '' }) => !ELSEWHERE.includes(not))
        .map(({ says }) => ({ type, says })),
    );
  const random = randomOf(seed);
  return all
    .map((sentence) => ({ sentence, at: random() }))
    .sort((one, other) => one.at - other.at)
    .slice(0, count)
    .map(({ sentence }) => sentence);
}

/** Numbers from 0 to 1 that a seed gives, by Mulberry32. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

if (require.main === module) {
  for (const { type, says } of drawSentences(SEED, 100)) process.stdout.write(`${type}: ${says}\n`);
}
