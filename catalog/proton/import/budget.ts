import type { Formula } from './formula';
import type { Value } from './value';

/** Steps that the reading of one template may take: evaluations, turns of loops, and the parts that values are made of. */
const MOST_STEPS = 200_000;

/** Characters of a template that one step covers. */
const CHARACTERS_A_STEP = 64;

/** Parts of one value, or of one condition. */
const MOST_PARTS = 2_000;

/** Thrown where a template asks for more than reading one may take. Unlike a refusal it ends the reading. */
export class BudgetSpent extends Error {
  constructor(
    readonly line: number,
    readonly reason: string,
  ) {
    super(reason);
  }
}

/**
 * Budget of reading one template. A few lines of Jinja can double a text thirty times or loop for ever; what they make is
 * counted, shared parts once for each place, since that is what the template would hold.
 */
export class Budget {
  #left = MOST_STEPS;
  readonly #weights = new WeakMap<object, number>();

  /** Takes steps off. @throws BudgetSpent */
  spend(steps: number, line: number): void {
    this.#left -= steps;
    if (this.#left < 0)
      throw new BudgetSpent(line, `Jinja makes more than ${MOST_STEPS} parts of the template by here`);
  }

  /** Takes off what text costs. @throws BudgetSpent */
  spendText(text: string, line: number): void {
    this.spend(Math.ceil(text.length / CHARACTERS_A_STEP), line);
  }

  /** Takes off what a value is made of, and gives it back. @throws BudgetSpent */
  spendValue<V extends Value>(value: V, line: number): V {
    this.#spendParts(this.#weightOf(value), 'value', line);
    return value;
  }

  /** Takes off what a condition is made of, and gives it back. @throws BudgetSpent */
  spendFormula<F extends Formula>(formula: F, line: number): F {
    this.#spendParts(this.#formulaWeight(formula), 'condition', line);
    return formula;
  }

  #spendParts(parts: number, of: string, line: number): void {
    if (parts > MOST_PARTS) throw new BudgetSpent(line, `this ${of} is made of more than ${MOST_PARTS} parts`);
    this.spend(parts, line);
  }

  #weightOf(value: Value): number {
    return this.#once(value, () => {
      switch (value.kind) {
        case 'join':
          return value.parts.reduce((sum, part) => sum + this.#weightOf(part), 1);
        case 'choice':
          return this.#formulaWeight(value.condition) + this.#weightOf(value.yes) + this.#weightOf(value.no);
        case 'constant':
          return 1 + Math.floor(String(value.value).length / CHARACTERS_A_STEP);
        default:
          return 1;
      }
    });
  }

  #formulaWeight(formula: Formula): number {
    if (typeof formula === 'boolean') return 1;
    return this.#once(formula, () => {
      if ('input' in formula) return 1;
      if ('not' in formula) return 1 + this.#formulaWeight(formula.not);
      const [one, other] = 'all' in formula ? formula.all : formula.any;
      return 1 + this.#formulaWeight(one) + this.#formulaWeight(other);
    });
  }

  /** Parts are shared: each is weighed once, however often it stands in others. */
  #once(part: object, weigh: () => number): number {
    const known = this.#weights.get(part);
    if (known !== undefined) return known;
    const weight = weigh();
    this.#weights.set(part, weight);
    return weight;
  }
}
