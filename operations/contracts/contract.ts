import type { Remedy } from '../../catalog/detailed-error';
import type { Product } from '../../catalog/product';
import type { Project } from '../context';
import type { ForeignExemption } from './foreign-exemptions';

/** Surroundings that a product is held against. */
export interface Setting {
  readonly project: Project;
  /** Every product of the registry, in its order. */
  readonly products: readonly Product[];
}

/** One rule of the house for products. */
export interface Rule {
  /** Sentence without its subject, the product: `describes every output`. */
  readonly title: string;
  /** Sentence on what to do about a finding: what, and in which file. */
  advice(product: Product): string;
  /** Verb or document that helps; none where the advice is all. */
  remedy?(product: Product): Remedy;
  /** Exemption by which a template that wasn't written for this catalog needn't keep it. @default - it must */
  readonly exemption?: ForeignExemption;
  /** Findings, a line each; none where the rule is kept. */
  check(product: Product, setting: Setting): readonly string[] | Promise<readonly string[]>;
}

/** Rules on one subject, which a product keeps or breaks. */
export interface Contract {
  /** Subject in a word or two: `form`, `launch role`. */
  readonly subject: string;
  readonly rules: readonly Rule[];
}

/** Path of one of a product's files, from the project's root. */
export function sourceOf({ id }: Product, file: string): string {
  return `products/${id}/${file}`;
}
