import { evaluate, formulaOf } from './evaluate-jinja';
import { type Atom, atomsOf, type Formula, holds } from './formula';
import type { Expression, Statement } from './jinja';
import type { Scope } from './names';
import { type Refusals, Untranslatable } from './refusal';
import { printed, type Value } from './value';

/** Around the number of a value that stands in the text: private characters, which YAML takes as any letter. */
export const valueMark = /\uE000(\d+)\uE001/;

/** A piece of a template in which nothing is left to Jinja: text with marks for values, perhaps there on a condition. */
export type Piece =
  | { readonly text: string; readonly line: number }
  | {
      readonly condition: Formula;
      readonly yes: readonly Piece[];
      readonly no: readonly Piece[];
      readonly line: number;
    };

/** The values that marks stand for: each has a number, the same one wherever it stands. */
export class Values {
  readonly #numbers = new Map<string, number>();
  readonly #values: { readonly value: Value; readonly line: number }[] = [];

  /** The mark of a value. */
  mark(value: Value, line: number): string {
    const key = JSON.stringify([value, line]);
    const known = this.#numbers.get(key) ?? this.#values.push({ value, line }) - 1;
    this.#numbers.set(key, known);
    return `\uE000${known}\uE001`;
  }

  /** The value of a mark's number, and the line where it is first used. */
  at(number: number): { readonly value: Value; readonly line: number } {
    const found = this.#values[number];
    if (!found) throw new RangeError(`no value ${number}`);
    return found;
  }
}

/**
 * Works off what Jinja can be worked off without the inputs: variables, loops over constants, conditions that are
 * decided. What remains is text, values and conditions on inputs. What can't be translated is refused and left out.
 *
 * @throws BudgetSpent
 */
export function expand(statements: readonly Statement[], scope: Scope, values: Values, refusals: Refusals): Piece[] {
  const variables = new Map(scope.variables);
  const pieces: Piece[] = [];
  for (const statement of statements) {
    const { line } = statement;
    scope.budget.spend(1, line);
    const here: Scope = { ...scope, variables };
    switch (statement.kind) {
      case 'text':
        scope.budget.spendText(statement.text, line);
        pieces.push({ text: statement.text, line });
        break;
      case 'output': {
        const value = evaluated(statement.value, here);
        if (value.kind === 'refused' && standsAlone(pieces)) {
          // What stands alone may be any number of lines: the rest is read as if it were none.
          refusals.add(value.line, value.reason);
          break;
        }
        const isKnown = value.kind === 'constant';
        pieces.push({ text: isKnown ? printed(value.value) : values.mark(value, line), line });
        break;
      }
      case 'set': {
        const value = evaluated(statement.value, here);
        variables.set(statement.name, value);
        break;
      }
      case 'if': {
        const condition = refusals.try(() => formulaOf(statement.condition, here), true);
        const [yes, no] = [statement.yes, statement.no].map((branch) => {
          refuseSets(branch, refusals);
          return expand(branch, here, values, refusals);
        });
        if (typeof condition === 'boolean') for (const piece of (condition ? yes : no) ?? []) pieces.push(piece);
        else pieces.push({ condition, yes: yes ?? [], no: no ?? [], line });
        break;
      }
      case 'for':
        for (const piece of unrolled(statement, here, values, refusals)) pieces.push(piece);
        break;
      default:
        refusals.add(line, `${statement.what} has no counterpart in a template`);
    }
  }
  return pieces;
}

/** Whether nothing stands on the line before what comes next. */
function standsAlone(pieces: readonly Piece[]): boolean {
  const before = pieces.at(-1);
  return before !== undefined && 'text' in before && /\n[ \t]*$/.test(before.text);
}

/** Value of an expression, or the reason why it can't be translated. */
function evaluated(expression: Expression, scope: Scope): Value {
  try {
    return evaluate(expression, scope);
  } catch (error) {
    if (!(error instanceof Untranslatable)) throw error;
    return { kind: 'refused', reason: error.reason, line: error.line };
  }
}

/** Refuses what a branch sets: Jinja knows it after the branch too, and then the variable would depend on the condition. */
function refuseSets(branch: readonly Statement[], refusals: Refusals): void {
  for (const { kind, line } of branch) {
    if (kind === 'set') refusals.add(line, 'a variable that is set on a condition has no counterpart in a template');
  }
}

function unrolled(
  { name, over, body, line }: Extract<Statement, { kind: 'for' }>,
  scope: Scope,
  values: Values,
  refusals: Refusals,
): Piece[] {
  const items = refusals.try(() => itemsOf(over, scope), []);
  if (!Array.isArray(items)) {
    const variables = new Map([...scope.variables, [name, items] as const]);
    return expand(body, { ...scope, variables }, values, refusals);
  }
  if (body.some(({ kind }) => kind === 'set')) {
    refusals.add(line, 'a variable that is set in a loop has no counterpart in a template');
  }
  return items.flatMap((item, index) => {
    scope.budget.spend(1 + Math.ceil(scope.variables.size / 64), line);
    const loop = {
      index: index + 1,
      index0: index,
      first: index === 0,
      last: index === items.length - 1,
      length: items.length,
    };
    const constants = Object.entries(loop).map(([key, value]) => [`loop.${key}`, { kind: 'constant', value }] as const);
    const variables = new Map<string, Value>([...scope.variables, ...constants, [name, item]]);
    return expand(body, { ...scope, variables }, values, refusals);
  });
}

/** Items that a loop goes through: the items of a list that is written out, or each of an input's. */
function itemsOf(over: Expression, scope: Scope): Value[] | Value {
  if (over.kind === 'list') return over.items.map((item) => evaluate(item, scope));
  const value = evaluate(over, scope);
  if (value.kind === 'input' && value.input.type === 'list') return { kind: 'eachOf', input: value.input };
  throw new Untranslatable('a template has loops over lists only that are written out, or are an input', over.line);
}

/** The atoms of all conditions among the pieces, each once. */
export function atomsIn(pieces: readonly Piece[]): Atom[] {
  const atoms = pieces.flatMap((piece): Atom[] =>
    'text' in piece ? [] : [...atomsOf(piece.condition), ...atomsIn(piece.yes), ...atomsIn(piece.no)],
  );
  return [...new Map(atoms.map((atom) => [JSON.stringify(atom), atom])).values()];
}

/** Text with the line of the source that each of its lines begins on. */
export interface WrittenText {
  readonly text: string;
  readonly lines: readonly number[];
}

/** The text that is left when every condition is decided. */
export function written(pieces: readonly Piece[], truth: (atom: Atom) => boolean): WrittenText {
  let text = '';
  const lines: number[] = [1];
  const add = (part: string, line: number) => {
    const [, ...further] = part.split('\n');
    for (const index of further.keys()) lines.push(line + index + 1);
    text += part;
  };
  const write = (all: readonly Piece[]) => {
    for (const piece of all) {
      if ('text' in piece) add(piece.text, piece.line);
      else write(holds(piece.condition, truth) ? piece.yes : piece.no);
    }
  };
  write(pieces);
  return { text, lines };
}
