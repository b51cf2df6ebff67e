import { BY_TYPE, type ParameterDefinition } from '../product/parameters';

/** Change of one answer. */
export interface AnswerStep {
  readonly from: string;
  readonly to: string;
}

/** Kind of change of one answer, with the changes that are tried for it. */
export interface AnswerMove {
  /** `no → yes`, `more`, `given`. */
  readonly says: string;
  readonly steps: readonly AnswerStep[];
}

/** Longer lists are walked along instead of being tried crosswise. */
const MOST_CROSSWISE = 4;

/**
 * Changes that an answer can make: of numbers to the next one up or down, of another list from each to each; of a free answer
 * that it is given, is another one, or is emptied.
 */
export function answerMoves(definition: ParameterDefinition): AnswerMove[] {
  const listed = definition.allowedValues?.map(String).filter((value) => value !== BY_TYPE);
  return listed === undefined ? freeMoves(definition) : listMoves(listed);
}

function freeMoves({ default: preset, example, allowedPattern }: ParameterDefinition): AnswerMove[] {
  const usual = String(preset ?? '');
  const one = usual === '' ? example : usual;
  if (one === undefined) return [];
  const others =
    example !== undefined && example !== one ? [example] : textsLike(one, new RegExp(allowedPattern ?? ''));
  const another = { says: 'another', steps: others.map((to) => ({ from: one, to })) };
  if (usual !== '') return [another];
  return [
    { says: 'given', steps: [{ from: '', to: one }] },
    another,
    { says: 'emptied', steps: [{ from: one, to: '' }] },
  ];
}

function listMoves(values: readonly string[]): AnswerMove[] {
  const isNumbers = values.length > 2 && !values.map(Number).some(Number.isNaN);
  const sorted = isNumbers ? [...values].sort((one, other) => Number(one) - Number(other)) : values;
  const along = sorted.slice(1).map((to, index) => ({ from: sorted[index] ?? '', to }));
  const back = along.map(({ from, to }) => ({ from: to, to: from }));
  if (isNumbers) {
    return [
      { says: 'more', steps: ends(along) },
      { says: 'less', steps: ends(back) },
    ];
  }
  const crosswise = values.flatMap((from) => values.filter((to) => to !== from).map((to) => ({ from, to })));
  const steps = values.length > MOST_CROSSWISE ? [...along, ...back] : crosswise;
  return steps.map((step) => ({ says: `\`${step.from}\` → \`${step.to}\``, steps: [step] }));
}

/** The first and the last: what lies between does no other thing to sizes and times. */
function ends(steps: readonly AnswerStep[]): AnswerStep[] {
  return steps.length > 2 ? [...steps.slice(0, 1), ...steps.slice(-1)] : [...steps];
}

/** Texts that differ from another in one letter or digit, as late as the pattern lets them; only some of them. */
function textsLike(text: string, pattern: RegExp): string[] {
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const mark = text[at] ?? '';
    const marks = /[0-9]/.test(mark) ? '279' : /[a-z]/.test(mark) ? 'bdk' : '';
    const found = [...marks]
      .filter((other) => other !== mark)
      .map((other) => `${text.slice(0, at)}${other}${text.slice(at + 1)}`)
      .filter((changed) => pattern.test(changed));
    if (found.length > 0) return found;
  }
  return [];
}
