import type { Json, JsonObject } from '../../template';

/** Condition on inputs: it holds or doesn't once they are known. */
export type Formula =
  | boolean
  | { readonly input: string; readonly equals: string }
  | { readonly not: Formula }
  | { readonly all: readonly [Formula, Formula] }
  | { readonly any: readonly [Formula, Formula] };

/** The formula that compares one parameter with one text. */
export type Atom = Extract<Formula, { readonly input: string }>;

/** The opposite. */
export function not(formula: Formula): Formula {
  if (typeof formula === 'boolean') return !formula;
  return 'not' in formula ? formula.not : { not: formula };
}

/** Both. */
export function and(one: Formula, other: Formula): Formula {
  if (one === false || other === false) return false;
  if (one === true || sameFormula(one, other)) return other;
  return other === true ? one : { all: [one, other] };
}

/** Disjunction of two conditions. */
export function or(one: Formula, other: Formula): Formula {
  if (one === true || other === true) return true;
  if (one === false || sameFormula(one, other)) return other;
  if (other === false) return one;
  return sameFormula(one, not(other)) ? true : { any: [one, other] };
}

function sameFormula(one: Formula, other: Formula): boolean {
  if (one === other) return true;
  if (typeof one === 'boolean' || typeof other === 'boolean') return false;
  if ('input' in one) return 'input' in other && one.input === other.input && one.equals === other.equals;
  if ('not' in one) return 'not' in other && sameFormula(one.not, other.not);
  const [parts, others] =
    'all' in one ? [one.all, 'all' in other && other.all] : [one.any, 'any' in other && other.any];
  return others !== false && sameFormula(parts[0], others[0]) && sameFormula(parts[1], others[1]);
}

/** The atoms of a formula. */
export function atomsOf(formula: Formula): Atom[] {
  if (typeof formula === 'boolean') return [];
  if ('input' in formula) return [formula];
  if ('not' in formula) return atomsOf(formula.not);
  return ('all' in formula ? formula.all : formula.any).flatMap(atomsOf);
}

/** Whether a formula holds, given what its atoms are. */
export function holds(formula: Formula, truth: (atom: Atom) => boolean): boolean {
  if (typeof formula === 'boolean') return formula;
  if ('input' in formula) return truth(formula);
  if ('not' in formula) return !holds(formula.not, truth);
  return 'all' in formula
    ? formula.all.every((part) => holds(part, truth))
    : formula.any.some((part) => holds(part, truth));
}

/** Names the formulas that a template needs as its conditions, each once. */
export class Conditions {
  readonly #named = new Map<string, { readonly name: string; readonly expression: Json }>();

  readonly #used: Set<string>;
  /** Number that the next name of a base that is used gets. */
  readonly #next = new Map<string, number>();

  /** @param taken names that the template has already */
  constructor(taken: ReadonlySet<string>) {
    this.#used = new Set(taken);
  }

  /** Name of the condition that a formula became. */
  name(formula: Exclude<Formula, boolean>): string {
    const key = JSON.stringify(formula);
    const known = this.#named.get(key);
    if (known) return known.name;
    const expression = this.#expression(formula);
    const name = this.#unused(words(formula).slice(0, 120));
    this.#named.set(key, { name, expression });
    return name;
  }

  /** Name of the condition that holds where one of the template's own and a formula both do. */
  both(own: string, formula: Exclude<Formula, boolean>): string {
    const key = JSON.stringify([own, formula]);
    const known = this.#named.get(key);
    if (known) return known.name;
    const expression = { 'Fn::And': [{ Condition: own }, { Condition: this.name(formula) }] };
    const name = this.#unused(`${own}And${words(formula)}`.slice(0, 120));
    this.#named.set(key, { name, expression });
    return name;
  }

  /** The section of the template. */
  get section(): JsonObject {
    return Object.fromEntries([...this.#named.values()].map(({ name, expression }) => [name, expression]));
  }

  #expression(formula: Exclude<Formula, boolean>): Json {
    const part = (inner: Formula): Json => {
      if (typeof inner !== 'boolean') return { Condition: this.name(inner) };
      return { 'Fn::Equals': [String(inner), 'true'] };
    };
    if ('input' in formula) return { 'Fn::Equals': [{ Ref: formula.input }, formula.equals] };
    if ('not' in formula) return { 'Fn::Not': [part(formula.not)] };
    return 'all' in formula ? { 'Fn::And': formula.all.map(part) } : { 'Fn::Or': formula.any.map(part) };
  }

  #unused(base: string): string {
    let name = base;
    let number = this.#next.get(base) ?? 2;
    for (; this.#used.has(name); number += 1) name = `${base}${number}`;
    this.#next.set(base, number);
    this.#used.add(name);
    return name;
  }
}

function words(formula: Formula): string {
  if (typeof formula === 'boolean') return formula ? 'Always' : 'Never';
  if ('not' in formula) return `Not${words(formula.not)}`;
  if ('all' in formula) return formula.all.map(words).join('And');
  if ('any' in formula) return formula.any.map(words).join('Or');
  if (formula.equals === '') return `${formula.input}IsEmpty`;
  const value = formula.equals.replace(/[^A-Za-z0-9]+/g, '');
  return `${formula.input}Is${value.charAt(0).toUpperCase()}${value.slice(1)}`;
}
