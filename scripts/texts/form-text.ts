import type { ProductForm } from '../../operations/project/product-form';
import type { Question } from '../../operations/project/show-product';
import { indented, wrapped } from '../terminal/wrapped';

/** Form as `--json` prints it. */
export function formJson({ product, version, questions, rules }: ProductForm) {
  const { id, name, description } = product;
  return { id, name, description, ...(version !== undefined && { version }), groups: questions, rules };
}

/**
 * Text of a form, as the console lays it out: groups, each question's label with its field and its help, and what is refused.
 *
 * @param columns that its lines may have
 */
export function formText({ product, version, questions, rules }: ProductForm, columns: number): string {
  const { name, description } = product;
  const groups = Object.entries(questions).flatMap(([title, group]) => [
    `${title}\n${'─'.repeat(Math.min(columns, title.length))}`,
    ...Object.values(group).map((question) => questionText(question, columns)),
  ]);
  return [
    wrapped(version === undefined ? name : `${name} ${version}`, columns),
    wrapped(description, columns),
    ...groups,
    ...(rules.length === 0 ? [] : [refusedTogether(rules, columns)]),
  ].join('\n\n');
}

function questionText(question: Question, columns: number): string {
  const { label, description, constraintDescription, default: preset } = question;
  const mark = preset === undefined ? ' (must be answered)' : '';
  return [
    wrapped(`${label}${mark}`, columns),
    indented(fieldText(question), 2, columns),
    indented(description, 2, columns),
    indented(`Refused with: ${constraintDescription}`, 2, columns),
  ].join('\n');
}

/** Field of a question: a list with what is chosen at first, or a box with what stands in it. */
function fieldText({ allowedValues, default: preset }: Question): string {
  const standing = `[ ${[preset, allowedValues && '▾'].filter((part) => part !== undefined && part !== '').join(' ')} ]`;
  const others = (allowedValues ?? []).filter((value) => value !== String(preset)).map((value) => value || '(empty)');
  return [standing.replace(/ +/g, ' '), others.join(', ')].join(' ').trimEnd();
}

function refusedTogether(rules: readonly string[], columns: number): string {
  const title = 'Answers that do not go together are refused in these words';
  const lines = rules.map((rule) => indented(rule, 2, columns));
  return [wrapped(title, columns), ...lines].join('\n');
}
