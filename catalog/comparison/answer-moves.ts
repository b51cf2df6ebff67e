import { BY_TYPE, type ParameterDefinition } from '../product/parameters';

/** Kind of change of one answer, with the changes that are tried for it. */
export interface AnswerMove {
  /** `no → yes`, `more`, `given`. */
  readonly says: string;
  readonly steps: readonly { readonly from: string; readonly to: string }[];
}

/**
 * Changes that an answer can make: of a list of two each to the other, of numbers to the next one up or down, of another list
 * from each to each; of a free answer that it is given, is another one, or is emptied.
 */
export function answerMoves({
  allowedValues,
  default: preset,
  example,
  allowedPattern,
}: ParameterDefinition): AnswerMove[] {
  const listed = allowedValues?.map(String).filter((value) => value !== BY_TYPE);
  if (listed !== undefined) return listMoves(listed);
  const usual = String(preset ?? example ?? '');
  const one = usual === '' ? example : usual;
  if (one === undefined) return [];
  const other = anotherLike(one, new RegExp(allowedPattern ?? ''));
  return [
    ...(usual === '' ? [{ says: 'given', steps: [{ from: '', to: one }] }] : []),
    ...(other === undefined ? [] : [{ says: 'another', steps: [{ from: one, to: other }] }]),
    ...(usual === '' ? [{ says: 'emptied', steps: [{ from: one, to: '' }] }] : []),
  ];
}

function listMoves(values: readonly string[]): AnswerMove[] {
  const [first = '', second = ''] = values;
  if (values.length < 2) return [];
  if (values.length === 2) {
    return [
      { says: `\`${first}\` → \`${second}\``, steps: [{ from: first, to: second }] },
      { says: `\`${second}\` → \`${first}\``, steps: [{ from: second, to: first }] },
    ];
  }
  const numbers = values.map(Number);
  if (numbers.some(Number.isNaN)) {
    const all = values.flatMap((from) => values.filter((to) => to !== from).map((to) => ({ from, to })));
    return all.map((step) => ({ says: `\`${step.from}\` → \`${step.to}\``, steps: [step] }));
  }
  const sorted = [...values].sort((one, other) => Number(one) - Number(other));
  const up = sorted.slice(1).map((to, index) => ({ from: sorted[index] ?? '', to }));
  return [
    { says: 'more', steps: up },
    { says: 'less', steps: up.map(({ from, to }) => ({ from: to, to: from })) },
  ];
}

/** A text that differs from another in one letter or digit, as late as the pattern lets it. */
function anotherLike(text: string, pattern: RegExp): string | undefined {
  for (let at = text.length - 1; at >= 0; at -= 1) {
    for (const mark of [...'27bk']) {
      const changed = `${text.slice(0, at)}${mark}${text.slice(at + 1)}`;
      const isSameKind = /[a-z]/.test(mark) === /[a-z]/.test(text[at] ?? '') && /[a-z0-9]/.test(text[at] ?? '');
      if (changed !== text && isSameKind && pattern.test(changed)) return changed;
    }
  }
  return undefined;
}
