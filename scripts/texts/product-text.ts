import { type Question, type ShownProduct, withoutByType } from '../../operations/project/show-product';
import { table } from '../terminal/table';
import { wrapped } from '../terminal/wrapped';

/** A product as `--json` prints it. */
export function productJson({ product, version, questions, exports, releases }: ShownProduct) {
  const { id, name, description, owner, distributor, support } = product;
  return {
    ...{ id, name, description, owner, distributor, support, ...(version !== undefined && { version }) },
    ...{ parameters: questions, exports },
    releases: releases.map(({ file: _, ...release }) => release),
  };
}

/**
 * Text of a product: its questions, its exports and its releases.
 *
 * @param columns that its lines may have
 */
export function productText({ product, version, questions, exports, releases }: ShownProduct, columns: number): string {
  const { id, name, description, owner, support } = product;
  const groups = Object.entries(questions).flatMap(([title, group]) => [
    title.toUpperCase(),
    ...Object.entries(group).map(([key, question]) => questionText(key, question, columns)),
  ]);
  const outputs = Object.entries(exports).map(([output, { description: text }]) => [output, text]);
  const versions = releases.map(({ version: of, date, status, notes }) => [of, date, status, notes.split('\n')[0]]);
  return [
    version === undefined ? `${name} (${id})` : `${name} (${id}) ${version}`,
    wrapped(description, columns),
    wrapped(`Owner: ${owner}. Support: ${support.email}, ${support.url}`, columns),
    ...groups,
    wrapped(`What follows when an answer is changed later: products/${id}/README.md`, columns),
    outputs.length > 0 ? table(['EXPORT', 'WHAT IT IS'], outputs, columns) : 'Other products read nothing of it.',
    versions.length > 0
      ? table(['RELEASE', 'DATE', 'STATUS', 'NOTES'], versions.toReversed(), columns)
      : 'Not released yet.',
  ].join('\n\n');
}

function questionText(key: string, question: Question, columns: number): string {
  const { label, description, default: preset, byType } = question;
  const lines: (readonly [string, string])[] = [
    ['Answers', answersOf(question)],
    ...(byType ? [['By type', valuesText(byType)] as const] : []),
    ['Default', preset === undefined ? 'none: it must be answered' : `${preset}` || '(empty)'],
    ['Later', laterText(question)],
  ];
  const body = [
    wrapped(withoutByType(description), columns - INDENT),
    ...lines.map(([name, text]) => {
      const lead = `${name}:`.padEnd(LEAD);
      return lead + wrapped(text, columns - INDENT - LEAD).replaceAll('\n', `\n${' '.repeat(LEAD)}`);
    }),
  ].join('\n');
  const within = body.split('\n').map((line) => `${' '.repeat(INDENT)}${line}`);
  return [wrapped(`${key}: ${label}`, columns), ...within].join('\n');
}

const INDENT = 4;

/** Columns of the words before an answer, a default and the like. */
const LEAD = 'Answers: '.length;

function answersOf({ allowedValues, constraintDescription, example }: Question): string {
  if (allowedValues) return allowedValues.map((value) => value || '(empty)').join(', ');
  return example === undefined ? constraintDescription : `${constraintDescription} As in: ${example}`;
}

function valuesText(byType: NonNullable<Question['byType']>): string {
  return Object.entries(byType)
    .map(([type, value]) => `${type} ${value}`)
    .join(', ');
}

function laterText({ fixedOnceLaunched, description }: Question): string {
  if (fixedOnceLaunched) return 'fixed once launched';
  return /\bis fixed\b/.test(description) ? 'as said above' : 'can be changed';
}
