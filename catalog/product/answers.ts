import type { Product } from './define-product';
import { formParameters, type ParameterDefinition } from './parameters';

/** One way to fill in a form: values by parameter name. */
export type Answers = Readonly<Record<string, string>>;

/**
 * Ways to fill in a product's form that together try every pair of values of two parameters: each value of a list, and
 * of a free answer its default and its example. Most defects need no more than two answers to show, and all the
 * combinations would be too many. Answers that the product's rules refuse are among them.
 */
export function pairwiseAnswers(product: Pick<Product, 'parameters'>): Answers[] {
  const questions = questionsOf(product);
  const untried = new Set(
    questions.flatMap((one, index) =>
      questions
        .slice(index + 1)
        .flatMap((other) => one.values.flatMap((a) => other.values.map((b) => pair([one.name, a], [other.name, b])))),
    ),
  );
  const rows: Answers[] = [];
  for (const next of untried) {
    const row = new Map<string, string>(JSON.parse(next));
    for (const { name, values } of questions) {
      if (!row.has(name)) row.set(name, mostTelling(name, values, row, untried));
    }
    const entries = [...row];
    entries.forEach((one, index) => {
      for (const other of entries.slice(index + 1)) untried.delete(pair(one, other));
    });
    rows.push(Object.fromEntries(row));
  }
  return rows;
}

/**
 * Ways to fill in a product's form that together try every value once: each of a list, and of a free answer its default
 * and its example. A fifth of the ways that try every pair.
 */
export function valuewiseAnswers(product: Pick<Product, 'parameters'>): Answers[] {
  const questions = questionsOf(product);
  const count = Math.max(0, ...questions.map(({ values }) => values.length));
  // Each question begins elsewhere in its list, so that not all of them say yes together and no together.
  return Array.from({ length: count }, (_, turn) =>
    Object.fromEntries(
      questions.map(({ name, values }, index) => [name, values[(turn + index) % values.length] ?? '']),
    ),
  );
}

/** The value that tries the most new pairs with the answers chosen so far; the first of equals. */
function mostTelling(
  name: string,
  values: readonly string[],
  row: ReadonlyMap<string, string>,
  untried: ReadonlySet<string>,
): string {
  const gains = values.map((value) => [...row].filter((other) => untried.has(pair([name, value], other))).length);
  return values[gains.indexOf(Math.max(...gains))] ?? '';
}

function pair(one: readonly [string, string], other: readonly [string, string]): string {
  return JSON.stringify(one[0] < other[0] ? [one, other] : [other, one]);
}

function questionsOf({ parameters }: Pick<Product, 'parameters'>) {
  return formParameters(parameters).map(([name, definition]) => ({ name, values: candidates(definition) }));
}

function candidates({ allowedValues, default: preset, example }: ParameterDefinition): string[] {
  return allowedValues ?? [preset, example].filter((value) => value !== undefined).map(String);
}
